"""Supervision teams, their townships, and what they find."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from groups.models import DeputyGroup
from tianmen_congress.base.access.scope import (
    ALL,
    OwnOrgan,
    Role,
    ScopedQuerySet,
    along,
)
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.campaigns.models import Campaign, CampaignForm, FormQuestion
from tianmen_congress.base.clocks.deadlines import Deadline
from tianmen_congress.base.clocks.enums import DayUnit
from tianmen_congress.base.clocks.lights import light_of
from tianmen_congress.base.clocks.periods import HoldingQuerySet
from tianmen_congress.base.clocks.working_days import WorkingDays
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.rows.constraints import constrained, voided_with_reason
from tianmen_congress.base.rows.naming import NameOfDay
from tianmen_congress.base.rows.within import followed, within

from .enums import FindingState


class TeamQuerySet(ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: "assignments__township",
        Role.SUPERVISOR: (OwnOrgan("organ"), "assignments__township"),
    }


@pghistory.track()
class SupervisionTeam(models.Model):
    """One of the six teams (督导组)."""

    organ = models.OneToOneField(
        Organ, models.PROTECT, related_name="supervision_team", verbose_name="机构"
    )
    number = models.PositiveIntegerField("组号", unique=True)
    name = models.CharField("名称", max_length=40)
    leader = models.CharField("组长", max_length=40, blank=True)
    members = models.CharField("成员", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "督导组"
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("supervision:team_detail", args=[self.pk])


class AssignmentQuerySet(HoldingQuerySet, ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: "township",
        Role.SUPERVISOR: (OwnOrgan("team__organ"), "township"),
    }


@pghistory.track()
class TeamTownship(models.Model):
    """A township that a team looks after, from one day to another."""

    team = models.ForeignKey(
        SupervisionTeam,
        models.PROTECT,
        related_name="assignments",
        verbose_name="督导组",
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="supervisions", verbose_name="乡镇"
    )
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "督导分工"
        ordering = ["team", "township__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["township"],
                condition=Q(until=None),
                name="supervision_township_one_team",
                violation_error_message="该乡镇已由一个督导组负责",
            )
        ]

    def __str__(self) -> str:
        return f"{self.team} {self.township}"


class InspectionQuerySet(ScopedQuerySet):
    """A team keeps in sight what it inspected itself after a township was handed over.

    The team that has the township now sees everything there, the earlier team's too.
    """

    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: "township",
        Role.SECRETARY: "group__organ",
        Role.SUPERVISOR: (OwnOrgan("team__organ"), "township"),
    }

    def standing(self):
        return self.filter(voided_at=None)

    def latest_of_each_group(self):
        """Each group once, by the last of these inspections; the townships' not."""
        rows = self.model._base_manager.filter(pk__in=self.order_by().values("pk"))
        rows = rows.exclude(group=None).order_by("group_id", "-inspected_on", "-pk")
        return self.filter(pk__in=rows.distinct("group_id").values("pk"))


@pghistory.track()
class Inspection(models.Model):
    """A team's look at a township or a group, by the campaign's checklist."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="inspections", verbose_name="活动主题"
    )
    form = models.ForeignKey(
        CampaignForm, models.PROTECT, related_name="+", verbose_name="督导检查表"
    )
    team = models.ForeignKey(
        SupervisionTeam,
        models.PROTECT,
        related_name="inspections",
        verbose_name="督导组",
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="受检乡镇"
    )
    group = models.ForeignKey(
        DeputyGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inspections",
        verbose_name="受检小组",
    )
    inspected_on = models.DateField("检查日期")
    inspectors = models.CharField("检查人员", max_length=100, blank=True)
    summary = models.TextField("总体评价", blank=True)
    total_score = models.PositiveIntegerField("得分", default=0)
    max_score = models.PositiveIntegerField("满分", default=0)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="录入人",
    )
    recorded_at = models.DateTimeField("录入时间", auto_now_add=True)
    voided_at = models.DateTimeField("作废时间", null=True, editable=False)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "督导检查"
        ordering = ["-inspected_on", "-pk"]
        constraints = [
            followed("township", name="supervision_inspection_township_followed"),
            followed("group", name="supervision_inspection_group_followed"),
            models.CheckConstraint(
                name="supervision_inspection_score_within_maximum",
                condition=Q(total_score__lte=models.F("max_score")),
            ),
            voided_with_reason("supervision_inspection_voided_with_reason"),
        ]

    # What they were called that day.
    township_name = NameOfDay("township", "inspected_on")
    group_name = NameOfDay("group", "inspected_on")

    def __str__(self) -> str:
        return f"{self.inspected_on:%Y-%m-%d} {self.whom}"

    def get_absolute_url(self) -> str:
        return reverse("supervision:inspection_detail", args=[self.pk])

    @property
    def whom(self) -> str:
        """The group that was looked at, or the township itself."""
        return self.group_name or self.township_name


class OfInspectionQuerySet(ScopedQuerySet):
    scope = along("inspection", InspectionQuerySet.scope)


@pghistory.track()
@within("inspection", "township", "group")
class InspectionItem(models.Model):
    """One item of the checklist: score and remark."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="items")
    question = models.ForeignKey(
        FormQuestion, models.PROTECT, related_name="+", verbose_name="检查项目"
    )
    score = models.PositiveIntegerField("得分", null=True, blank=True)
    remark = models.TextField("检查情况", blank=True)

    objects = OfInspectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检查项目"
        ordering = ["inspection", "question__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "question"], name="supervision_item_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.question)


class PhotoQuerySet(OfInspectionQuerySet):
    def kept(self):
        """Pictures that were not taken out again."""
        return self.filter(dropped_at=None)


@pghistory.track()
@within("inspection", "township", "group")
class InspectionPhoto(models.Model):
    """A picture that shows what was found for one item."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="photos")
    item = models.ForeignKey(
        InspectionItem, models.PROTECT, null=True, blank=True, related_name="photos"
    )
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField("说明", max_length=100, blank=True)
    dropped_at = models.DateTimeField("移除时间", null=True, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "检查照片"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)


class FindingQuerySet(ScopedQuerySet):
    """Seen like the inspections; a finding bears township and group of its own."""

    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: "township",
        Role.SECRETARY: "group__organ",
        Role.SUPERVISOR: (OwnOrgan("inspection__team__organ"), "township"),
    }

    def standing(self):
        """Findings of inspections that were not struck off, not taken back themselves."""
        rows = self.filter(inspection__voided_at=None)
        return rows.exclude(state=FindingState.WITHDRAWN)

    def unsettled(self):
        """Still to be put right, or answered and not yet looked at again."""
        return self.standing().exclude(state=FindingState.CLOSED)


@pghistory.track()
@within("inspection", "township", "group")
class Finding(models.Model):
    """Something an inspection found wanting, to be put right by a day."""

    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="findings", verbose_name="督导检查"
    )
    item = models.ForeignKey(
        InspectionItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name="检查项目",
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    group = models.ForeignKey(
        DeputyGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="findings",
        verbose_name="小组",
    )
    text = models.TextField("发现的问题")
    due_on = models.DateField("整改期限", null=True, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=FindingState, default=FindingState.OPEN
    )

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "督导发现问题"
        ordering = ["-pk"]
        constraints = [
            followed("township", name="supervision_finding_township_followed"),
            followed("group", name="supervision_finding_group_followed"),
            constrained("state", FindingState, name="supervision_finding_state_known"),
        ]

    # What they were called when they were looked at.
    township_name = NameOfDay("township", "inspection.inspected_on")
    group_name = NameOfDay("group", "inspection.inspected_on")

    def __str__(self) -> str:
        return self.text[:30]

    def get_absolute_url(self) -> str:
        return reverse("supervision:finding_detail", args=[self.pk])

    @property
    def whom(self) -> str:
        """The group that it was found at, or the township itself."""
        return self.group_name or self.township_name

    @property
    def is_open(self) -> bool:
        return self.state == FindingState.OPEN

    def light(self, on: date) -> str:
        """Green, yellow or red on `on`, by the campaign's share of the time used."""
        return light_of(self.due_on, self._yellow_on, on=on)

    @property
    def _yellow_on(self) -> date | None:
        if self.due_on is None:
            return None
        since = self.inspection.inspected_on
        # Somebody set the day: of the calendar nothing is asked.
        set_day = Deadline(since, 0, DayUnit.CALENDAR, calendar=WorkingDays())
        deadline = set_day.moved_to(self.due_on, on=since)
        return deadline.warns(self.inspection.campaign.yellow_after)


class RectificationQuerySet(ScopedQuerySet):
    scope = along("finding", FindingQuerySet.scope)

    def waiting(self):
        """Answers that nobody has looked at again."""
        return self.filter(rechecked_on=None)


@pghistory.track()
@within("finding", "township", "group")
class Rectification(models.Model):
    """What was done about a finding (整改), and what the team saw of it afterwards.

    A finding that was not put right gets another: no answer is overwritten.
    """

    finding = models.ForeignKey(
        Finding, models.PROTECT, related_name="rectifications", verbose_name="问题"
    )
    text = models.TextField("整改情况")
    answered_on = models.DateField("整改日期")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="答复人",
    )
    rechecked_on = models.DateField("复查日期", null=True, blank=True)
    rechecked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="复查人",
    )
    is_settled = models.BooleanField("整改到位", null=True, blank=True)
    remark = models.TextField("复查意见", blank=True)

    objects = RectificationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "整改"
        ordering = ["finding", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding"],
                condition=Q(rechecked_on=None),
                name="supervision_one_answer_at_a_time",
                violation_error_message="该问题已有待复查的整改情况",
            ),
            models.CheckConstraint(
                name="supervision_rechecked_whole",
                condition=Q(rechecked_on=None, rechecked_by=None, is_settled=None)
                | Q(
                    rechecked_on__gte=models.F("answered_on"),
                    rechecked_by__isnull=False,
                    is_settled__isnull=False,
                ),
                violation_error_message="复查日期、复查人和结论须同时填写",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:30]
