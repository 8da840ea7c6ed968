"""A session as its pack and its pages show it."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import QuerySet

from referrals.enums import ClockStep
from referrals.models import AgendaItem, DecisionEvent, Event, JointConference, Opinion
from referrals.models.accused import about
from referrals.workflow import LABELS
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.campaigns.models import StepTime
from tianmen_congress.base.campaigns.queries import step_time
from tianmen_congress.base.clocks.calendar import official
from tianmen_congress.base.clocks.working_days import WorkingDays
from tianmen_congress.base.rows.naming import NameOfDay
from tianmen_congress.base.words import in_words


def items_of(conference: JointConference) -> list[AgendaItem]:
    """The whole agenda, for whoever decides on it."""
    return _in_order(conference, conference.items.all())


def agenda_of(conference: JointConference, *, user: User) -> list[AgendaItem]:
    """What of it lies before `user`: an attendant reads nothing about himself."""
    rows = AgendaItem.objects.visible_to(user).filter(conference=conference)
    return _in_order(conference, rows)


def _in_order(
    conference: JointConference, rows: QuerySet[AgendaItem]
) -> list[AgendaItem]:
    """In the order of the agenda, those taken off left out."""
    rows = rows.filter(dropped_on=None).select_related(
        "conference__campaign",
        "opinion__township",
        "opinion__group",
        "opinion__category",
        "lead_unit",
    )
    items = list(rows.prefetch_related("co_units").order_by("order", "pk"))
    time = step_time(conference.campaign, ClockStep.ANSWER)
    # What was urgent did not wait for the session.
    calendar = official(min(map(_begins, items), default=conference.held_on))
    for item in items:
        item.answer_by = _answer_by(item, time, calendar)
    return items


def _answer_by(
    item: AgendaItem, time: StepTime | None, calendar: WorkingDays
) -> date | None:
    """The day decided, or the one that the rule gives whoever leads."""
    if item.due_on or item.lead_unit is None or time is None:
        return item.due_on
    return time.begun(_begins(item), calendar).due


def _begins(item: AgendaItem) -> date:
    return item.handed_over_on or item.conference.held_on


def by_unit(items: list[AgendaItem]) -> list[tuple[Organ | None, list[AgendaItem]]]:
    """Grouped by lead unit, in the units' own order; undecided ones last."""

    def key(item: AgendaItem) -> tuple[int, int]:
        unit = item.lead_unit
        return (unit.order, unit.pk) if unit else (10**6, 0)

    groups = groupby(sorted(items, key=key), key=key)
    return [(rows[0].lead_unit, rows) for _, each in groups if (rows := list(each))]


def story_of(conference: JointConference, *, user: User) -> list[DecisionEvent]:
    """Who decided what of its agenda, the newest first; items taken off again too."""
    rows = DecisionEvent.objects.visible_to(user).filter(item__conference=conference)
    return list(rows.select_related("item__opinion", "by").order_by("-pk"))


@dataclass(frozen=True, slots=True)
class Urgent:
    """Handed over between two sessions, which the next one is told."""

    opinion: Opinion
    on: date
    units: str
    reason: str

    township_name = NameOfDay("opinion.township", "on")


def urgent_before(conference: JointConference, *, user: User) -> list[Urgent]:
    """Hand-overs since the session before that did not wait for this one, oldest first.

    What is about a unit is told to no session: all units read what lies before it. And
    nobody who attends reads what is about himself.
    """
    before = conference.campaign.conferences.filter(held_on__lt=conference.held_on)
    # unscoped: what a session is told, all its readers are told
    rows = Event.objects.filter(
        name="assign_urgent",
        opinion__campaign=conference.campaign,
        on__lte=conference.held_on,
    )
    if last := before.order_by("held_on").last():
        rows = rows.filter(on__gt=last.held_on)
    rows = rows.exclude(
        opinion__accused_organ__kind=OrganKind.UNIT, opinion__is_insisted=False
    )
    kept = about(user, "opinion__")
    rows = rows if kept is None else rows.exclude(kept)
    rows = rows.select_related("opinion__township").prefetch_related("corrections")
    rows = rows.order_by("on", "pk")
    return [Urgent(row.opinion, row.on, _units(row), row.note) for row in rows]


def _units(event: Event) -> str:
    """The units of that day, as the history keeps them."""
    given = dict(event.told)
    return in_words([given.get(LABELS[name]) for name in ("lead_unit", "co_units")])
