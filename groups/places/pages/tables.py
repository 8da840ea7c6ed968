"""Columns of the list of places."""

from groups.places.enums import Standard
from groups.places.models import Place
from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    NumberColumn,
    PersonalColumn,
    StatusColumn,
    TextColumn,
)

TONES = {Standard.MET: "green", Standard.LACKING: "yellow", Standard.UNSEEN: "grey"}


class StandardColumn(StatusColumn):
    """How far a place is what is asked of it, as its rows were annotated."""

    def render(self, record: Place, value: str, bound_column) -> str:
        return super().render(record, self.value(value), bound_column)

    def value(self, value: str) -> str:
        return str(Standard(value).label)


class PlaceTable(ListTable):
    name = TextColumn(linkify=True)
    township = TextColumn(order_by=("township__code",))
    standard = StandardColumn("达标情况", tones=TONES)
    met = NumberColumn("已达标")
    asked = NumberColumn("要求")
    keeper_phone = PersonalColumn(kind="phone")
    opened_on = DayColumn()
    closed_on = DayColumn()
    fixed, widest = ("name",), "address"
    hidden = ("kind", "host", "area_m2", "head_name", "hours", "closed_on")

    class Meta(ListTable.Meta):
        model = Place
        fields = (
            *("name", "kind", "township", "address", "host", "area_m2", "head_name"),
            *("keeper_name", "keeper_phone", "hours", "opened_on"),
            *("met", "asked", "standard", "closed_on"),
        )
