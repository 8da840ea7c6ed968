"""What the page of a poor village shows of its group, its projects and its income."""

from collections.abc import Mapping

from poverty.models import PoorVillage
from poverty.pages.parts import village_parts
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.parts import DetailPart
from visits.support import rules
from visits.support.models import VillagePairing
from visits.support.queries.pairs import incomes_of


def helped(user: User, village: PoorVillage) -> Mapping[str, object] | None:
    rows = VillagePairing.objects.visible_to(user).filter(village=village)
    rows = list(rows.select_related("group").order_by("-since", "-pk"))
    incomes = list(incomes_of(village, user=user))
    may = rules.can_record_income(user, village)
    if not (rows or incomes or may):
        return None
    return {
        "pairings": rows,
        "incomes": incomes,
        "village": village,
        "can_record_income": may,
    }


village_parts.register(DetailPart("support/_of_village.html", helped))
