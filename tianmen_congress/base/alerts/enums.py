from django.db import models


class AlertKind(models.TextChoices):
    """Why somebody is told: it is his turn, his time runs out, or there is news."""

    TURN = "turn", "待您办理"
    DUE = "due", "期限提醒"
    NEWS = "news", "告知"


# Over as soon as the step is done, by whomever.
CALLS = (AlertKind.TURN, AlertKind.DUE)


class AlertChannel(models.TextChoices):
    """The ways out of the system; which of them are open is a setting."""

    EMAIL = "email", "电子邮件"
    SMS = "sms", "短信"


class Purpose(models.TextChoices):
    DIGEST = "digest", "每日提醒"
    CODE = "code", "验证码"


class OutgoingState(models.TextChoices):
    WAITING = "waiting", "待发送"
    SENDING = "sending", "正在发送"
    SENT = "sent", "已发送"
    EMPTY = "empty", "无须发送"
    FAILED = "failed", "未能发送"
