"""Voters heard at stations of the pilots, and who is on duty there this quarter.

No opinion comes of them: those of the demo are made elsewhere, and counted.
"""

from collections.abc import Iterator
from datetime import date, time, timedelta
from random import Random

from groups.places.models import Place
from tianmen_congress.base.campaigns.enums import PlaceKind
from visits.receptions import actions
from visits.receptions.actions.rosters import DutyRule
from visits.receptions.enums import CameBy, FedBackBy, Satisfied, Treatment
from visits.receptions.models import Reception
from visits.receptions.queries.rosters import in_turn, plan_group

from . import names
from .accounts import HOME
from .plan import PILOTS, Plan

# So many stations of each pilot have their book begun.
STATIONS = 6
QUARTER, PUBLISHED = date(2017, 7, 1), date(2017, 6, 28)
FIRST, LAST = date(2017, 6, 5), date(2017, 7, 20)
RULE = DutyRule(time(9), time(11), day_of_month=20, many=2)
MATTERS = (
    ("村口路灯坏了几盏，晚上走路不方便", "infrastructure", "已联系村里，三天内更换"),
    ("新农合报销要带哪些材料，不清楚", "", "当场说明了材料和窗口"),
    ("灌溉渠淤塞，下游的田放不到水", "", "由村里组织清淤"),
    ("危房改造申报以后没有回音", "", "已查到进度，公示后发放"),
    ("垃圾清运不及时，天热气味大", "", "与保洁公司约定每天清运"),
)


def make_receptions(plan: Plan) -> None:
    # Its own chance: what is made beside it stays as it was.
    rng = Random(len(MATTERS))  # noqa: S311 - repeatable on purpose
    for place in _stations():
        by = plan.users["yuxin"] if place.township.name == HOME else plan.office
        with plan.acting(by):
            people = in_turn(plan_group(place), township=place.township, on=FIRST)
            if len(people) < RULE.many:
                continue
            made = actions.make_plan(place, QUARTER, RULE, by=by, people=people[:6])
            actions.publish_plan(made, by=by, published_on=PUBLISHED)
            for _ in range(rng.randrange(1, 4)):
                _receive(rng, place, people, by)


def _stations() -> Iterator[Place]:
    rows = Place.objects.filter(kind=PlaceKind.STATION, township__name__in=PILOTS)
    rows = rows.select_related("township", "village", "group").order_by("village__code")
    seen: dict[int, int] = {}
    for place in rows:
        seen[place.township_id] = seen.get(place.township_id, 0) + 1
        if seen[place.township_id] <= STATIONS:
            yield place


def _receive(rng: Random, place: Place, people: list, by) -> None:
    matter, category, words = rng.choice(MATTERS)
    day = names.day_between(rng, FIRST, LAST)
    reception = Reception(
        place=place,
        township=place.township,
        held_on=day,
        start=time(9),
        finish=time(11),
        channel=CameBy.VISIT,
        party=rng.choice((1, 1, 1, 2, 3)),
        voter_name=names.person_name(rng, rng.choice(("male", "female"))),
        phone=names.phone(rng),
        recorder=place.keeper_name,
        matter=matter,
        category=category,
    )
    is_answered = rng.random() < 0.6
    _answer(reception, words) if is_answered else _hand_over(reception)
    who = rng.sample(people, min(2, len(people)))
    actions.save_reception(reception, by=by, deputies=who)
    if not is_answered and rng.random() < 0.7:
        _finish(rng, reception, words, by)


def _answer(reception: Reception, words: str) -> None:
    reception.outcome, reception.answer = Treatment.ANSWERED, words
    reception.answered_on, reception.satisfied = reception.held_on, Satisfied.YES


def _hand_over(reception: Reception) -> None:
    reception.outcome = Treatment.VILLAGE
    reception.passed_to = reception.place.village.name
    reception.passed_on = reception.held_on


def _finish(rng: Random, reception: Reception, words: str, by) -> None:
    """Settled some days later; of three voters two were told."""
    day = min(reception.held_on + timedelta(days=rng.randrange(1, 5)), LAST)
    actions.record_result(reception, by=by, result=words, result_on=day)
    if rng.random() < 2 / 3:
        told = {"fed_back_how": FedBackBy.PHONE, "satisfied": Satisfied.YES}
        actions.tell_voter(reception, by=by, fed_back_on=day, **told)
