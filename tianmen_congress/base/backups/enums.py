from django.db import models


class BackupKind(models.TextChoices):
    BACKUP = "backup", "备份"
    DRILL = "drill", "恢复演练"
