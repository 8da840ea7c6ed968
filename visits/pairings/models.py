"""Which deputy is paired with which poor household (代表联系贫困户), and what he does."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from deputies.models import Person
from groups.models import DeputyGroup, OfGroupThenQuerySet
from poverty.models import Household, HouseholdQuerySet
from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet, along
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.clocks.periods import HoldingQuerySet
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.personal.fields import Personal
from tianmen_congress.base.rows.constraints import (
    constrained,
    days_in_order,
    voided_with_reason,
)
from tianmen_congress.base.rows.within import followed, within

from .enums import (
    Affiliation,
    AidKind,
    AidState,
    DeedKind,
    Fund,
    PairEndReason,
    Witness,
)

# Between which years a household may be planned to be lifted out of poverty.
LIFT_YEARS = (2013, 2050)


class PairingQuerySet(HoldingQuerySet, OfGroupThenQuerySet, ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        # What the township's groups have taken on, and whom anybody has taken on there.
        Role.PRESIDIUM: ("township", "household__township"),
        Role.SECRETARY: "group__organ",
        Role.DEPUTY: "person__user",
        Role.SUPERVISOR: ("township", "household__township"),
    }


@pghistory.track()
class HouseholdPairing(models.Model):
    """A deputy and the poor household he is paired with (代表联系贫困户)."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="pairings", verbose_name="代表"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, related_name="pairings", verbose_name="贫困户"
    )
    group = models.ForeignKey(
        DeputyGroup, models.PROTECT, related_name="pairings", verbose_name="小组"
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    since = models.DateField("结对日期", null=True, blank=True)
    until = models.DateField("解除日期", null=True, blank=True)
    end_reason = models.CharField(
        "解除原因", max_length=10, choices=PairEndReason, blank=True
    )
    plan = models.TextField("帮扶计划", blank=True)
    lift_year = models.PositiveIntegerField(
        "计划脱贫年度",
        null=True,
        blank=True,
        validators=[MinValueValidator(LIFT_YEARS[0]), MaxValueValidator(LIFT_YEARS[1])],
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表联户"
        ordering = ["person__pinyin", "pk"]
        constraints = [
            followed("township", name="pairings_pairing_township_followed"),
            followed("group", name="pairings_pairing_group_followed"),
            constrained(
                "end_reason", PairEndReason, name="pairings_pairing_reason_known"
            ),
            models.CheckConstraint(
                name="pairings_pairing_reason_of_an_end",
                condition=Q(end_reason="") | Q(until__isnull=False),
                violation_error_message="没有解除的结对不填解除原因",
            ),
            models.UniqueConstraint(
                fields=["person", "household"],
                condition=Q(until=None),
                name="pairings_pairing_once_at_a_time",
                violation_error_message="该代表已联系此户",
            ),
            days_in_order("pairings_pairing_days_in_order", "解除日期不能早于结对日期"),
        ]

    def __str__(self) -> str:
        return f"{self.person}—{self.household}"

    def get_absolute_url(self) -> str:
        return reverse("pairings:detail", args=[self.pk])


def _file(words: str) -> models.OneToOneField:
    return models.OneToOneField(
        StoredFile,
        models.PROTECT,
        related_name="+",
        verbose_name=words,
        null=True,
        blank=True,
    )


def _amount(words: str, **kwargs) -> models.DecimalField:
    """Up to eight digits before the point: what is longer is a slip of the hand."""
    return models.DecimalField(
        words,
        max_digits=10,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        **kwargs,
    )


class OfPairingQuerySet(ScopedQuerySet):
    scope = along("pairing", PairingQuerySet.scope)

    def standing(self):
        """Those that were not struck off."""
        return self.filter(voided_at=None)


class PairingRecord(models.Model):
    """Something that was done in a pairing; struck off with a reason, never deleted."""

    pairing = models.ForeignKey(
        HouseholdPairing,
        models.PROTECT,
        related_name="%(class)ss",
        verbose_name="结对",
        editable=False,
    )
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        related_name="+",
        verbose_name="活动主题",
        editable=False,
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="录入人",
        editable=False,
    )
    recorded_at = models.DateTimeField("录入时间", auto_now_add=True)
    # 代录: entered by whoever keeps the books, in the deputy's name.
    is_on_behalf = models.BooleanField("代录", default=False, editable=False)
    voided_at = models.DateTimeField("作废时间", null=True, editable=False)
    void_reason = models.CharField(
        "作废原因", max_length=200, blank=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfPairingQuerySet.as_manager()

    # Days of it that lie within the life of its pairing.
    days_of_pairing: tuple[str, ...] = ()

    class Meta:
        abstract = True


@pghistory.track()
@within("pairing", "township", "group")
class Aid(PairingRecord):
    """帮扶措施: what is undertaken for the household, by when and with whose money."""

    kind = models.CharField("措施类别", max_length=10, choices=AidKind)
    detail = models.CharField("措施内容", max_length=200)
    cost = _amount("投入资金(元)", null=True, blank=True)
    fund = models.CharField("资金来源", max_length=8, choices=Fund, blank=True)
    begun_on = models.DateField("措施日期")
    due_on = models.DateField("完成时限", null=True, blank=True)
    state = models.CharField(
        "进度", max_length=8, choices=AidState, default=AidState.PLANNED
    )
    done_on = models.DateField("完成日期", null=True, blank=True)

    days_of_pairing = ("begun_on", "done_on")

    class Meta:
        verbose_name = verbose_name_plural = "帮扶措施"
        ordering = ["pairing", "begun_on", "pk"]
        constraints = [
            followed("pairing", name="pairings_aid_pairing_followed"),
            followed("township", name="pairings_aid_township_followed"),
            followed("group", name="pairings_aid_group_followed"),
            constrained("kind", AidKind, name="pairings_aid_kind_known"),
            constrained("fund", Fund, name="pairings_aid_fund_known"),
            constrained("state", AidState, name="pairings_aid_state_known"),
            voided_with_reason("pairings_aid_voided_with_reason"),
            models.CheckConstraint(
                name="pairings_aid_done_with_day",
                condition=Q(state=AidState.DONE, done_on__isnull=False)
                | ~Q(state=AidState.DONE) & Q(done_on=None),
                violation_error_message="已完成的须填完成日期，未完成的不填",
            ),
            models.CheckConstraint(
                name="pairings_aid_days_in_order",
                condition=(Q(due_on=None) | Q(due_on__gte=F("begun_on")))
                & (Q(done_on=None) | Q(done_on__gte=F("begun_on"))),
                violation_error_message="完成时限、完成日期不能早于措施日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.detail}"


@pghistory.track()
@within("aid", "pairing", "township", "group")
class Effect(PairingRecord):
    """帮扶成效: what a aid brought, and the household's signature under it."""

    aid = models.ForeignKey(
        Aid, models.PROTECT, related_name="effects", verbose_name="帮扶措施"
    )
    day = models.DateField("成效日期")
    gain = _amount("实际收益(元)")
    note = models.CharField("成效说明", max_length=200, blank=True)
    signed_on = models.DateField("农户签字日期", null=True, blank=True)
    scan = _file("签字扫描件")

    days_of_pairing = ("day", "signed_on")

    class Meta:
        verbose_name = verbose_name_plural = "帮扶成效"
        ordering = ["pairing", "day", "pk"]
        constraints = [
            voided_with_reason("pairings_effect_voided_with_reason"),
            models.CheckConstraint(
                name="pairings_effect_signed_after",
                condition=Q(signed_on=None) | Q(signed_on__gte=F("day")),
                violation_error_message="农户签字日期不能早于成效日期",
            ),
            models.CheckConstraint(
                name="pairings_effect_scan_is_signed",
                condition=Q(scan=None) | Q(signed_on__isnull=False),
                violation_error_message="有签字扫描件的须填农户签字日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aid}，收益{self.gain}元"


@pghistory.track()
@within("pairing", "township", "group")
class Deed(PairingRecord):
    """办实事: a practical thing that the deputy did for the household."""

    kind = models.CharField("实事类别", max_length=8, choices=DeedKind)
    what = models.CharField("实事内容", max_length=200)
    day = models.DateField("办理日期")
    value = _amount("数量", null=True, blank=True)
    unit = models.CharField("单位", max_length=8, blank=True)
    photo = _file("照片")
    witness = models.CharField("由谁确认", max_length=10, choices=Witness, blank=True)
    confirmed_name = models.CharField("确认人", max_length=40, blank=True)
    confirmed_on = models.DateField("确认日期", null=True, blank=True)

    days_of_pairing = ("day",)
    personal = Personal(
        masked={"confirmed_name": "name"},
        open=(
            *("kind", "what", "day", "value", "unit", "witness", "confirmed_on"),
            *("recorded_at", "is_on_behalf", "voided_at"),
        ),
    )

    class Meta:
        verbose_name = verbose_name_plural = "办实事"
        ordering = ["-day", "-pk"]
        constraints = [
            constrained("kind", DeedKind, name="pairings_deed_kind_known"),
            constrained("witness", Witness, name="pairings_deed_witness_known"),
            voided_with_reason("pairings_deed_voided_with_reason"),
            models.CheckConstraint(
                name="pairings_deed_value_with_unit",
                condition=Q(value=None, unit="") | Q(value__isnull=False) & ~Q(unit=""),
                violation_error_message="数量和单位须同时填写",
            ),
            models.CheckConstraint(
                name="pairings_deed_confirmed_whole",
                condition=Q(witness="", confirmed_name="", confirmed_on=None)
                | ~Q(witness="")
                & ~Q(confirmed_name="")
                & Q(confirmed_on__gte=F("day")),
                violation_error_message="确认须写明由谁、确认人和日期，且不早于办理日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.what}"

    @property
    def amount(self) -> str:
        """2人; "" where nothing was counted."""
        return f"{self.value.normalize():f}{self.unit}" if self.unit else ""


class HelperQuerySet(ScopedQuerySet):
    scope = along("household", HouseholdQuerySet.scope)


@pghistory.track()
@within("household", "township")
class OfficialHelper(models.Model):
    """帮扶责任人: whom the government made responsible for a household.

    Not the deputy: both stand side by side. A change is the next line.
    """

    household = models.ForeignKey(
        Household, models.PROTECT, related_name="helpers", verbose_name="贫困户"
    )
    name = models.CharField("帮扶责任人", max_length=40)
    unit = models.CharField("帮扶单位", max_length=80, blank=True)
    affiliation = models.CharField(
        "隶属", max_length=10, choices=Affiliation, blank=True
    )
    phone = models.CharField("联系电话", max_length=20, blank=True)
    since = models.DateField("帮扶起始日期")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="录入人",
        editable=False,
    )

    objects = HelperQuerySet.as_manager()
    personal = Personal(
        masked={"phone": "phone"}, open=("name", "unit", "affiliation", "since")
    )

    class Meta:
        verbose_name = verbose_name_plural = "帮扶责任人"
        ordering = ["household", "-since", "-pk"]
        constraints = [
            constrained("affiliation", Affiliation, name="pairings_helper_level_known"),
        ]

    def __str__(self) -> str:
        return self.name
