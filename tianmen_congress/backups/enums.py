from django.db import models


class Kind(models.TextChoices):
    BACKUP = "backup", "备份"
    DRILL = "drill", "恢复演练"
