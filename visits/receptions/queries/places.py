"""Where somebody may write down receptions and make rosters."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.models import GroupVillage
from groups.places.models import Place
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today

WHOLE = ("township", "village", "group__township")


def places_to_receive(*, user: User) -> QuerySet[Place]:
    """Those in use: the office everywhere, a presidium in its township, a secretary in
    the room of his group and the stations of its villages."""
    rows = Place.objects.visible_to(user).filter(closed_on=None)
    rows = rows.select_related(*WHOLE)
    if user.has_role(Role.OFFICE):
        return rows
    organs = [p.organ_id for p in user.live_posts if p.role == Role.SECRETARY]
    # unscoped: the villages of the user's own groups
    links = GroupVillage.objects.on(today()).filter(
        group__organ__in=organs, village=OuterRef("village")
    )
    own = Q(group__organ__in=organs) | Exists(links)
    return rows.filter(Q(township__in=user.townships) | own)


def place_in_sight(pk: int, *, user: User) -> Place:
    """The place, or 404."""
    return Place.objects.select_related(*WHOLE).get_visible(user, pk=pk)
