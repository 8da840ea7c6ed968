"""Rosters: whose turn it is, who is there on a day, who was not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from deputies.models import Mandate, Person
from groups.models import DeputyGroup, GroupMembership
from groups.places.models import Place
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from visits.receptions.models import (
    Duty,
    DutyPlan,
    DutySwap,
    Reception,
    SwapRequest,
)
from visits.receptions.rules import group_of

# So many duties without a record are told to the group.
TOO_OFTEN = 2
# For so long its silence waits for somebody on the first page.
TOLD_FOR = timedelta(days=90)
# A roster hangs on the door so many days before its first day.
NOTICE = timedelta(days=3)


def plans(*, user: User) -> QuerySet[DutyPlan]:
    rows = DutyPlan.objects.visible_to(user)
    return rows.select_related("place__village", "township", "made_by")


def duties_of(plan: DutyPlan) -> QuerySet[Duty]:
    """All of a roster in sight, with the mandates that they are printed with."""
    # unscoped: the mandates of the roster's own deputies
    mandates = Mandate.objects.select_related("congress", "township")
    swaps = DutySwap.objects.select_related("asked_by", "agreed_by", "other")
    rows = plan.duties.select_related("person").prefetch_related(
        Prefetch("person__mandates", queryset=mandates),
        Prefetch("swaps", queryset=swaps),
    )
    return with_record(rows)


def with_record(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """As `is_held` whether something was written down there that day."""
    # unscoped: only whether there is one
    kept = Reception.objects.standing().filter(
        place=OuterRef("plan__place"),
        held_on=OuterRef("day"),
        deputies=OuterRef("person"),
    )
    return rows.annotate(is_held=Exists(kept))


@dataclass(frozen=True, slots=True)
class Turn:
    """One day of duty as the roster prints it."""

    day: date
    start: time
    finish: time
    duties: list[Duty]

    @property
    def hours(self) -> str:
        return self.duties[0].hours

    @property
    def is_over(self) -> bool:
        return self.day < today()

    @property
    def is_silent(self) -> bool:
        """Over, and nothing was written down, not even that nobody came."""
        return self.is_over and not any(duty.is_held for duty in self.duties)


def turns(duties: list[Duty]) -> Iterator[Turn]:
    """Those of one day and hour together."""
    slots: dict[tuple, list[Duty]] = {}
    for duty in duties:
        slots.setdefault((duty.day, duty.start, duty.finish), []).append(duty)
    for (day, start, finish), those in slots.items():
        yield Turn(day, start, finish, those)


def is_late(plan: DutyPlan) -> bool:
    """Published later than it ought to hang on the door, or not at all by then."""
    first = plan.duties.order_by("day").values_list("day", flat=True).first()
    if first is None:
        return False
    return (plan.published_on or today()) > first - NOTICE


def on_duty(place: Place, day: date) -> list[Person]:
    """Who is to be there that day."""
    # unscoped: of a place that the user keeps
    rows = Duty.objects.filter(plan__place=place, day=day).select_related("person")
    return [duty.person for duty in rows]


def duty_hours(place: Place, day: date) -> tuple[time | None, time | None]:
    # unscoped: of a place that the user keeps
    duty = Duty.objects.filter(plan__place=place, day=day).first()
    return (duty.start, duty.finish) if duty else (None, None)


def often_silent_in(turns_: list[Turn]) -> dict[Person, int]:
    """Who stood in this roster twice or more where nothing was written down."""
    silent = (turn.duties for turn in turns_ if turn.is_over)
    counts = Counter(d.person for those in silent for d in those if not d.is_held)
    return {each: many for each, many in counts.items() if many >= TOO_OFTEN}


def plan_group(place: Place) -> DeputyGroup | None:
    """Whose deputies take turns there, today."""
    return group_of(place, today())


def in_turn(group: DeputyGroup | None, *, township: Division, on: date) -> list[Person]:
    """Members of the group who hold a mandate that day, in the order of its list; of a
    home, which is of no group, those of all groups of its township."""
    # unscoped: the members of groups of a place whose roster the user keeps
    rows = GroupMembership.objects.on(on)
    rows = rows.filter(group=group) if group else rows.filter(township=township)
    rows = rows.order_by("group__number", "order", "pk")
    members = dict.fromkeys(rows.values_list("person", flat=True))
    # unscoped: the same
    standing = Person.objects.in_office(on).in_bulk(list(members))
    return [standing[pk] for pk in members if pk in standing]


def askable(duty: Duty) -> QuerySet[Duty]:
    """With whose duty its deputy may ask to change: of his own roster, and of those
    that hang in his township."""
    # unscoped: they hang on the doors of his own township
    rows = Duty.objects.filter(
        Q(plan=duty.plan_id) | Q(plan__published_on__isnull=False),
        township=duty.township_id,
        person__user__isnull=False,
        day__gte=today(),
    )
    return rows.exclude(person=duty.person).select_related("person", "plan__place")


def swaps_to_answer(user: User) -> QuerySet[SwapRequest]:
    """What other deputies ask of him."""
    rows = SwapRequest.objects.visible_to(user).open().filter(asked__user=user)
    return rows.select_related("duty", "other", "asked_by", "asked")


def with_wishes(plan: DutyPlan, *, user: User) -> list[Duty]:
    """All of a roster, each with as `wishes` what is asked of it, as far as in sight."""
    found: dict[int, list[SwapRequest]] = {}
    rows = SwapRequest.objects.visible_to(user).open().filter(duty__plan=plan)
    for wish in rows.select_related("duty", "other", "asked_by", "asked"):
        found.setdefault(wish.duty_id, []).append(wish)
    duties = list(duties_of(plan))
    for duty in duties:
        duty.wishes = found.get(duty.pk, [])
    return duties


def silent_days(user: User) -> QuerySet[Duty]:
    """One duty of each that is over and of which nothing was written down, of rosters
    that `user` keeps; what is older than a quarter is told by the roster alone."""
    # unscoped: only whether there is one
    kept = Reception.objects.standing().filter(
        place=OuterRef("plan__place"), held_on=OuterRef("day")
    )
    since = today() - TOLD_FOR
    rows = Duty.objects.visible_to(user).filter(~Exists(kept))
    rows = rows.filter(day__gte=since, day__lt=today(), plan__place__closed_on=None)
    slots = ("day", "plan_id", "start")
    return rows.order_by(*slots).distinct(*slots).select_related("plan__place")
