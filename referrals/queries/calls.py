"""Whom to ring: those who have to act soon or are late, and whom no mail reaches."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from groups.models import GroupMembership
from referrals.enums import HELPED, ClockStep, State
from referrals.models import Clock, HandlingUnit, Opinion, Proposer
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.alerts.people import live_posts
from tianmen_congress.base.alerts.reach import NO_ACCOUNT, Reach
from tianmen_congress.base.clocks.calendar import official, today
from tianmen_congress.base.figures.registry import Asked

# Working days before the day from which somebody is rung.
SOON = 3


@dataclass(slots=True)
class Call:
    """One telephone call: whom, why by telephone, about which opinions."""

    whom: str
    why: str
    people: list[tuple[str, str]]
    due: list[tuple[date, Opinion]] = field(default_factory=list)

    @property
    def first_due(self) -> date:
        return min(day for day, _ in self.due)


def calls(*, user: User, asked: Asked) -> list[Call]:
    """The most urgent first."""
    reach, by_organ = Reach(), defaultdict(list)
    rows = _pressing(user, asked)
    for opinion in rows:
        if opinion.holder is not None:
            by_organ[opinion.holder].append((opinion.due_on, opinion))
    for clock in _parts(user, asked):
        by_organ[clock.organ].append((clock.due_on, clock.opinion))
    found = [*_of_organs(by_organ, reach, user), *_of_proposers(rows, reach)]
    return sorted(found, key=lambda call: (call.first_due, call.whom))


def _last_day() -> date:
    return official(today()).later(today(), SOON)


def _pressing(user: User, asked: Asked) -> list[Opinion]:
    rows = asked.fitting(Opinion.objects.visible_to(user), day="collected_on")
    rows = rows.open().filter(is_paused=False, due_on__lte=_last_day())
    rows = rows.exclude(state=State.DRAFT)
    return list(rows.select_related("holder").order_by("due_on", "pk"))


def _parts(user: User, asked: Asked) -> QuerySet[Clock]:
    seen = asked.fitting(Opinion.objects.visible_to(user), day="collected_on")
    clocks = Clock.objects.visible_to(user).filter(
        step=ClockStep.CO_ANSWER,
        stopped_on=None,
        organ__isnull=False,
        due_on__lte=_last_day(),
        opinion__in=seen.filter(state__in=HELPED, is_paused=False),
    )
    return clocks.select_related("organ", "opinion").order_by("due_on", "pk")


def _of_organs(by_organ: dict, reach: Reach, user: User) -> Iterator[Call]:
    wanted = {organ: why for organ in by_organ if (why := reach.why_ring(organ))}
    listed = _listed(wanted, user)
    for organ, why in wanted.items():
        own = [(each.name, each.phone) for each in reach.at(organ)]
        yield Call(str(organ), why, own or listed[organ.pk], by_organ[organ])


def _listed(organs: dict[Organ, str], user: User) -> dict[int, list[tuple[str, str]]]:
    """Of those without an account whoever stands in the registers."""
    people = defaultdict(list)
    units = HandlingUnit.objects.visible_to(user).filter(organ__in=organs)
    for unit in units.exclude(contact="", phone=""):
        people[unit.organ_id].append((unit.contact, unit.phone))
    members = GroupMembership.objects.visible_to(user).on(today())
    members = members.filter(is_secretary=True, group__organ__in=organs)
    for member in members.select_related("person", "group"):
        one = (member.person.name, member.person.phone)
        people[member.group.organ_id].append(one)
    return people


def _of_proposers(rows: list[Opinion], reach: Reach) -> Iterator[Call]:
    """Deputies who have to judge an answer."""
    asked = [row for row in rows if row.state == State.FED_BACK]
    own = {row.pk: row for row in asked}
    # unscoped: of opinions in sight
    judges = Proposer.objects.filter(opinion__in=asked, person__isnull=False)
    signing_in = set(live_posts().values_list("user", flat=True))
    found: dict[int, Call] = {}
    for judge in judges.select_related("person__user").order_by("pk"):
        account = judge.person.user
        is_in = account is not None and account.pk in signing_in
        why = reach.why_ring_any([account]) if is_in else NO_ACCOUNT
        if not why:
            continue
        one = [(judge.person.name, judge.person.phone)]
        call = found.setdefault(judge.person_id, Call("代表", why, one))
        call.due.append((own[judge.opinion_id].due_on, own[judge.opinion_id]))
    yield from found.values()


def how_late(due_on: date) -> str:
    """超期5个工作日, or what is left."""
    day, calendar = today(), official(min(due_on, today()) - timedelta(days=1))
    if day > due_on:
        return f"超期{calendar.between(due_on, day)}个工作日"
    return (
        "今日到期" if day == due_on else f"还有{calendar.between(day, due_on)}个工作日"
    )
