"""Columns of the lists of this room."""

from poverty.enums import PovertyState, VillageState
from poverty.models import Household, PoorVillage
from poverty.shown import village_in_words
from tianmen_congress.base.ui.tables import (
    ListTable,
    NumberColumn,
    PersonalColumn,
    StatusColumn,
    TextColumn,
)

STATE_TONES = {
    PovertyState.POOR: "yellow",
    PovertyState.LIFTED: "green",
    PovertyState.RETURNED: "red",
    VillageState.LISTED: "yellow",
    VillageState.DELISTED: "green",
}


class HouseholdTable(ListTable):
    head_name = PersonalColumn(kind="name", order_by=("pinyin", "pk"), linkify=True)
    township = TextColumn(order_by=("township__code", "pk"))
    village = TextColumn(order_by=("village__code", "pinyin", "pk"))
    hamlet = TextColumn()
    code = TextColumn()
    category = TextColumn()
    main_cause = TextColumn()
    state = StatusColumn(tones=STATE_TONES)
    lifted_year = NumberColumn()
    member_count = NumberColumn("人数")
    phone = PersonalColumn(kind="phone", orderable=False)
    fixed = ("head_name",)
    hidden = ("hamlet", "code", "phone")

    class Meta(ListTable.Meta):
        model = Household
        fields = (
            "head_name",
            "township",
            "village",
            "hamlet",
            "code",
            "category",
            "main_cause",
            "state",
            "lifted_year",
            "member_count",
            "phone",
        )


class VillageTable(ListTable):
    village = TextColumn(order_by=("village__pinyin", "pk"), linkify=True)
    township = TextColumn(order_by=("township__code", "village__code"))
    state = StatusColumn(tones=STATE_TONES)
    delisted_year = NumberColumn()
    poor_count = NumberColumn("贫困户", orderable=False)
    households = NumberColumn()
    population = NumberColumn()
    collective_income = NumberColumn()
    support_unit = TextColumn()
    fixed = ("village",)

    class Meta(ListTable.Meta):
        model = PoorVillage
        fields = (
            "village",
            "township",
            "state",
            "delisted_year",
            "poor_count",
            "households",
            "population",
            "collective_income",
            "support_unit",
        )

    def render_village(self, record: PoorVillage) -> str:
        return village_in_words(record)
