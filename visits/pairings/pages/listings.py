"""The lists of pairings and of what was done in them."""

from django.db.models import QuerySet
from django.urls import reverse

from groups.rules import KEEPERS
from tianmen_congress.base.ui.listing import Button, Listing
from visits.pairings import queries
from visits.pairings.models import Deed, Effect, HouseholdPairing
from visits.pairings.pages.filters import DeedFilters, EffectFilters, PairingFilters
from visits.pairings.pages.tables import DeedTable, EffectTable, PairingTable


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
        lists = [
            Button("办实事", reverse("pairings:deeds")),
            Button("帮扶成效", reverse("pairings:effects")),
        ]
        if not self.user.has_role(*KEEPERS):
            return lists
        return [*lists, Button("登记结对", reverse("pairings:add"), is_main=True)]


class DeedListing(Listing):
    title = noun = "办实事"
    table_class, filters = DeedTable, DeedFilters
    is_of_campaign = True
    empty_text = "还没有办实事的记录。请在代表联户的页面上登记。"

    def rows(self) -> QuerySet[Deed]:
        return queries.deeds(user=self.user)

    def buttons(self) -> list[Button]:
        return [Button("代表联户", reverse("pairings:list"))]


class EffectListing(Listing):
    title = noun = "帮扶成效"
    table_class, filters = EffectTable, EffectFilters
    is_of_campaign = True
    empty_text = "还没有帮扶成效。请在代表联户的页面上先登记措施，再登记成效。"

    def rows(self) -> QuerySet[Effect]:
        return queries.effects(user=self.user)

    def buttons(self) -> list[Button]:
        return [Button("代表联户", reverse("pairings:list"))]
