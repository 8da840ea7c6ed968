from django.db import models


class FindingState(models.TextChoices):
    OPEN = "open", "待整改"
    ANSWERED = "answered", "已整改待复查"
    CLOSED = "closed", "已销号"
    WITHDRAWN = "withdrawn", "已撤回"
