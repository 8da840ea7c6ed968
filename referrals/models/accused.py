"""Whom an opinion on somebody's conduct is about, and whom that keeps away from it."""

from django.db.models import Q, QuerySet

from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.divisions.enums import DivisionLevel

# Who leads a township: where one is accused, all bodies of the township stand below it.
LEADING = (OrganKind.PRESIDIUM, OrganKind.LIAISON, OrganKind.GOVERNMENT)
OF_TOWNSHIP = (*LEADING, OrganKind.COMMITTEE)
ACCUSABLE = (*OF_TOWNSHIP, OrganKind.UNIT)


def township_id_of(organ: Organ) -> int | None:
    """The township that `organ` works in; none of one of the city."""
    place = organ.division
    if place is None or place.level == DivisionLevel.TOWNSHIP:
        return organ.division_id
    return place.parent_id if place.level == DivisionLevel.VILLAGE else None


def is_or_is_below(organ: Organ, accused: Organ) -> bool:
    """Whether `organ` would handle a complaint about itself, or about who leads it."""
    if organ.pk == accused.pk:
        return True
    if accused.kind not in LEADING or organ.kind not in OF_TOWNSHIP:
        return False
    return township_id_of(organ) == accused.division_id


def about(user: User, path: str = "") -> Q | None:
    """The opinions at `path` that are about an organ of `user`, or about one above it.

    None for who acts for no organ that can be accused.
    """
    organs = [post.organ for post in user.live_posts if post.organ is not None]
    organs = [organ for organ in organs if organ.kind in ACCUSABLE]
    if not organs:
        return None
    return Q(
        **{
            f"{path}accused_organ__in": _own_and_above(organs).values("pk"),
            f"{path}is_insisted": False,
        }
    )


def _own_and_above(organs: list[Organ]) -> QuerySet[Organ]:
    places = [township_id_of(o) for o in organs if o.kind in OF_TOWNSHIP]
    # Of those too that went into it: who led there may work here now.
    leading = Q(kind__in=LEADING, division__now__in=places)
    return Organ.objects.filter(Q(pk__in=[o.pk for o in organs]) | leading).order_by()
