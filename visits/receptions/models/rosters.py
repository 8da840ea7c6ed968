"""The rosters of who hears voters, and who changes duties with whom."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    BigIntegerRangeField,
    DateTimeRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse

from deputies.models import Person
from groups.places.models import Place, PlaceQuerySet
from tianmen_congress.base.access.scope import Role, ScopedQuerySet, along
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.history import track_removals_too
from tianmen_congress.base.rows.naming import NameOfDay
from tianmen_congress.base.rows.within import followed, within
from tianmen_congress.base.words import hours_in_words
from visits.receptions.enums import SwapState

# Nobody is on duty twice at one time: the constraint that the database refuses by.
ONE_DUTY = "receptions_duty_one_at_a_time"


class PlanQuerySet(ScopedQuerySet):
    """A roster hangs on the door: whoever sees the place sees it, and who stands in it."""

    _of_place = along("place", PlaceQuerySet.scope)
    scope = _of_place | {Role.DEPUTY: (*_of_place[Role.DEPUTY], "duties__person__user")}


@pghistory.track()
@within("place", "township")
class DutyPlan(models.Model):
    """Who hears voters in a place during a quarter (接待安排表)."""

    place = models.ForeignKey(
        Place, models.PROTECT, related_name="plans", verbose_name="接待地点"
    )
    # Its first day: of January, April, July or October.
    quarter = models.DateField("季度")
    published_on = models.DateField("公布日期", null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="编制"
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接待安排表"
        ordering = ["-quarter", "place"]
        constraints = [
            followed("township", name="receptions_plan_township_followed"),
            models.UniqueConstraint(
                fields=["place", "quarter"],
                name="receptions_plan_once_a_quarter",
                violation_error_message="该地点这一季度已有安排表",
            ),
            models.CheckConstraint(
                name="receptions_plan_of_a_quarter",
                condition=Q(quarter__day=1, quarter__month__in=[1, 4, 7, 10]),
            ),
        ]

    # What the place was called as the quarter began.
    place_name = NameOfDay("place", "quarter")

    def __str__(self) -> str:
        return f"{self.place} {self.quarter_in_words}"

    def get_absolute_url(self) -> str:
        return reverse("receptions:plan", args=[self.pk])

    @property
    def quarter_in_words(self) -> str:
        return f"{self.quarter.year}年第{(self.quarter.month + 2) // 3}季度"


class OfPlanQuerySet(ScopedQuerySet):
    scope = along("plan", PlanQuerySet.scope)


def _hours() -> Func:
    """From the beginning of a duty to its end, as a range."""
    ends = (
        Func(
            F("day"),
            F(name),
            # In the order of the alphabet, as a migration writes and compares them.
            arg_joiner=" + ",
            output_field=models.DateTimeField(),
            template="(%(expressions)s)",
        )
        for name in ("start", "finish")
    )
    return Func(*ends, function="tsrange", output_field=DateTimeRangeField())


def _key_of(name: str) -> Func:
    """A range of one number: compared by every server, a bare key only with an extension."""
    parts = (F(name), F(name), Value("[]"))
    return Func(*parts, function="int8range", output_field=BigIntegerRangeField())


@track_removals_too()
@within("plan", "township")
class Duty(models.Model):
    """A deputy who is to be there on a day, from one hour to another."""

    plan = models.ForeignKey(
        DutyPlan, models.PROTECT, related_name="duties", verbose_name="接待安排表"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="duties", verbose_name="接待代表"
    )
    day = models.DateField("日期")
    start = models.TimeField("开始时间")
    finish = models.TimeField("结束时间")
    note = models.CharField("备注", max_length=100, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接待值班"
        ordering = ["day", "start", "pk"]
        constraints = [
            followed("township", name="receptions_duty_township_followed"),
            models.CheckConstraint(
                name="receptions_duty_hours_in_order",
                condition=Q(finish__gt=F("start")),
                violation_error_message="结束时间须晚于开始时间",
            ),
            ExclusionConstraint(
                name=ONE_DUTY,
                expressions=[
                    (_key_of("person"), RangeOperators.OVERLAPS),
                    (_hours(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="该代表这一时间已有值班",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.person}"

    @property
    def entry_url(self) -> str:
        """Where what was heard there that day is written down."""
        place = reverse("receptions:add", args=[self.plan.place_id])
        return f"{place}?on={self.day}"

    @property
    def hours(self) -> str:
        return hours_in_words(self.start, self.finish)


class OfDutyQuerySet(ScopedQuerySet):
    scope = along("duty", OfPlanQuerySet.scope)


class SwapRequestQuerySet(OfDutyQuerySet):
    """Of the two who are to agree; of others who keeps the roster or looks on."""

    scope = OfDutyQuerySet.scope | {Role.DEPUTY: ("asked_by__user", "asked__user")}

    def open(self):
        """Not answered, and both still stand where they stood as it was asked."""
        return self.filter(
            state=SwapState.ASKED,
            duty__person=F("asked_by"),
            other__person=F("asked"),
            duty__day__gte=today(),
            other__day__gte=today(),
        )


@pghistory.track()
@within("duty", "township")
class DutySwap(models.Model):
    """Two deputies changed duties: the one asked, the other agreed, the keeper noted it."""

    duty = models.ForeignKey(
        Duty, models.PROTECT, related_name="swaps", verbose_name="原值班"
    )
    other = models.ForeignKey(
        Duty, models.PROTECT, related_name="+", verbose_name="换到的值班"
    )
    asked_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    agreed_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="同意人"
    )
    agreed_on = models.DateField("同意日期")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记"
    )

    objects = OfDutyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "换班"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.asked_by}与{self.agreed_by}换班"


@track_removals_too()
@within("duty", "township")
class SwapRequest(models.Model):
    """One deputy asks another to change duties; that one agrees or refuses."""

    duty = models.ForeignKey(
        Duty, models.PROTECT, related_name="+", verbose_name="原值班"
    )
    other = models.ForeignKey(
        Duty, models.PROTECT, related_name="+", verbose_name="换到的值班"
    )
    asked_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="提出人"
    )
    asked = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="对方"
    )
    asked_on = models.DateField("提出日期")
    reason = models.CharField("说明", max_length=100, blank=True)
    state = models.CharField(
        "状态", max_length=10, choices=SwapState, default=SwapState.ASKED
    )
    answered_on = models.DateField("答复日期", null=True, blank=True)

    objects = SwapRequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "换班请求"
        ordering = ["pk"]
        constraints = [
            constrained("state", SwapState, name="receptions_swap_request_state_known"),
            models.UniqueConstraint(
                fields=["duty", "other"],
                condition=Q(state="asked"),
                name="receptions_swap_request_once_at_a_time",
                violation_error_message="已经向对方提出换班，请等对方答复",
            ),
            models.CheckConstraint(
                name="receptions_swap_request_answered_on_a_day",
                condition=Q(state="asked", answered_on=None)
                | ~Q(state="asked") & Q(answered_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_by}请{self.asked}换班：{self.days}"

    def get_absolute_url(self) -> str:
        return reverse("receptions:swap", args=[self.pk])

    @property
    def days(self) -> str:
        return f"{self.duty.day}与{self.other.day}对换"

    @property
    def is_open(self) -> bool:
        """The same as `open` asks of many."""
        is_as_asked = (
            self.duty.person_id == self.asked_by_id
            and self.other.person_id == self.asked_id
        )
        is_to_come = min(self.duty.day, self.other.day) >= today()
        return self.state == SwapState.ASKED and is_as_asked and is_to_come
