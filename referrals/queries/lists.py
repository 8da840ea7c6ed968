"""Rows of lists, and how many wait at each step."""

from django.db.models import Count, QuerySet

from referrals.enums import OPEN, State
from referrals.models import Opinion
from referrals.rules import organs_of
from tianmen_congress.accounts.enums import Role
from tianmen_congress.accounts.models import User

RELATED = ("township", "group", "village", "category", "holder", "handler", "lead_unit")


def for_list(*, user: User) -> QuerySet[Opinion]:
    """What `user` may see, with what a list shows."""
    return Opinion.objects.visible_to(user).select_related(*RELATED)


def waiting_for(*, user: User) -> QuerySet[Opinion]:
    """Open opinions that `user` has to act on: those that his organs hold now."""
    rows = Opinion.objects.visible_to(user).open()
    if user.has_role(Role.OFFICE):
        return rows.filter(holder__kind="office")
    if user.has_role(Role.PRESIDIUM):
        # The clerk records what the groups and the handlers of the township do.
        local = [s for s in OPEN if s not in (State.DRAFT, *_AT_CITY)]
        return rows.filter(township__in=user.townships, state__in=local)
    organs = organs_of(user, Role.SECRETARY) | organs_of(user, Role.UNIT)
    if organs:
        return rows.filter(holder__in=organs)
    return rows.filter(state__in=(State.DRAFT, State.FED_BACK))


_AT_CITY = (
    State.SUBMITTED,
    State.ACCEPTED,
    State.AGENDA,
    State.ASSIGNED,
    State.PROCESSING,
    State.REPORTED,
)


def count_by_state(rows: QuerySet[Opinion]) -> dict[str, int]:
    """How many of `rows` are in each state; states without any are left out."""
    counted = rows.order_by().values("state").annotate(many=Count("pk", distinct=True))
    return {row["state"]: row["many"] for row in counted}
