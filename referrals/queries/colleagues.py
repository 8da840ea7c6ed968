"""Deputies who may be asked to sign with others, and who was asked."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from deputies.models import Mandate, Person
from deputies.queries import people
from groups.models import GroupMembership
from referrals.enums import UNANSWERED
from referrals.models import CoSigner
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import holding

WRITERS = (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY)


def colleagues_of(user: User) -> QuerySet[Person]:
    """Of the same congress or group: as the deputy himself, or as those he enters for.

    Their scope is wider than the rosters that `user` sees: of them name, tier and group
    are told, and nothing else.
    """
    own = people(user=user)
    if not user.has_role(*WRITERS):
        own = own.filter(user=user)
    # unscoped: seats of the user's own people, and of those who sit beside them
    seats = Mandate.objects.in_office(today())
    beside = seats.filter(congress__in=seats.filter(person__in=own).values("congress"))
    # unscoped: the same of groups
    places = GroupMembership.objects.filter(holding(today()))
    groups = places.filter(person__in=own).values("group")
    near = places.filter(group__in=groups)
    me = OuterRef("pk")
    # unscoped: see above
    rows = Person.objects.filter(merged_into=None).exclude(user=user)
    found = rows.filter(
        Q(Exists(beside.filter(person=me))) | Q(Exists(near.filter(person=me)))
    )
    return _with_tier_and_group(found.order_by("pinyin", "pk"))


def _with_tier_and_group(rows: QuerySet[Person]) -> QuerySet[Person]:
    # unscoped: the tier and the group of the people given
    seats = Mandate.objects.in_office(today())
    # unscoped: the same
    places = GroupMembership.objects.filter(holding(today())).select_related("group")
    return rows.prefetch_related(
        Prefetch("mandates", seats, to_attr="live_seats"),
        Prefetch("memberships", places, to_attr="live_places"),
    )


def asked_to_sign(user: User) -> QuerySet[CoSigner]:
    """What waits for the user's own signature, while it can still be given."""
    rows = CoSigner.objects.visible_to(user).open().filter(person__user=user)
    states = UNANSWERED[1:]
    return rows.filter(opinion__state__in=states).select_related("opinion")
