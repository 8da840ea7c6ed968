"""What stands around the rows: lines above and below, heading, paper."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from tianmen_congress.base.clocks.calendar import today

from .spec import OfficialTable, SheetColumn

A4 = "9"
WIDE = re.compile(r"[^\x00-\u02ff]")


def text_width(text: str) -> int:
    """In Excel's units: a Chinese character takes two."""
    return len(text) + len(WIDE.findall(text))


def lines_of(text: str, width: float) -> int:
    """Lines that `text` takes in a column; some room is lost at its sides."""
    room = max(width - 1.5, 2)
    return sum(max(1, -(-text_width(line) // room)) for line in text.split("\n"))


def in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def info_lines(table: OfficialTable, width: float) -> list[tuple[str, str]]:
    """(left, right) of the lines under the title: 填报单位, 统计时段, 统计范围 and 单位."""
    unit = f"填报单位：{table.unit}" if table.unit else ""
    period = f"统计时段：{table.period}" if table.period else ""
    scope = f"统计范围：{table.scope}" if table.scope else ""
    right = f"单位：{table.measure}" if table.measure else ""
    given = list(filter(None, (unit, period, scope)))
    if text_width("　　".join(given)) <= width * 0.7:
        lines = [("　　".join(given), right)]
    else:
        first, *others = given or [""]
        lines = [(first, right), *((other, "") for other in others)]
    lines.append((f"查询条件：{table.condition}" if table.condition else "", ""))
    return [line for line in lines if any(line)]


def split_at(widths: Sequence[float], right: str) -> int:
    """How many columns are left for the other text when `right` stands at the right."""
    room, split = 0.0, len(widths)
    while split and room < text_width(right) + 4:
        split -= 1
        room += widths[split]
    return split


def foot_lines(table: OfficialTable, width: float) -> list[str]:
    """Who answers for the table; a narrow one has two lines for it."""
    if not table.has_foot:
        return []
    day = f"填报日期：{in_words(table.filled_on or today())}"
    names = ["单位负责人：", "审核人：", f"填报人：{table.filled_by}", day]
    gap = "　" * 8
    if text_width(gap.join(names)) <= width:
        return [gap.join(names)]
    return [gap.join(names[:2]), gap.join(names[2:])]


def prepare_sheet(sheet, table: OfficialTable, *, first_heading: int) -> None:
    """How it is printed: A4, as wide as the paper, heading on each page, page x of y.

    Before the first row is written: a sheet written row by row begins with it.
    """
    for number, column in enumerate(table.all_columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.best_width
    last_heading = first_heading + (1 if table.has_groups else 0)
    sheet.freeze_panes = f"A{last_heading + 1}"
    sheet.print_title_rows = f"{first_heading}:{last_heading}"
    sheet.page_setup.orientation = "landscape" if table.is_landscape else "portrait"
    prepare_paper(sheet)


def prepare_paper(sheet) -> None:
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
    sheet.oddFooter.center.font = "宋体"
    sheet.oddFooter.center.size = 10


def heading_rows(columns: Sequence[SheetColumn]) -> Iterator[list[str]]:
    """One row of titles; with groups a row of these above it."""
    if any(column.group for column in columns):
        yield [column.group or column.title for column in columns]
        yield [column.title if column.group else "" for column in columns]
    else:
        yield [column.title for column in columns]


def heading_merges(columns: Sequence[SheetColumn], first: int) -> Iterator[tuple]:
    """Groups over their columns, other titles over both rows (top, left, bottom, right)."""
    if not any(column.group for column in columns):
        return
    numbered = list(enumerate(columns, start=1))
    for group, members in groupby(numbered, key=lambda pair: pair[1].group):
        places = [number for number, _ in members]
        if group:
            yield first, places[0], first, places[-1]
        else:
            yield from ((first, place, first + 1, place) for place in places)
