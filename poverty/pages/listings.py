"""The lists of this room."""

from django.urls import reverse

from poverty import queries, rules
from poverty.enums import PovertyState
from poverty.models import HouseholdQuerySet, PoorVillageQuerySet
from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.ui.listing import Button, Listing
from tianmen_congress.base.ui.people import NAME, NUMBER, PHONE, PersonSearch

from .filters import HouseholdFilters, VillageFilters
from .forms import NumberForm
from .tables import HouseholdTable, VillageTable

BY_PERSON = PersonSearch(
    (NAME, PHONE, NUMBER),
    queries.of_person,
    url_name="poverty:find_person",
    list_name="poverty:household_list",
)


class HouseholdListing(Listing):
    title = "贫困户"
    noun = "贫困户"
    table_class = HouseholdTable
    filters = HouseholdFilters
    template_name = "poverty/household_list.html"
    person_search = BY_PERSON
    empty_text = "还没有您能查看的贫困户。"
    elsewhere = "户主以外的家庭成员、电话和身份证号码请用“按人查找”；已作废的户不列出；没有建档立卡的群众不在此列。"

    def rows(self) -> HouseholdQuerySet:
        rows = queries.search_households(user=self.user)
        rows = rows.select_related("village", "township")
        return queries.with_member_count(rows)

    def buttons(self) -> list[Button]:
        if not rules.can_register_households(self.user):
            return []
        return [
            Button("导入花名册", reverse("workbooks:create") + "?kind=households"),
            Button("登记贫困户", reverse("poverty:household_create"), is_main=True),
        ]

    @property
    def number_form(self) -> NumberForm | None:
        """For those who may look for somebody by the whole ID number."""
        return NumberForm(user=self.user) if may_see_personal(self.user) else None

    @property
    def counts(self) -> list[tuple[str, int, str]]:
        """What was found, by state: word, number, and the search that shows it."""
        counts = queries.counts_of(self.found)
        query = self.query.copy()
        query.pop("page", None)
        lines = [("人口", counts["people"], "")]
        for state in PovertyState:
            query["state"] = state
            lines.append((state.label, counts.get(state, 0), f"?{query.urlencode()}"))
        return lines


class VillageListing(Listing):
    title = "贫困村"
    noun = "贫困村"
    table_class = VillageTable
    filters = VillageFilters
    empty_text = "还没有您能查看的贫困村。"

    def rows(self) -> PoorVillageQuerySet:
        return queries.villages_for_list(self.user)

    def buttons(self) -> list[Button]:
        if not rules.can_declare_village(self.user):
            return []
        return [Button("认定贫困村", reverse("poverty:village_create"), is_main=True)]
