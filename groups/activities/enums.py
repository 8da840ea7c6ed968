"""How far an activity is, who came and how that was told."""

from django.db import models


class ActivityState(models.TextChoices):
    PLANNED = "planned", "计划中"
    HELD = "held", "已开展"
    CANCELLED = "cancelled", "已取消"


class Presence(models.TextChoices):
    PRESENT = "present", "到会"
    LATE = "late", "迟到"
    EARLY = "early", "早退"
    LEAVE = "leave", "请假"
    ABSENT = "absent", "缺席"


# Whoever came late or left early was there.
CAME = (Presence.PRESENT, Presence.LATE, Presence.EARLY)


class SignedBy(models.TextChoices):
    """How somebody signed in: nobody signs for another."""

    PAPER = "paper", "纸签"
    PHONE = "phone", "手机"
    LATER = "later", "补录"


class LeaveReason(models.TextChoices):
    ILL = "ill", "病"
    DUTY = "duty", "公务"
    AWAY = "away", "外出务工"
    FAMILY = "family", "家事"
    OTHER = "other", "其他"


# Parts of the programme whose records the system knows by these codes of the campaign.
VISIT, EXCHANGE, RECEPTION, HANDOVER = "visit", "exchange", "reception", "handover"
STUDY = "study"

# How the lists are asked for what figures count as held, and for what they don't.
IS_COUNTED, IS_NOT_COUNTED = "1", "0"
# How the list of who came is asked for all who did, late or not.
HAVE_COME = "came"
