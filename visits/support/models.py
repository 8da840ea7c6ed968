"""A group and the poor village it helps (小组联系贫困村), its projects, its income."""

from decimal import Decimal

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from groups.models import DeputyGroup, OfGroupThenQuerySet
from poverty.models import PoorVillage, PoorVillageQuerySet
from tianmen_congress.base.access.scope import ALL, Current, Role, ScopedQuerySet, along
from tianmen_congress.base.clocks.periods import HoldingQuerySet
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.rows.constraints import (
    constrained,
    days_in_order,
    one_at_a_time,
    voided_with_reason,
)
from tianmen_congress.base.rows.within import followed, within
from visits.pairings.enums import Fund

from .enums import PARTS, ProjectKind, ProjectState, VillageEndReason

ONE_PAIR = "support_villagepairing_one_a_day"


class VillagePairingQuerySet(HoldingQuerySet, OfGroupThenQuerySet, ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: ("township", "village__township"),
        Role.SUPERVISOR: ("township", "village__township"),
        Role.SECRETARY: "group__organ",
        Role.DEPUTY: Current("group__memberships__person__user", "group__memberships"),
    }


@pghistory.track()
@within("group", "township")
class VillagePairing(models.Model):
    """A group that helps a poor village; it holds as long as the village is the group's."""

    group = models.ForeignKey(
        DeputyGroup,
        models.PROTECT,
        related_name="village_pairings",
        verbose_name="联系小组",
    )
    village = models.ForeignKey(
        PoorVillage, models.PROTECT, related_name="pairings", verbose_name="贫困村"
    )
    plan = models.TextField("帮扶计划", blank=True)
    since = models.DateField("结对日期")
    until = models.DateField("解除日期", null=True, blank=True)
    end_reason = models.CharField(
        "解除原因", max_length=10, choices=VillageEndReason, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VillagePairingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "小组联系贫困村"
        ordering = ["village__village__code", "-since", "pk"]
        constraints = [
            followed("township", name="support_pairing_township_followed"),
            followed("group", name="support_pairing_group_followed"),
            one_at_a_time(ONE_PAIR, "village", "该村这几天已有小组结对"),
            days_in_order("support_pairing_days_in_order", "解除日期不能早于结对日期"),
            constrained(
                "end_reason", VillageEndReason, name="support_pairing_reason_known"
            ),
            models.CheckConstraint(
                name="support_pairing_ended_with_reason",
                condition=Q(until=None, end_reason="")
                | Q(until__isnull=False) & ~Q(end_reason=""),
                violation_error_message="解除结对须填写原因",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}—{self.village}"

    def get_absolute_url(self) -> str:
        return reverse("support:detail", args=[self.pk])


class OfVillagePairingQuerySet(ScopedQuerySet):
    scope = along("pairing", VillagePairingQuerySet.scope)

    def standing(self):
        """Those that were not struck off."""
        return self.filter(voided_at=None)


@pghistory.track()
@within("pairing", "township", "group")
class VillageProject(models.Model):
    """Something that is to earn the village an income of its own."""

    pairing = models.ForeignKey(
        VillagePairing,
        models.PROTECT,
        related_name="projects",
        verbose_name="结对",
        editable=False,
    )
    name = models.CharField("项目名称", max_length=80)
    kind = models.CharField("项目类别", max_length=12, choices=ProjectKind)
    cost = models.DecimalField(
        "投资(万元)",
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    funds = ArrayField(
        models.CharField(max_length=8, choices=Fund),
        verbose_name="资金来源",
        default=list,
        blank=True,
    )
    started_on = models.DateField("开工日期", null=True, blank=True)
    ended_on = models.DateField("竣工日期", null=True, blank=True)
    state = models.CharField(
        "项目状态", max_length=10, choices=ProjectState, default=ProjectState.IDEA
    )
    yearly_gain = models.DecimalField(
        "年收益(万元)",
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    households = models.PositiveIntegerField(
        "带动贫困户数", null=True, blank=True, validators=[MaxValueValidator(9999)]
    )
    trouble = models.CharField("存在困难", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="录入人",
        editable=False,
    )
    recorded_at = models.DateTimeField("录入时间", auto_now_add=True)
    voided_at = models.DateTimeField("作废时间", null=True, editable=False)
    void_reason = models.CharField(
        "作废原因", max_length=200, blank=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfVillagePairingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "贫困村项目"
        ordering = ["pairing", "started_on", "pk"]
        constraints = [
            followed("township", name="support_project_township_followed"),
            followed("group", name="support_project_group_followed"),
            constrained("kind", ProjectKind, name="support_project_kind_known"),
            constrained("state", ProjectState, name="support_project_state_known"),
            voided_with_reason("support_project_voided_with_reason"),
            models.CheckConstraint(
                name="support_project_days_in_order",
                condition=Q(started_on=None)
                | Q(ended_on=None)
                | Q(ended_on__gte=F("started_on")),
                violation_error_message="竣工日期不能早于开工日期",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def fund_words(self) -> str:
        return "、".join(str(Fund(each).label) for each in self.funds)


class OfProjectQuerySet(ScopedQuerySet):
    scope = along("project", OfVillagePairingQuerySet.scope)


@pghistory.track()
@within("project", "township", "group")
class ProjectPhoto(models.Model):
    project = models.ForeignKey(
        VillageProject, models.PROTECT, related_name="photos", verbose_name="项目"
    )
    file = models.OneToOneField(
        StoredFile, models.PROTECT, related_name="+", verbose_name="照片"
    )

    objects = OfProjectQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "项目照片"
        ordering = ["project", "pk"]

    def __str__(self) -> str:
        return str(self.file)


class VillageIncomeQuerySet(ScopedQuerySet):
    scope = along("village", PoorVillageQuerySet.scope)

    def in_force(self):
        """Those that no later line corrects: one a village and year."""
        return self.filter(corrected_by=None)


def _amount(words: str) -> models.DecimalField:
    return models.DecimalField(
        words,
        max_digits=9,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0)],
    )


NUMBERS = (*PARTS, "spend")


@pghistory.track()
@within("village", "township")
class VillageIncome(models.Model):
    """What the village as a whole took in and spent in a year, in 万元.

    A line of a series: nothing in it is changed. What was wrong is corrected by the
    next line, which says why and points to the one that it stands for.
    """

    village = models.ForeignKey(
        PoorVillage, models.PROTECT, related_name="incomes", verbose_name="贫困村"
    )
    year = models.PositiveIntegerField("收入年度")
    operating = _amount("经营收入(万元)")
    contracted = _amount("发包及上交收入(万元)")
    invest = _amount("投资收益(万元)")
    subsidy = _amount("补助收入(万元)")
    other = _amount("其他收入(万元)")
    spend = _amount("支出(万元)")
    is_audited = models.BooleanField("经管部门已审核", default=False)
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        related_name="corrected_by",
        verbose_name="更正",
        null=True,
        blank=True,
        editable=False,
    )
    reason = models.CharField("更正原因", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="录入人",
        editable=False,
    )
    recorded_at = models.DateTimeField("录入时间", auto_now_add=True)

    objects = VillageIncomeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "村集体收入"
        ordering = ["village", "-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year"],
                condition=Q(corrects=None),
                name="support_income_once_a_year",
                violation_error_message="该村这一年的收入已登记，请用“更正”",
            ),
            models.CheckConstraint(
                name="support_income_year_in_reach",
                condition=Q(year__gte=2000, year__lte=2100),
                violation_error_message="收入年度须在2000年以后",
            ),
            models.CheckConstraint(
                name="support_income_corrected_with_reason",
                condition=Q(corrects=None, reason="")
                | Q(corrects__isnull=False) & ~Q(reason=""),
                violation_error_message="更正须填写原因",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="never_overwritten",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    *("village", "year", *NUMBERS, "is_audited", "corrects"),
                    *("reason", "recorded_by", "recorded_at"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village}{self.year}年"

    @property
    def total(self) -> Decimal:
        return sum((getattr(self, part) for part in PARTS), Decimal(0))

    @property
    def balance(self) -> Decimal:
        """收益: what was left."""
        return self.total - self.spend

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return tuple(getattr(self, name) for name in NUMBERS)
