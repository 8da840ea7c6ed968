"""Making a roster, changing it, changing turns, hanging it on the door."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import cycle, islice

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from deputies.models import Person
from groups.places.models import Place
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import official, today
from tianmen_congress.base.rows.constraints import is_refused_by, taken_in_turn
from visits.receptions import rules
from visits.receptions.models import ONE_DUTY, Duty, DutyPlan, DutySwap, SwapRequest

NOT_YOURS = "接待安排表由主席团（联络处）和联系该村的小组联络员编制。"
MONTHS = 3


@dataclass(frozen=True, slots=True)
class DutyRule:
    """On which days: each week on a weekday, or each month on a day; from when to when;
    how many deputies at a time."""

    start: time
    finish: time
    weekday: int | None = None
    day_of_month: int | None = None
    many: int = 1

    def days(self, quarter: date) -> Iterator[date]:
        """Those of the quarter; a day off is made up for on the next working day."""
        worked = official(quarter)
        for day in self._named(quarter):
            yield worked.rolled(day)

    def _named(self, quarter: date) -> Iterator[date]:
        day, end = quarter, first_of_next(quarter)
        while day < end:
            if self._is_one(day):
                yield day
            day += timedelta(days=1)

    def _is_one(self, day: date) -> bool:
        if self.weekday is not None:
            return day.isoweekday() == self.weekday
        return day.day == self.day_of_month


def first_of_next(quarter: date) -> date:
    """The first day after the quarter."""
    months = quarter.month - 1 + MONTHS
    return date(quarter.year + months // 12, months % 12 + 1, 1)


@transaction.atomic
def make_plan(
    place: Place, quarter: date, rule: DutyRule, *, by: User, people: Collection[Person]
) -> DutyPlan:
    """A roster of the quarter, its deputies in turn."""
    place = Place.objects.select_for_update(of=["self"]).get(pk=place.pk)
    if not rules.keeps_duty_of(by, place):
        raise PermissionDenied(NOT_YOURS)
    if place.plans.filter(quarter=quarter).exists():
        raise ValidationError({"quarter": "该地点这一季度已有安排表"})
    in_turn(people)
    plan = DutyPlan.objects.create(place=place, quarter=quarter, made_by=by)
    end, turn = first_of_next(quarter), cycle(people)
    # Two days that were shifted to one are one.
    for day in dict.fromkeys(rule.days(quarter)):
        if day < end:
            for person in islice(turn, min(rule.many, len(people))):
                _stand(Duty(plan=plan, person=person, day=day), rule)
    return plan


def _stand(duty: Duty, rule: DutyRule) -> None:
    duty.start, duty.finish = rule.start, rule.finish
    with refused_in_words(duty):
        duty.save()


@contextmanager
def refused_in_words(*duties: Duty) -> Iterator[None]:
    """Nobody is in two places; the database says so, also of two at one moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not is_refused_by(ONE_DUTY, error):
            raise
        raise ValidationError({"person": _twice(duties)}) from None


def in_turn(people: Collection[Person]) -> None:
    """Who puts them on duty somewhere else at this moment comes after us, or before."""
    taken_in_turn(Person.objects.filter(pk__in=[person.pk for person in people]))


def _twice(duties: Collection[Duty]) -> str:
    for duty in duties:
        others = Duty.objects.filter(person=duty.person, day=duty.day)
        others = others.filter(start__lt=duty.finish, finish__gt=duty.start)
        other = others.exclude(pk=duty.pk).select_related("plan__place").first()
        if other is not None:
            where = f"{other.day}{other.hours}在{other.plan.place}"
            return f"{duty.person}{where}已有值班"
    return "代表同一时间只能有一处值班"


def demand_keeper(plan: DutyPlan, by: User) -> None:
    if not rules.can_edit_plan(by, plan):
        raise PermissionDenied(NOT_YOURS)


@transaction.atomic
def add_duty(plan: DutyPlan, *, by: User, **facts) -> Duty:
    demand_keeper(plan, by)
    return _saved(Duty(plan=plan), facts)


@transaction.atomic
def change_duty(duty: Duty, *, by: User, **facts) -> Duty:
    demand_keeper(duty.plan, by)
    duty.version += 1
    return _saved(duty, facts)


def _saved(duty: Duty, facts: dict) -> Duty:
    for name, value in facts.items():
        setattr(duty, name, value)
    _demand_that_it_fits(duty)
    in_turn([duty.person])
    with refused_in_words(duty):
        duty.save()
    return duty


def _demand_that_it_fits(duty: Duty) -> None:
    quarter = duty.plan.quarter
    if not quarter <= duty.day < first_of_next(quarter):
        raise ValidationError({"day": f"不在{duty.plan.quarter_in_words}"})
    if duty.finish <= duty.start:
        raise ValidationError({"finish": "结束时间须晚于开始时间"})
    # unscoped: whether he who was named holds a mandate
    held = Person.objects.in_office(duty.day).filter(pk=duty.person.pk)
    if not held.exists():
        raise ValidationError({"person": f"{duty.person}那天没有代表职务"})


@transaction.atomic
def drop_duty(duty: Duty, *, by: User) -> None:
    """Taken out of the roster; one that was swapped stays, as somebody agreed to it."""
    demand_keeper(duty.plan, by)
    swaps = DutySwap.objects.filter(duty=duty) | DutySwap.objects.filter(other=duty)
    if swaps.exists():
        raise ValidationError("换过班的值班不能删除")
    # Nobody agreed to anything: what was asked falls with it.
    wishes = SwapRequest.objects.filter(Q(duty=duty) | Q(other=duty))
    wishes.delete()
    duty.delete()


@transaction.atomic
def publish_plan(plan: DutyPlan, *, by: User, published_on: date) -> DutyPlan:
    """It hangs on the door from that day."""
    plan = DutyPlan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    demand_keeper(plan, by)
    if published_on > today():
        raise ValidationError({"published_on": f"不能晚于今天（{today()}）"})
    if not plan.duties.exists():
        raise ValidationError("还没有安排值班，不能公布")
    plan.published_on = published_on
    plan.save()
    return plan
