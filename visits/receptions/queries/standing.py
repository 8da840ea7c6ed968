"""How far receptions have come, and what of them each number counts."""

from datetime import date

from django.db.models import Case, CharField, Prefetch, Q, QuerySet, Value, When

from deputies.models import Person
from groups.models import GroupMembership
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.history import (
    HistoryEvent,
    events,
    events_beneath,
    together,
)
from visits.receptions.enums import AT_ONCE, HANDED, PUT_FORWARD, HowFar, Treatment
from visits.receptions.models import Duty, Reception, ReceptionDeputy
from visits.receptions.rules import group_of

from .elsewhere import has_begun, has_ended

NEIGHBOURS = ("place", "township", "group", "village", "recorded_by", "campaign")


def receptions(*, user: User) -> QuerySet[Reception]:
    """All in sight, with what a line about one needs."""
    # unscoped: who heard the voters of the receptions in sight
    hearings = ReceptionDeputy.objects.select_related("person")
    rows = Reception.objects.visible_to(user).select_related(*NEIGHBOURS)
    return with_standing(rows).prefetch_related(Prefetch("hearings", queryset=hearings))


def with_standing(rows: QuerySet[Reception]) -> QuerySet[Reception]:
    """As `standing` how far each has come."""
    is_ended = Q(outcome__in=HANDED, result_on__isnull=False) | has_ended()
    standing = Case(
        When(voided_at__isnull=False, then=Value(HowFar.VOID)),
        When(party=0, then=Value(HowFar.EMPTY)),
        When(fed_back_on__isnull=False, then=Value(HowFar.TOLD)),
        # There is nobody to be told.
        When(is_ended & Q(is_anonymous=True), then=Value(HowFar.ENDED)),
        When(is_ended, then=Value(HowFar.UNTOLD)),
        # What was said there and then to somebody whom nobody knows.
        When(outcome__in=AT_ONCE, then=Value(HowFar.ENDED)),
        default=Value(HowFar.OPEN),
        output_field=CharField(),
    )
    return rows.annotate(standing=standing)


def untold(*, user: User) -> QuerySet[Reception]:
    """Those whose voter has not heard yet what became of his matter, the oldest first."""
    rows = with_standing(Reception.objects.visible_to(user))
    rows = rows.filter(standing=HowFar.UNTOLD).select_related("place")
    return rows.order_by("held_on", "pk")


# What the numbers of figures and tables count: the list of each is searched by its key.
HELD, HANDLED, ACCEPTED, SPOT, PASSED, PUT, CLOSED, TOLD = (
    *("held", "handled", "accepted", "spot", "passed", "put", "closed", "told"),
)
MEASURES = {
    HELD: "接待次数",
    HANDLED: "有处理方式",
    ACCEPTED: "受理",
    SPOT: "当场答复",
    PASSED: "转办",
    PUT: "形成建议",
    CLOSED: "办结",
    TOLD: "已反馈",
}
CONDITIONS = {
    HANDLED: lambda: ~Q(outcome=""),
    ACCEPTED: lambda: ~Q(matter="") & ~Q(outcome=Treatment.REFUSED),
    SPOT: lambda: Q(outcome=Treatment.ANSWERED),
    PASSED: lambda: Q(outcome__in=HANDED),
    PUT: lambda: Q(outcome__in=PUT_FORWARD) & has_begun(),
    CLOSED: lambda: (
        Q(outcome__in=[Treatment.ANSWERED, Treatment.ELSEWHERE])
        | Q(outcome__in=HANDED, result_on__isnull=False)
        | has_ended()
    ),
    TOLD: lambda: Q(fed_back_on__isnull=False),
}


def measured(rows: QuerySet[Reception], key: str) -> QuerySet[Reception]:
    """Those of `rows` that the number called `key` counts."""
    if key == HELD:
        return rows.counted()
    return rows.standing().filter(CONDITIONS[key](), party__gte=1)


def story_of_reception(reception: Reception, *, user: User) -> list[HistoryEvent]:
    """Everything recorded about it and about who heard it."""
    return together(
        events(reception, user=user, personal=Reception.personal.masked),
        events_beneath(
            reception.hearings.all(), user=user, noun="接待代表", name="person"
        ),
    )


def people_at(reception: Reception, day: date) -> QuerySet[Person]:
    """Who may have heard it: who was on duty, members of the group, whoever stands in
    it already."""
    # unscoped: deputies of a place that the user keeps
    duties = Duty.objects.filter(plan__place=reception.place, day=day)
    there = Q(pk__in=duties.values("person"))
    if group := group_of(reception.place, day):
        # unscoped: the same
        members = GroupMembership.objects.on(day).filter(group=group)
        there |= Q(pk__in=members.values("person"))
    if reception.pk:
        there |= Q(pk__in=reception.hearings.values("person"))
    # unscoped: the same
    return Person.objects.filter(there).order_by("pinyin", "pk")
