"""Deputy groups, who belongs to them, and what they do together."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from deputies.models import Person
from tianmen_congress.base.access.scope import ALL, Current, Role, ScopedQuerySet, along
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.campaigns.models import Campaign, ProgrammePart
from tianmen_congress.base.clocks.periods import HoldingQuerySet
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.rows.constraints import constrained, days_in_order
from tianmen_congress.base.rows.history import track_removals_too

from .enums import ActivityState, Office, Presence


class GroupQuerySet(ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: "township",
        Role.SECRETARY: "organ",
        Role.DEPUTY: Current("memberships__person__user", "memberships"),
        Role.SUPERVISOR: "township",
    }

    def existing(self, on):
        return self.filter(Q(dissolved_on=None) | Q(dissolved_on__gt=on))


@track_removals_too()
class DeputyGroup(models.Model):
    """One of the 151 groups. Points down to its organ, in whose name it acts."""

    organ = models.OneToOneField(
        Organ, models.PROTECT, related_name="group", verbose_name="机构"
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    number = models.PositiveIntegerField("组号")
    name = models.CharField("小组名称", max_length=80, unique=True)
    room_place = models.CharField("活动室地点", max_length=100, blank=True)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    dissolved_on = models.DateField("撤销日期", null=True, blank=True)
    villages = models.ManyToManyField(
        Division, through="GroupVillage", related_name="linked_groups"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表小组"
        ordering = ["township__code", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["township", "number"],
                name="groups_group_number_once",
                violation_error_message="该乡镇已有此组号",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:detail", args=[self.pk])


class OfGroupQuerySet(HoldingQuerySet, ScopedQuerySet):
    """Rows of a group, seen by whoever sees the group."""

    scope = along("group", GroupQuerySet.scope)


@track_removals_too()
class GroupMembership(models.Model):
    """Somebody in a group, from one day to another, with the office held there."""

    group = models.ForeignKey(
        DeputyGroup, models.PROTECT, related_name="memberships", verbose_name="小组"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="memberships", verbose_name="代表"
    )
    is_leader = models.BooleanField("组长", default=False)
    is_deputy_leader = models.BooleanField("副组长", default=False)
    is_secretary = models.BooleanField("联络员", default=False)
    order = models.PositiveIntegerField("排序", default=0)
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "小组成员"
        ordering = ["group", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"],
                condition=Q(until=None),
                name="groups_membership_once_at_a_time",
                violation_error_message="该代表已在此小组",
            ),
            days_in_order("groups_membership_days_in_order", "止不能早于起"),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.person}"

    @property
    def offices(self) -> list[Office]:
        held = {
            Office.LEADER: self.is_leader,
            Office.DEPUTY_LEADER: self.is_deputy_leader,
            Office.SECRETARY: self.is_secretary,
        }
        return [office for office, is_held in held.items() if is_held]


@track_removals_too()
class GroupVillage(models.Model):
    """A village linked to a group (联系村)."""

    group = models.ForeignKey(
        DeputyGroup, models.PROTECT, related_name="village_links", verbose_name="小组"
    )
    village = models.ForeignKey(
        Division, models.PROTECT, related_name="group_links", verbose_name="联系村"
    )
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联系村"
        ordering = ["group", "village__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "village"],
                condition=Q(until=None),
                name="groups_village_linked_once",
                violation_error_message="该村已由此小组联系",
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.village}"


@pghistory.track()
class VisitTeam(models.Model):
    """A team (代表活动小组) of 3 to 5 deputies of a group, for joint visits."""

    group = models.ForeignKey(
        DeputyGroup, models.PROTECT, related_name="teams", verbose_name="小组"
    )
    name = models.CharField("分队名称", max_length=40)
    members = models.ManyToManyField(
        Person, related_name="visit_teams", verbose_name="成员"
    )
    is_active = models.BooleanField("启用", default=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表活动小组"
        ordering = ["group", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "name"],
                name="groups_team_named_once",
                violation_error_message="小组内已有同名分队",
            )
        ]

    def __str__(self) -> str:
        return self.name


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
            constrained("state", ActivityState, name="groups_activity_state_known"),
            models.CheckConstraint(
                name="groups_activity_cancelled_with_reason",
                condition=~Q(state=ActivityState.CANCELLED) | ~Q(cancel_reason=""),
                violation_error_message="取消活动须填写原因",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%Y-%m-%d} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("groups:activity_detail", args=[self.pk])


class OfActivityQuerySet(ScopedQuerySet):
    scope = along("activity", ActivityQuerySet.scope)


@pghistory.track()
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
                fields=["activity", "part"], name="groups_activity_part_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} {self.part}"


@pghistory.track()
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
                fields=["activity", "person"], name="groups_attendance_once"
            ),
            constrained("presence", Presence, name="groups_attendance_presence_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_presence_display()}"


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
