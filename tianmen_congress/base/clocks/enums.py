"""In what time is counted."""

from django.db import models


class DayUnit(models.TextChoices):
    WORKING = "working", "个工作日"
    CALENDAR = "calendar", "天"
    MONTH = "month", "个月"
