"""What people are told, by when they were reminded, and what left the system for them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from tianmen_congress.base.access.scope import ScopedQuerySet
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.campaigns.enums import Whom
from tianmen_congress.base.personal.fields import EncryptedField
from tianmen_congress.base.rows.constraints import constrained

from .enums import CALLS, AlertChannel, AlertKind, OutgoingState, Purpose
from .subjects import in_sight


class OwnQuerySet(ScopedQuerySet):
    """What is one user's alone, whatever his role."""

    scope = {}

    def visible_to(self, user: User):
        return self.filter(user=user) if user.is_authenticated else self.none()


class Address(models.Model):
    """Where somebody wants to be reached, set and confirmed by himself alone.

    Nothing is sent to it before it is confirmed, but the code that confirms it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="addresses"
    )
    channel = models.CharField("方式", max_length=8, choices=AlertChannel)
    value = EncryptedField("联系方式")
    set_at = models.DateTimeField("设置时间", default=timezone.now)
    confirmed_at = models.DateTimeField("确认时间", null=True)
    code_digest = models.CharField("验证码", max_length=64, blank=True)
    code_ends_at = models.DateTimeField("验证码有效期至", null=True)
    tries = models.PositiveSmallIntegerField("验证次数", default=0)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联系方式"
        ordering = ["user", "channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "channel"], name="alerts_address_one_of_a_kind"
            ),
            constrained("channel", AlertChannel, name="alerts_address_channel_known"),
        ]

    def __str__(self) -> str:
        return self.get_channel_display()


class OutgoingQuerySet(OwnQuerySet):
    def waiting(self):
        return self.filter(state=OutgoingState.WAITING)

    def last_told(self, user: User, channel: str) -> int:
        """Up to which alert `user` was told by this channel."""
        sent = self.filter(user=user, channel=channel, state=OutgoingState.SENT)
        return sent.aggregate(last=models.Max("last_alert"))["last"] or 0


class Outgoing(models.Model):
    """Something that is to leave the system for one user, and what became of it.

    Its text is put together when it leaves, from what the user may see at that moment.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="outgoing"
    )
    channel = models.CharField("方式", max_length=8, choices=AlertChannel)
    purpose = models.CharField("内容", max_length=8, choices=Purpose)
    day = models.DateField("日期")
    # Of a code: what it confirms, and the code until it has left.
    address = models.ForeignKey(
        Address, models.CASCADE, null=True, related_name="codes"
    )
    secret = EncryptedField("验证码", blank=True)
    state = models.CharField(
        "状态", max_length=8, choices=OutgoingState, default=OutgoingState.WAITING
    )
    tries = models.PositiveSmallIntegerField("发送次数", default=0)
    fault = models.CharField("未发送的原因", max_length=200, blank=True)
    made_at = models.DateTimeField("生成时间", auto_now_add=True)
    tried_at = models.DateTimeField("最近发送时间", null=True)
    # How many alerts it told of, and the last that there was.
    many = models.PositiveIntegerField("件数", default=0)
    last_alert = models.BigIntegerField(default=0)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "外发"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "channel", "day"],
                condition=Q(purpose=Purpose.DIGEST),
                name="alerts_outgoing_one_digest_a_day",
            ),
            constrained("channel", AlertChannel, name="alerts_outgoing_channel_known"),
            constrained("purpose", Purpose, name="alerts_outgoing_purpose_known"),
            constrained("state", OutgoingState, name="alerts_outgoing_state_known"),
        ]
        indexes = [
            models.Index(
                fields=["tried_at"],
                condition=Q(state__in=[OutgoingState.WAITING, OutgoingState.SENDING]),
                name="alerts_outgoing_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.get_purpose_display()}"


class AlertQuerySet(OwnQuerySet):
    """Everybody is told what is said to him, as long as he may see what it is about.

    Who lost his post, or from whom the row is kept by now, is told of it no more.
    """

    def visible_to(self, user: User):
        return super().visible_to(user).filter(in_sight(user))

    def unread(self):
        """Neither opened, nor overtaken by the step that it called for."""
        return self.filter(read_at=None, settled_at=None)

    def calls_about(self, about: str, row: int):
        """Those that are over once the step is done."""
        return self.unread().filter(about=about, row=row, kind__in=CALLS)


class Alert(models.Model):
    """Something that somebody is told (提醒): what, why, until when. No title, no name."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="alerts"
    )
    kind = models.CharField("类别", max_length=8, choices=AlertKind)
    # The row that it is about, by the name of its `Subject`.
    about = models.CharField("对象类别", max_length=20)
    row = models.BigIntegerField("对象")
    what = models.CharField("事项", max_length=80)
    why = models.CharField("缘由", max_length=120, blank=True)
    due_on = models.DateField("期限", null=True)
    told_on = models.DateField("日期")
    told_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("阅读时间", null=True)
    # The step was done before it was read.
    settled_at = models.DateTimeField("办结时间", null=True)
    # The same thing is told once.
    key = models.CharField(max_length=120)

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提醒"
        ordering = ["-told_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"], name="alerts_alert_told_once"
            ),
            constrained("kind", AlertKind, name="alerts_alert_kind_known"),
        ]
        indexes = [
            models.Index(fields=["user", "-told_at"], name="alerts_alert_of_user"),
            models.Index(
                fields=["user"],
                condition=Q(read_at=None, settled_at=None),
                name="alerts_alert_unread",
            ),
            models.Index(fields=["about", "row"], name="alerts_alert_about"),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("alerts:open", args=[self.pk])

    @property
    def is_unread(self) -> bool:
        return self.read_at is None and self.settled_at is None


class ReminderQuerySet(ScopedQuerySet):
    """Seen by whoever sees what it reminds of."""

    scope = {}

    def visible_to(self, user: User):
        return self.filter(in_sight(user)) if user.is_authenticated else self.none()

    def about_row(self, about: str, row: int):
        return self.filter(about=about, row=row)


class Reminder(models.Model):
    """That a step of the campaign's reminders was taken: of what, when, to whom.

    Written once and never changed; it stays when the alerts are gone.
    """

    about = models.CharField("对象类别", max_length=20)
    row = models.BigIntegerField("对象")
    due_on = models.DateField("期限")
    days = models.SmallIntegerField("距期限的工作日")
    whom = models.CharField("提醒对象", max_length=8, choices=Whom)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    on = models.DateField("提醒日期")
    # How many people could be told; none where nobody there has an account.
    told = models.PositiveSmallIntegerField("提醒人数")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "期限提醒"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["about", "row", "due_on", "days", "whom", "organ"],
                nulls_distinct=False,
                name="alerts_reminder_once_a_step",
            ),
            constrained("whom", Whom, name="alerts_reminder_whom_known"),
        ]
        indexes = [models.Index(fields=["about", "row"], name="alerts_reminder_about")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_whom_display()}"
