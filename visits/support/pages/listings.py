"""The lists of pairs and projects, and the tabs of what has no pair."""

from django.db.models import QuerySet
from django.urls import reverse

from deputies.models import Person
from deputies.queries import people, with_mandates
from groups.rules import KEEPERS
from poverty.models import Household, PoorVillage
from poverty.queries import search_households
from tianmen_congress.base.ui.listing import BulkButton, Button, Listing
from visits.pairings.models import HouseholdPairing
from visits.pairings.pages.listings import PairingListing
from visits.support.models import VillagePairing, VillageProject
from visits.support.queries import coverage, pairs

from . import filters, tables


class VillagePairingListing(Listing):
    title, noun = "小组联系贫困村", "结对"
    table_class = tables.VillagePairingTable
    filters = filters.VillagePairingFilters
    empty_text = "还没有小组与贫困村结对。请登记，或在“结对覆盖”中按联系小组批量结对。"

    def rows(self) -> QuerySet[VillagePairing]:
        return pairs.pairings(user=self.user)

    def buttons(self) -> list[Button]:
        lists = [Button("贫困村项目", reverse("support:projects"))]
        if not self.user.has_role(*KEEPERS):
            return lists
        return [*lists, Button("登记结对", reverse("support:add"), is_main=True)]


class VillageProjectListing(Listing):
    title = noun = "贫困村项目"
    table_class = tables.VillageProjectTable
    filters = filters.ProjectFilters
    tabs_by = "state"
    empty_text = "还没有项目。请在小组联系贫困村的页面上登记。"

    def rows(self) -> QuerySet[VillageProject]:
        return pairs.projects(user=self.user)

    def buttons(self) -> list[Button]:
        return [Button("小组联系贫困村", reverse("support:list"))]


# What each tab of the page is called, by the name of its address.
TABS = {
    "support:unpaired": "未结对的户",
    "support:unpaired_villages": "未结对的村",
    "support:idle": "未联户的代表",
    "support:stale": "久未走访的结对",
    "support:twice": "多人联系的户",
}


class CoverageListing(Listing):
    """One tab of what is wanting on either side."""

    title = "结对覆盖"
    template_name = "support/coverage.html"
    url_name = ""

    @property
    def parts(self) -> list[tuple[str, str, bool]]:
        township = self.query.get("township", "")
        narrow = f"?township={township}" if township.isdecimal() else ""
        return [
            (label, reverse(name) + narrow, name == self.url_name)
            for name, label in TABS.items()
        ]

    @property
    def may_pair(self) -> bool:
        return self.user.has_role(*KEEPERS)


class UnpairedListing(CoverageListing):
    url_name, noun = "support:unpaired", "未结对的贫困户"
    table_class, filters = tables.UnpairedTable, filters.UnpairedFilters
    empty_text = "所有贫困户都有代表联系。"

    def rows(self) -> QuerySet[Household]:
        rows = search_households(user=self.user)
        return rows.select_related("township", "village")

    def bulk_buttons(self) -> list[BulkButton]:
        address = reverse("support:bulk_pair")
        return [BulkButton("按建议结对", address)] if self.may_pair else []


class UnpairedVillageListing(CoverageListing):
    url_name, noun = "support:unpaired_villages", "未结对的贫困村"
    table_class = tables.UnpairedVillageTable
    filters = filters.UnpairedVillageFilters
    empty_text = "所有贫困村都有小组结对。"

    def rows(self) -> QuerySet[PoorVillage]:
        rows = PoorVillage.objects.visible_to(self.user)
        return rows.select_related("village", "township")

    def bulk_buttons(self) -> list[BulkButton]:
        address = reverse("support:bulk_pair_villages")
        return [BulkButton("由联系小组结对", address)] if self.may_pair else []


class IdleDeputyListing(CoverageListing):
    url_name, noun = "support:idle", "未联户的代表"
    table_class, filters = tables.IdleDeputyTable, filters.IdleDeputyFilters
    empty_text = "小组中的代表都已联户。"

    def rows(self) -> QuerySet[Person]:
        return with_mandates(people(user=self.user))

    def buttons(self) -> list[Button]:
        if not self.may_pair:
            return []
        return [Button("登记代表联户", reverse("pairings:add"), is_main=True)]


class StaleListing(CoverageListing, PairingListing):
    url_name, noun = "support:stale", "久未走访的结对"
    title = "结对覆盖"
    empty_text = "没有久未走访的结对。"

    def rows(self) -> QuerySet[HouseholdPairing]:
        return coverage.not_visited(super().rows())

    def buttons(self) -> list[Button]:
        villages = reverse("support:list") + "?stale=1"
        return [Button("久未走访的结对村", villages)]

    @property
    def beside_total(self) -> str:
        return f"（代表超过{coverage.days_between_visits()}天没有上门）"


class PairedTwiceListing(CoverageListing):
    url_name, noun = "support:twice", "多人联系的户"
    table_class, filters = tables.PairedTwiceTable, filters.PairedTwiceFilters
    empty_text = "没有多名代表联系同一户。"

    def rows(self) -> QuerySet[Household]:
        rows = coverage.paired_twice(user=self.user)
        return rows.select_related("township", "village")
