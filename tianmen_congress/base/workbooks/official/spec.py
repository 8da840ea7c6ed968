"""What an official table looks like, apart from its rows."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ValueKind(StrEnum):
    """How the values of a column are written, aligned and how wide they are."""

    TEXT = "text"
    LONG = "long"  # sentences: left, on several lines
    INT = "int"
    DECIMAL = "decimal"
    RATE = "rate"  # 0.875 is shown as 87.5%
    DATE = "date"
    ID = "id"  # identity numbers, telephones: digits that are text


WIDTHS = {
    ValueKind.TEXT: 14,
    ValueKind.LONG: 36,
    ValueKind.INT: 9,
    ValueKind.DECIMAL: 11,
    ValueKind.RATE: 9,
    ValueKind.DATE: 12,
    ValueKind.ID: 21,
}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column; columns side by side with one `group` share an upper heading.

    has_total: the column is added up in the row 合计.
    """

    title: str
    kind: ValueKind = ValueKind.TEXT
    group: str = ""
    width: float = 0
    has_total: bool = False

    @property
    def best_width(self) -> float:
        return self.width or WIDTHS[self.kind]


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """The frame of a table.

    totals: what stands in the row 合计 instead of sums (distinct counts, rates), one
    value for each column, in their order; None where nothing stands.
    notes: sentences beneath the rows.
    """

    title: str
    columns: list[SheetColumn]
    unit: str = ""  # 填报单位
    period: str = ""  # 统计时段
    scope: str = ""  # 统计范围, where it is not the whole
    measure: str = ""  # 单位：户、人
    condition: str = ""  # 查询条件, of an exported list
    sheet: str = ""
    is_numbered: bool = True
    has_foot: bool = True
    filled_by: str = ""  # 填报人
    filled_on: date | None = None
    is_landscape: bool = True
    totals: list | None = field(default=None)
    notes: tuple[str, ...] = ()  # what the numbers count

    @property
    def all_columns(self) -> list[SheetColumn]:
        number = (
            [SheetColumn("序号", ValueKind.INT, width=6)] if self.is_numbered else []
        )
        return number + self.columns

    @property
    def has_totals(self) -> bool:
        return self.totals is not None or any(c.has_total for c in self.columns)

    @property
    def has_groups(self) -> bool:
        return any(column.group for column in self.columns)
