"""Rows of lists, and how many wait at each step."""

from collections.abc import Callable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from referrals.enums import ABOVE, AT_UNIT, HELPED, LOCAL_KINDS, Asker, State
from referrals.models import (
    Assignment,
    Evaluation,
    Extension,
    Mark,
    Opinion,
    PauseRequest,
    Proposer,
)
from referrals.models.opinion_rows import witnessed_by
from referrals.rules import helping_organs, organs_of, urged_organs
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Post, User
from tianmen_congress.base.clocks.calendar import today

AT_CITY = (OrganKind.OFFICE, OrganKind.UNIT)
PLACED = ("township", "group", "village", "category")
FEW = ("holder", "handler", "lead_unit", "answer_class", "recorded_by")
RELATED = (*PLACED, *FEW)


def for_list(*, user: User) -> QuerySet[Opinion]:
    """What `user` may see, with what a list shows."""
    rows = as_seen_by(user, Opinion.objects.visible_to(user))
    # These are few and come apart: with them too, planning took longer than reading.
    return rows.select_related(*PLACED).prefetch_related(*FEW)


def as_seen_by(user: User, rows: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """`rows` with the deadline that binds `user`, and how often he was urged."""
    rows = rows.with_own_deadline(helping_organs(user))
    return rows.with_urges(urged_organs(user))


def waiting_for(*, user: User) -> QuerySet[Opinion]:
    """Open opinions that `user` has to act on: what the inbox and the first page show."""
    mine = Q(state=State.DRAFT, recorded_by=user)
    for role, waits in WAITS.items():
        if user.has_role(role):
            mine |= waits(user)
    return Opinion.objects.visible_to(user).open().filter(mine)


def waiting_elsewhere(rows: QuerySet[Opinion], user: User) -> QuerySet[Opinion]:
    """Those of `rows` that wait for somebody, and not for `user`."""
    mine = waiting_for(user=user).order_by().values("pk")
    return rows.open().exclude(state=State.DRAFT).exclude(pk__in=mine)


def _at_office(user: User) -> Q:
    """Its own step, and what is asked of it: relief, more time."""
    # unscoped: narrows the opinions in sight
    asks_relief = Assignment.objects.filter(
        ended_on=None, relief_asked_on__isnull=False, relief_decision=""
    )
    # unscoped: narrows the opinions in sight
    asks_time = Extension.objects.filter(decision="", clock__stopped_on=None)
    # Township and village ask their presidium, which has it in hand anyway.
    asks_time = asks_time.exclude(organ__kind__in=LOCAL_KINDS)
    own = OuterRef("pk")
    asked = Exists(asks_relief.filter(opinion=own)) | Exists(
        asks_time.filter(clock__opinion=own)
    )
    at_work = Q(state__in=(*AT_UNIT, State.HANDLING)) & asked
    return Q(holder__kind="office") | at_work | _asks_pause(Asker.OFFICE, user)


def _asks_pause(decider: Asker, user: User) -> Q:
    """Somebody asks for a pause that `decider` decides, and not the user himself."""
    below = [asker for asker, above in ABOVE.items() if above == decider]
    # unscoped: narrows the opinions in sight
    asked = PauseRequest.objects.open().filter(asked_as__in=below)
    return Q(Exists(asked.exclude(asked_by=user).filter(opinion=OuterRef("pk"))))


def _at_presidium(user: User) -> Q:
    """All that its township has in hand, but for groups whose secretary signs in."""
    # unscoped: only whether a group's secretary signs in
    keeps_own = Post.objects.current(today()).filter(
        role=Role.SECRETARY, user__is_active=True
    )
    elsewhere = Q(holder__kind__in=AT_CITY) | Exists(
        keeps_own.filter(organ=OuterRef("holder"))
    )
    at_hand = ~Q(state=State.DRAFT) & ~elsewhere
    asked = _asks_pause(Asker.PRESIDIUM, user)
    return Q(township__in=user.townships) & (at_hand | asked)


def _at_group(user: User) -> Q:
    organs = organs_of(user, Role.SECRETARY)
    return Q(holder__in=organs) & ~Q(state=State.DRAFT) | _owes_part(organs)


def _at_unit(user: User) -> Q:
    """In the lead, or with a part that it still owes."""
    organs = organs_of(user, Role.UNIT)
    return Q(holder__in=organs) | _owes_part(organs)


def _owes_part(organs: set[int]) -> Q:
    # unscoped: narrows the opinions in sight
    owed = Assignment.objects.filter(
        unit__in=organs,
        is_lead=False,
        ended_on=None,
        part_given_on=None,
        waived_on=None,
    )
    is_owed = Exists(owed.filter(opinion=OuterRef("pk")))
    return Q(state__in=HELPED) & is_owed


def _at_proposer(user: User) -> Q:
    # unscoped: narrows the opinions in sight
    own = Proposer.objects.filter(person__user=user, opinion=OuterRef("pk"))
    # unscoped: whether the user himself has judged already
    judged = Mark.objects.filter(
        proposer__person__user=user, opinion=OuterRef("pk"), round=OuterRef("round")
    )
    return Q(state=State.FED_BACK) & Exists(own) & ~Exists(judged)


def proposed_by(rows: QuerySet[Opinion], user: User) -> QuerySet[Opinion]:
    """Those of `rows` that `user` put forward, alone or with others."""
    # unscoped: narrows the opinions given
    own = Proposer.objects.filter(person__user=user, opinion=OuterRef("pk"))
    return rows.filter(Exists(own))


def heard_by(rows: QuerySet[Opinion], user: User) -> QuerySet[Opinion]:
    """Those of `rows` that others put forward on outings with `user`."""
    # unscoped: narrows the opinions given
    own = Proposer.objects.filter(person__user=user, opinion=OuterRef("pk"))
    return rows.filter(witnessed_by(user)).exclude(Exists(own))


def to_call_back(rows: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """Those of `rows` whose last verdict is still to be confirmed by who put it forward."""
    # unscoped: narrows the opinions given
    waiting = Evaluation.objects.to_call_back().filter(
        opinion=OuterRef("pk"), round=OuterRef("round")
    )
    return rows.filter(Exists(waiting), state__in=(State.EVALUATED, State.CLOSED))


WAITS: dict[Role, Callable[[User], Q]] = {
    Role.OFFICE: _at_office,
    Role.PRESIDIUM: _at_presidium,
    Role.SECRETARY: _at_group,
    Role.UNIT: _at_unit,
    Role.DEPUTY: _at_proposer,
}


def count_by_state(rows: QuerySet[Opinion]) -> dict[str, int]:
    """How many of `rows` are in each state; states without any are left out."""
    counted = rows.order_by().values("state").annotate(many=Count("pk", distinct=True))
    return {row["state"]: row["many"] for row in counted}
