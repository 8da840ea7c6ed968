"""合计 stands on no page without a row above it, however the rows fall."""

import io

import pytest
from openpyxl import load_workbook

from tianmen_congress.base.workbooks.official import (
    OfficialTable,
    SheetColumn,
    ValueKind,
    write_table,
)
from tianmen_congress.base.workbooks.official.paging import (
    EXCEL,
    LIBRE,
    LINE,
    UNSURE,
    room_on_page,
)

WIDE = [SheetColumn(f"列{at}", ValueKind.INT, width=16) for at in range(14)]
TABLES = {
    "narrow and upright": ([], False, range(28, 42)),
    "narrow and across": ([], True, range(16, 30)),
    "shrunk to its paper": (WIDE, True, range(40, 56)),
}


def heights(more, is_landscape, count):
    columns = [
        SheetColumn("乡镇"),
        SheetColumn("户", ValueKind.INT, has_total=True),
        *more,
    ]
    table = OfficialTable("表", columns, unit="渔薪镇", is_landscape=is_landscape)
    rows = [["渔薪镇", 1, *([1] * len(more))] for _ in range(count)]
    out = io.BytesIO()
    write_table(table, rows, out)
    sheet = load_workbook(out).active
    width = sum(column.best_width for column in table.all_columns)
    return [sheet.row_dimensions[at + 1].height for at in range(sheet.max_row)], width


def pages(rows, room, heading, *, over):
    """On which page each row stands, where a page ends a little off what is reckoned."""
    page, left, places = 1, room * over, []
    for height in rows:
        if height > left:
            page, left = page + 1, room * over - heading
        left -= height
        places.append(page)
    return places


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("points", [EXCEL, LIBRE])
@pytest.mark.parametrize("over", [1 - UNSURE / 2, 1, 1 + UNSURE / 2])
def test_the_sum_is_never_alone_on_a_page(name, points, over):
    more, is_landscape, counts = TABLES[name]
    alone = []
    for count in counts:
        rows, width = heights(more, is_landscape, count)
        room = room_on_page(width, points, is_landscape=is_landscape)
        last = 3 + count
        assert len(rows) > last
        places = pages(rows, room, rows[2], over=over)
        alone += [count] if places[last - 1] != places[last] else []

    assert alone == []


def test_a_table_within_a_page_keeps_its_heights():
    rows, _ = heights([], True, 5)

    assert set(rows[3:9]) == {LINE}
