"""What groups do together by the campaign's programme, and who took part."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from deputies.models import Person
from groups.activities.enums import CAME, ActivityState, LeaveReason, Presence, SignedBy
from groups.models import DeputyGroup, GroupQuerySet
from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet, along
from tianmen_congress.base.campaigns.models import Campaign, ProgrammePart
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.history import track_removals_too
from tianmen_congress.base.rows.naming import NameOfDay
from tianmen_congress.base.rows.within import followed, within
from tianmen_congress.base.words import hours_in_words

# A notice is to be sent so many days before.
NOTICE_DAYS = 3


class ActivityQuerySet(ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: "township",
        Role.SECRETARY: "group__organ",
        Role.DEPUTY: GroupQuerySet.scope[Role.DEPUTY].within("group"),
        Role.SUPERVISOR: "township",
    }

    def held(self):
        return self.filter(state=ActivityState.HELD)

    def counted(self):
        """Those that figures count as held: what counts is data of the campaign."""
        # unscoped: only whether there are any of an activity given
        done = ActivityPart.objects.filter(activity=OuterRef("pk"), is_done=True)
        # unscoped: the same
        came = Attendance.objects.filter(activity=OuterRef("pk"), presence__in=CAME)
        return self.held().filter(
            Q(campaign__counts_with_part=False) | Exists(done),
            Q(campaign__counts_with_people=False) | Exists(came),
        )

    def not_counted(self):
        """Said to be held, but nothing of it shows: told beside the figure."""
        return self.held().exclude(pk__in=self.model.objects.counted().values("pk"))


@pghistory.track()
class Activity(models.Model):
    """A group's activity by the campaign's programme (两集中、一分散、一接待、一交办)."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="activities", verbose_name="活动主题"
    )
    group = models.ForeignKey(
        DeputyGroup, models.PROTECT, related_name="activities", verbose_name="小组"
    )
    # The township that it was made in; a later merger moves no history.
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    held_on = models.DateField("活动日期")
    starts_at = models.TimeField("开始时间", null=True, blank=True)
    ends_at = models.TimeField("结束时间", null=True, blank=True)
    # Of the campaign's rounds (第一轮 in July, 第二轮 in autumn), where there are any.
    round = models.PositiveSmallIntegerField(
        "轮次",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
    )
    title = models.CharField("活动名称", max_length=100)
    place = models.CharField("地点", max_length=100, blank=True)
    notice = models.TextField("通知内容", blank=True)
    noticed_on = models.DateField("通知日期", null=True, blank=True)
    noticed_whom = models.CharField("通知对象", max_length=100, blank=True)
    chair = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="主持人",
    )
    recorder = models.CharField("记录人", max_length=40, blank=True)
    guests = models.CharField("列席", max_length=300, blank=True)
    summary = models.TextField("活动小结", blank=True)
    next_steps = models.TextField("下步安排", blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=ActivityState, default=ActivityState.HELD
    )
    cancel_reason = models.CharField("取消原因", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="录入人",
    )
    recorded_at = models.DateTimeField("录入时间", auto_now_add=True)
    # Entered by the presidium's clerk or the office in the name of the group (代录).
    is_on_behalf = models.BooleanField("代录", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "小组活动"
        ordering = ["-held_on", "-pk"]
        constraints = [
            followed("township", name="activities_activity_township_followed"),
            followed("group", name="activities_activity_group_followed"),
            constrained("state", ActivityState, name="activities_activity_state_known"),
            models.CheckConstraint(
                name="activities_activity_cancelled_with_reason",
                condition=~Q(state=ActivityState.CANCELLED) | ~Q(cancel_reason=""),
                violation_error_message="取消活动须填写原因",
            ),
            models.CheckConstraint(
                name="activities_activity_times_in_order",
                condition=Q(ends_at=None)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                violation_error_message="结束时间须晚于开始时间",
            ),
            models.CheckConstraint(
                name="activities_activity_noticed_before",
                condition=Q(noticed_on=None) | Q(noticed_on__lte=F("held_on")),
                violation_error_message="通知日期不能晚于活动日期",
            ),
        ]

    # What they were called that day.
    group_name = NameOfDay("group", "held_on")
    township_name = NameOfDay("township", "held_on")

    def __str__(self) -> str:
        return f"{self.held_on:%Y-%m-%d} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("activities:detail", args=[self.pk])

    @property
    def notice_days(self) -> int | None:
        """How many days before the activity its notice was sent."""
        if self.noticed_on is None:
            return None
        return (self.held_on - self.noticed_on).days

    @property
    def is_short_noticed(self) -> bool:
        return self.notice_days is not None and self.notice_days < NOTICE_DAYS

    @property
    def hours(self) -> str:
        return hours_in_words(self.starts_at, self.ends_at)


class OfActivityQuerySet(ScopedQuerySet):
    scope = along("activity", ActivityQuerySet.scope)


@pghistory.track()
@within("activity", "township", "group")
class ActivityPart(models.Model):
    """What was done in one part of the programme."""

    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="parts", verbose_name="活动"
    )
    part = models.ForeignKey(
        ProgrammePart, models.PROTECT, related_name="+", verbose_name="环节"
    )
    is_done = models.BooleanField("已开展", default=False)
    record = models.TextField("记录", blank=True)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动环节记录"
        ordering = ["activity", "part__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "part"], name="activities_activity_part_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.part}"


@pghistory.track()
@within("activity", "township", "group")
class Attendance(models.Model):
    """Whether a deputy took part in an activity."""

    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="attendances", verbose_name="活动"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="attendances", verbose_name="代表"
    )
    presence = models.CharField(
        "出席情况", max_length=10, choices=Presence, default=Presence.PRESENT
    )
    manner = models.CharField("签到方式", max_length=10, choices=SignedBy, blank=True)
    # Of who signed in himself, by telephone; it is never typed.
    signed_at = models.DateTimeField("签到时间", null=True, editable=False)
    leave_reason = models.CharField(
        "请假事由", max_length=10, choices=LeaveReason, blank=True
    )
    agreed_by = models.CharField("批准人", max_length=40, blank=True)
    note = models.CharField("说明", max_length=100, blank=True)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动出席"
        ordering = ["activity", "person__pinyin"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "person"], name="activities_attendance_once"
            ),
            constrained(
                "presence", Presence, name="activities_attendance_presence_known"
            ),
            constrained("manner", SignedBy, name="activities_attendance_manner_known"),
            constrained(
                "leave_reason", LeaveReason, name="activities_attendance_reason_known"
            ),
            models.CheckConstraint(
                name="activities_attendance_reason_of_leave",
                condition=Q(leave_reason="") | Q(presence=Presence.LEAVE),
                violation_error_message="只有请假才填写事由",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_presence_display()}"


@track_removals_too()
@within("activity", "township", "group")
class Speech(models.Model):
    """What somebody said in the exchange (交流发言): a deputy, or a guest by name."""

    activity = models.ForeignKey(
        Activity, models.PROTECT, related_name="speeches", verbose_name="活动"
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="speeches",
        verbose_name="发言代表",
    )
    guest = models.CharField("列席发言人", max_length=40, blank=True)
    points = models.TextField("发言要点", max_length=1000)
    order = models.PositiveSmallIntegerField("顺序", default=0)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "交流发言"
        ordering = ["activity", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="activities_speech_of_one",
                condition=Q(person=None) & ~Q(guest="")
                | Q(person__isnull=False, guest=""),
                violation_error_message="发言人选代表，或者填写列席人员，二者填一",
            )
        ]

    def __str__(self) -> str:
        return f"{self.speaker}：{self.points}"

    @property
    def speaker(self) -> str:
        return str(self.person) if self.person else self.guest


@within("activity", "township", "group")
class ActivityPhoto(models.Model):
    """A picture or paper of an activity."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="photos")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField("说明", max_length=100, blank=True)
    # The sheet with everybody's signatures.
    is_sheet = models.BooleanField("签到表", default=False)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动照片"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)
