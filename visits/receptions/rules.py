"""Who may write about receptions and rosters; who sees them stands in the models' scope."""

from datetime import date

from django.db.models import Q

from groups.models import DeputyGroup
from groups.places.models import Place
from groups.rules import (
    KEEPERS,
    is_secretary_of,
    keeps_books_of,
    keeps_groups_of,
)
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division

from .models import Duty, DutyPlan, Reception, SwapRequest

# Who writes; a deputy listens and signs, the others read.
ENTERING = KEEPERS


def group_of(place: Place, on: date) -> DeputyGroup | None:
    """Whose place it is that day: a room's own group, the one that its village is linked
    to; of a home none, there the presidium receives."""
    if place.group is not None:
        return place.group
    village = village_of(place, on)
    if village is None:
        return None
    link = village.group_links.on(on).select_related("group__township").first()
    return link.group if link else None


def village_of(place: Place, on: date) -> Division | None:
    """In which village a station was that day: it went on with what took that in."""
    left = place.former_sites.filter(until__gt=on).select_related("village")
    former = left.order_by("until", "pk").first()
    return former.village if former else place.village


def receives_at(user: User, place: Place, on: date) -> bool:
    """Whether `user` writes what was heard there that day."""
    if keeps_groups_of(user, place.township):
        return True
    group = group_of(place, on)
    return group is not None and is_secretary_of(user, group)


def keeps_duty_of(user: User, place: Place) -> bool:
    """Makes its rosters, as long as it is in use."""
    return place.closed_on is None and receives_at(user, place, today())


def can_edit(user: User, reception: Reception) -> bool:
    """The row itself must be in sight."""
    if not reception.is_standing:
        return False
    if keeps_groups_of(user, reception.township):
        return True
    return reception.group is not None and keeps_books_of(user, reception.group)


def can_edit_plan(user: User, plan: DutyPlan) -> bool:
    return keeps_duty_of(user, plan.place)


def asks_swap(user: User, duty: Duty) -> bool:
    """Would change his own duty, which is still to come."""
    return duty.person.user_id == user.pk and duty.day >= today()


def may_be_asked(duty: Duty, other: Duty) -> bool:
    """Somebody else's, still to come, in the same township; he can answer himself."""
    return (
        other.person != duty.person
        and other.person.user_id is not None
        and other.day >= today()
        and other.township_id == duty.township_id
    )


def withdraws_swap(user: User, wish: SwapRequest) -> bool:
    return wish.asked_by.user_id == user.pk


def answers_swap(user: User, wish: SwapRequest) -> bool:
    return wish.asked.user_id == user.pk


def knows_voter(user: User, reception: Reception) -> bool:
    """Whether `user` may learn who spoke in confidence: who keeps the book, and nobody
    who only listened, looks on or leads."""
    if not reception.is_confidential:
        return True
    if user.has_role(Role.OFFICE) or reception.township in user.townships:
        return True
    return reception.group is not None and is_secretary_of(user, reception.group)


def voters_are_told(user: User) -> Q:
    """The same as a search asks it: of others nobody is found by name or number."""
    if user.has_role(Role.OFFICE):
        return Q()
    organs = [p.organ_id for p in user.live_posts if p.role == Role.SECRETARY]
    own = Q(township__in=user.townships) | Q(group__organ__in=organs)
    return Q(is_confidential=False) | own
