"""How far an activity is, and who came."""

from django.db import models


class ActivityState(models.TextChoices):
    PLANNED = "planned", "计划中"
    HELD = "held", "已开展"
    CANCELLED = "cancelled", "已取消"


class Presence(models.TextChoices):
    PRESENT = "present", "出席"
    LEAVE = "leave", "请假"
    ABSENT = "absent", "缺席"


# How the lists are asked for what figures count as held, and for what they don't.
IS_COUNTED, IS_NOT_COUNTED = "1", "0"
