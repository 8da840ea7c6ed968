"""Which township a roster is about, and which villages its rows name."""

from tianmen_congress.base.cells import bare, shown
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import find_townships, said_of
from tianmen_congress.base.workbooks.places import PlaceNames
from tianmen_congress.base.workbooks.reading import Table

from .records import HouseholdRecord


def township_of(table: Table) -> Division | None:
    """The township that the sheet's name, its title or its reporting unit tells."""
    head = table.sheet.head(table.header.row - 1)
    texts = [table.sheet.title, *(shown(cell) for _, row in head for cell in row)]
    for text in texts:
        if found := _named_in(bare(text)):
            return found
    return None


def _named_in(text: str) -> Division | None:
    """The one current township whose name stands in `text`, the fullest name first;
    else the one that was called so."""
    rows = Division.objects.townships().current()
    said = (
        lambda row: {row.name},
        lambda row: {row.stem} - {""},
        said_of,
    )
    for names in said:
        found = [row for row in rows if any(name in text for name in names(row))]
        if len(found) == 1:
            return found[0]
    return None


class HouseholdPlaces:
    """Finds townships and villages by name; each name is looked up once."""

    def __init__(self, kind: str):
        self.townships: dict[str, list[Division]] = {}
        self.names = PlaceNames(kind)

    def place(self, household: HouseholdRecord, default: Division | None) -> None:
        """Set township and village of a household, or say why they are not known."""
        household.township = self._township(household, default)
        if household.township and household["village"]:
            household.village = self._village(household)
        village = household.village
        if village and village.parent_id != household.township.pk:
            # It went into a village of another township.
            household.township = village.parent

    def _township(
        self, household: HouseholdRecord, default: Division | None
    ) -> Division | None:
        name = household["township"]
        if not name:
            if default is None and household["village"]:
                household.fault("village", "看不出属于哪个乡镇，请加“乡(镇)”一列")
            return default
        if name not in self.townships:
            self.townships[name] = find_townships(name)
        found = self.townships[name]
        if len(found) != 1:
            household.fault("township", "没有这个乡镇，请写全称")
            return None
        self.names.tell(household, "township", name, found[0])
        return found[0]

    def _village(self, household: HouseholdRecord) -> Division | None:
        township, name = household.township, household["village"]
        found = self.names.find(name, township=township)
        if not found:
            return self._closed(household)
        if len(found) < 2:
            self.names.tell(household, "village", name, found[0])
            return found[0]
        return self._answered(household, found)

    def _closed(self, household: HouseholdRecord) -> Division | None:
        """What became of a closed village; kept in mind, for a household that is on
        file there stays there until its successor is confirmed."""
        township, name = household.township, household["village"]
        household.closed = self.names.closed(name, township=township)
        if not household.closed:
            household.fault("village", f"{township.name}没有这个村")
            return None
        return self.names.settle(household, name, household.closed, township=township)

    def _answered(
        self, household: HouseholdRecord, found: list[Division]
    ) -> Division | None:
        """One of several villages of that name, if somebody has said which."""
        township, name = household.township, household["village"]
        known = self.names.answered(name, found, township=township)
        if known is None:
            reason = f"{township.name}有{len(found)}个这样的村，请选择是哪一个"
            self.names.ask(household, name, reason, found, township=township)
        return known
