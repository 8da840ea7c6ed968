"""Rows of a roster put together to households: a household is one thing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from poverty.actions import complete
from poverty.checks.id_numbers import born_later
from poverty.checks.plausibility import oddities
from poverty.enums import PovertyState, Relation
from poverty.imports.columns import OF_MEMBER
from poverty.models import HouseholdMember
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.workbooks.records import CellFinding, Record

FIRST_YEAR = 2013
# What each row says of its own person; all else is said of the household.
PERSONAL = (*OF_MEMBER, "member_code", "id_number")


@dataclass(slots=True)
class HouseholdRecord(Record):
    """The rows of one household, counted as one; its own values are the head's.

    Findings about any of its rows are findings about it: a faulty member keeps the
    household out until it is mended.
    """

    members: list[Record] = field(default_factory=list)
    township: Division | None = None
    village: Division | None = None
    # What its village may be where that is closed, and its successor not confirmed.
    closed: list[Division] = field(default_factory=list)

    @classmethod
    def opened_by(cls, row: Record) -> "HouseholdRecord":
        household = cls(row.row, row.values, row.columns, row.findings)
        household.members.append(row)
        return household

    def add(self, row: Record) -> None:
        self.findings += [f for f in row.findings if not _is_of_merge(row, f)]
        row.findings = self.findings
        self.members.append(row)

    @property
    def heads(self) -> list[Record]:
        return [row for row in self.members if row["relation"] == Relation.HEAD]


def _is_of_merge(row: Record, finding: CellFinding) -> bool:
    """Whether it is about a cell of the household that is merged over its members'
    rows: the first of them has said it."""
    column = row.columns[finding.field]
    return finding.field not in PERSONAL and row.row.is_blank(column.column_name)


def households_of(rows: Iterable[Record]) -> Iterator[HouseholdRecord]:
    """Households in the order of the sheet."""
    current = None
    for row in rows:
        if current is None or _opens(row, current):
            if current is not None:
                yield current
            current = HouseholdRecord.opened_by(row)
        else:
            current.add(row)
    if current is not None:
        yield current


def _opens(row: Record, current: HouseholdRecord) -> bool:
    if row["code"] and current["code"]:
        return row["code"] != current["code"]
    is_head = row["relation"] == Relation.HEAD
    if not current["head_name"]:
        return is_head
    # A list that names the head beside each member, or beside the first one only.
    named = not row.row.is_blank(row.columns["head_name"].column_name)
    return named and (is_head or row["head_name"] != current["head_name"])


def check(household: HouseholdRecord, *, on: date) -> None:
    """Everything that can be said about a household from its own rows."""
    _check_head(household)
    _check_filled(household)
    _check_years(household, on)
    _check_size(household)
    for row in household.members:
        if reason := born_later(row["id_number"], on=on):
            row.fault("id_number", reason)
    if not household.is_faulty:
        _warn_of_oddities(household, on)


def _check_head(household: HouseholdRecord) -> None:
    heads = household.heads
    if not heads and household.members[0]["relation"]:
        household.members[0].fault("relation", "本户没有“户主”一行")
    for row in heads[1:]:
        row.fault("relation", "一户只能有一名户主")
    named = household["head_name"]
    if heads and named and heads[0]["name"] and named != heads[0]["name"]:
        household.fault("head_name", "与家庭成员中户主的姓名不同")
    if heads and not (
        heads[0]["id_number"] or household["code"] or household.is_faulty
    ):
        heads[0].fault("id_number", "没有户编号的，户主须有身份证号码")


def _check_filled(household: HouseholdRecord) -> None:
    if not household.heads and household["relation"]:
        return  # the row that would say all this is missing, and that is said
    for name in ("village", "category", "main_cause"):
        household.demand(name)


def _check_years(household: HouseholdRecord, on: date) -> None:
    year = household["lifted_year"]
    if not year:
        return
    if not FIRST_YEAR <= year <= on.year:
        household.leave_out("lifted_year", f"应在{FIRST_YEAR}年至{on.year}年之间")
    elif household["state"] == PovertyState.POOR:
        household.fault("lifted_year", "未脱贫的户不填脱贫年度")


def _check_size(household: HouseholdRecord) -> None:
    size, rows = household["size"], len(household.members)
    if size and size != rows:
        household.warn("size", f"人数与本户的行数（{rows}行）不符，按{rows}人登记")


def _warn_of_oddities(household: HouseholdRecord, on: date) -> None:
    members = [member_of(row) for row in household.members]
    rows = dict(zip(map(id, members), household.members, strict=True))
    for oddity in oddities(members, on=on):
        rows[id(oddity.member)].warn(oddity.field, oddity.text)


def member_of(row: Record) -> HouseholdMember:
    """The person of a row, not stored yet."""
    values = {name: row[name] for name in OF_MEMBER}
    member = HouseholdMember(
        **values, code=row["member_code"], id_number=row["id_number"]
    )
    complete(member)
    return member
