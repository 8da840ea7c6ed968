"""What groups do together by the campaign's programme, and who took part."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from deputies.models import Person
from groups.activities.enums import ActivityState, Presence
from groups.models import DeputyGroup, GroupQuerySet
from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet, along
from tianmen_congress.base.campaigns.models import Campaign, ProgrammePart
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.naming import NameOfDay
from tianmen_congress.base.rows.within import followed, within


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
        came = Attendance.objects.filter(
            activity=OuterRef("pk"), presence=Presence.PRESENT
        )
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
    title = models.CharField("活动名称", max_length=100)
    place = models.CharField("地点", max_length=100, blank=True)
    summary = models.TextField("活动小结", blank=True)
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
        ]

    # What they were called that day.
    group_name = NameOfDay("group", "held_on")
    township_name = NameOfDay("township", "held_on")

    def __str__(self) -> str:
        return f"{self.held_on:%Y-%m-%d} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("activities:detail", args=[self.pk])


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
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_presence_display()}"


@within("activity", "township", "group")
class ActivityPhoto(models.Model):
    """A picture or paper of an activity."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="photos")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField("说明", max_length=100, blank=True)

    objects = OfActivityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动照片"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)
