"""The list of pairings."""

from django.db.models import QuerySet
from django.urls import reverse

from groups.rules import KEEPERS
from tianmen_congress.base.ui.listing import Button, Listing
from visits.pairings.models import HouseholdPairing
from visits.pairings.pages.filters import PairingFilters
from visits.pairings.pages.tables import PairingTable


class PairingListing(Listing):
    title = "代表联户"
    noun = "结对"
    table_class = PairingTable
    filters = PairingFilters
    empty_text = "还没有代表联户。请登记代表与贫困户的结对关系。"

    def rows(self) -> QuerySet:
        rows = HouseholdPairing.objects.visible_to(self.user)
        rows = rows.select_related("person", "household__village", "group", "township")
        shows_ended = self.query.get("is_open") in ("ended", "all")
        return rows if shows_ended else rows.filter(until=None)

    def buttons(self) -> list[Button]:
        if not self.user.has_role(*KEEPERS):
            return []
        return [Button("登记结对", reverse("pairings:add"), is_main=True)]
