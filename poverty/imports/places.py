"""Which township a roster is about, and which villages its rows name."""

from tianmen_congress.base.cells import Candidate, bare, shown
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import find_townships, find_villages
from tianmen_congress.base.workbooks.models import ImportIssue
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
    """The one current township whose name stands in `text`, the fullest name first."""
    rows = Division.objects.townships().current()
    for part in ("name", "stem"):
        found = [row for row in rows if (name := row.__dict__[part]) and name in text]
        if len(found) == 1:
            return found[0]
    return None


class HouseholdPlaces:
    """Finds townships and villages by name; each name is looked up once."""

    def __init__(self, kind: str):
        self.townships: dict[str, list[Division]] = {}
        self.villages: dict[tuple[int, str], list[Division]] = {}
        self.answers = answered_villages(kind)

    def place(self, household: HouseholdRecord, default: Division | None) -> None:
        """Set township and village of a household, or say why they are not known."""
        household.township = self._township(household, default)
        if household.township and household["village"]:
            household.village = self._village(household)

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
        return found[0]

    def _village(self, household: HouseholdRecord) -> Division | None:
        township, name = household.township, bare(household["village"])
        if (township.pk, name) not in self.villages:
            self.villages[township.pk, name] = find_villages(name, township=township)
        found = self.villages[township.pk, name]
        if not found:
            household.fault("village", f"{township.name}没有这个村")
        if len(found) < 2:
            return found[0] if found else None
        return self._answered(household, found)

    def _answered(
        self, household: HouseholdRecord, found: list[Division]
    ) -> Division | None:
        """One of several villages of that name, if somebody has said which."""
        township, name = household.township, bare(household["village"])
        answer = self.answers.get((township.pk, name))
        known = next((row for row in found if row.code == answer), None)
        if known is None:
            household.ask(
                "village",
                f"{township.name}有{len(found)}个这样的村，请选择是哪一个",
                [Candidate(row.code, row.name) for row in found],
                township=township.pk,
                village=name,
            )
        return known


def answered_villages(kind: str) -> dict[tuple[int, str], str]:
    """What was answered before about villages: an answer holds for the same words."""
    # unscoped: an answer holds for whoever writes the same words of it
    issues = ImportIssue.objects.answered().filter(
        batch__kind=kind, about__field="village"
    )
    return {
        (issue.about["township"], issue.about["village"]): issue.answer
        for issue in issues
    }
