"""Deputy groups, and who belongs to them."""

from datetime import date

import pghistory
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse

from deputies.models import Person
from tianmen_congress.base.access.scope import ALL, Current, Role, ScopedQuerySet, along
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.clocks.periods import HoldingQuerySet
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.constraints import days_in_order, one_at_a_time
from tianmen_congress.base.rows.former import with_township_then
from tianmen_congress.base.rows.history import track_removals_too
from tianmen_congress.base.rows.naming import NamedOverTime
from tianmen_congress.base.rows.within import followed, within

from .enums import Office

# A village has one group on any day: the constraint that the database refuses by.
ONE_GROUP = "groups_village_one_group_a_day"


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

    def with_township_on(self, day: date):
        """As `township_then` the township that each was of on `day`."""
        # unscoped: of the groups given
        left = FormerTownship.objects.filter(group=OuterRef("pk"), until__gt=day)
        return with_township_then(self, left)


class OfGroupThenQuerySet(models.QuerySet):
    """Rows that go with their group into another township."""

    def with_township_on(self, day: date):
        """As `township_then` the township that the group of each was of on `day`."""
        # unscoped: of the rows given
        left = FormerTownship.objects.filter(group=OuterRef("group"), until__gt=day)
        return with_township_then(self, left)


@track_removals_too()
class DeputyGroup(NamedOverTime):
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
        Division,
        through="GroupVillage",
        through_fields=("group", "village"),
        related_name="linked_groups",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表小组"
        ordering = ["township__code", "number"]
        constraints = [
            followed("township", name="groups_deputygroup_township_followed"),
            models.UniqueConstraint(
                fields=["township", "number"],
                name="groups_group_number_once",
                violation_error_message="该乡镇已有此组号",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:detail", args=[self.pk])


class OfGroupQuerySet(HoldingQuerySet, ScopedQuerySet):
    """Rows of a group, seen by whoever sees the group."""

    scope = along("group", GroupQuerySet.scope)


@pghistory.track()
class FormerTownship(models.Model):
    """Of which township a group was up to `until`, as that went into another one.

    Figures of a day before it count the group there, under its number of then.
    """

    group = models.ForeignKey(
        DeputyGroup,
        models.PROTECT,
        related_name="former_townships",
        verbose_name="小组",
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="原乡镇"
    )
    number = models.PositiveIntegerField("原组号")
    # The first day on which it was of another.
    until = models.DateField("并入日期")

    objects = OfGroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "原属乡镇"
        ordering = ["group", "until", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "township"], name="groups_former_township_left_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.township}"


@track_removals_too()
@within("group", "township")
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
@within("group", "township")
class GroupVillage(models.Model):
    """A village linked to a group (联系村), which alone is its group on these days."""

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
            one_at_a_time(ONE_GROUP, "village", "该村这几天已有小组联系"),
            days_in_order("groups_village_days_in_order", "止不能早于起"),
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.village}"


@pghistory.track()
@within("group", "township")
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
