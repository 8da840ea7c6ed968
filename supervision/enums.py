from django.db import models


class FindingState(models.TextChoices):
    OPEN = "open", "待整改"
    ANSWERED = "answered", "已整改待复查"
    CLOSED = "closed", "已销号"
    WITHDRAWN = "withdrawn", "已撤回"


class Inspected(models.TextChoices):
    """What a list of inspections is narrowed to."""

    TOWNSHIP = "township", "乡镇本级"
    GROUP = "group", "代表小组"
    EACH_GROUP = "each_group", "受检小组（各取最近一次）"
