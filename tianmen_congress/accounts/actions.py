"""Making the bodies and accounts that a place needs."""

from django.db import transaction

from tianmen_congress.divisions.models import Division

from .enums import OrganKind
from .models import Organ


@transaction.atomic
def ensure_township_organs() -> int:
    """Give each township its presidium or liaison office and its government, once.

    Returns how many organs were made. Streets, farms and 沉湖 have no congress: their
    organ is the liaison office of the city's standing committee.
    """
    made = 0
    for township in Division.objects.townships().current():
        if township.has_congress:
            wanted = {
                OrganKind.PRESIDIUM: f"{township.name}人大主席团",
                OrganKind.GOVERNMENT: f"{township.name}人民政府",
            }
        else:
            wanted = {
                OrganKind.LIAISON: f"{township.name}人大联络处",
                OrganKind.GOVERNMENT: township.name,
            }
        for kind, name in wanted.items():
            made += Organ.objects.get_or_create(
                kind=kind, name=name, division=township
            )[1]
    return made
