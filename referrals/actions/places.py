"""The bodies that take part, made on demand where a place has none yet."""

from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.divisions.models import Division


def presidium_of(township: Division) -> Organ:
    """The presidium, or the liaison office, that keeps the books of `township`."""
    kinds = (OrganKind.PRESIDIUM, OrganKind.LIAISON)
    organ = Organ.objects.filter(kind__in=kinds, division=township).first()
    if organ is None:
        raise MoveRefused(f"{township}还没有设立主席团或联络处")
    return organ


def committee_of(village: Division) -> Organ:
    """The committee of `village` as somebody who handles opinions, whatever it is
    called."""
    kept = {"kind": OrganKind.COMMITTEE, "division": village}
    organ = Organ.objects.filter(**kept, until=None).first()
    return organ or Organ.objects.create(**kept, name=village.name)


def office() -> Organ | None:
    return Organ.objects.filter(kind=OrganKind.OFFICE).first()
