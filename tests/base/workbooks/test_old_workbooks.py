"""Records of .xls files, made by hand: far cells, locked ones, strings that multiply."""

import struct

import pytest

from tianmen_congress.base.workbooks.reading import WorkbookRefused
from tianmen_congress.base.workbooks.reading.biff import check_records, longest_string

PART = (0x809, b"\0" * 16)


def stream(*records):
    return b"".join(
        struct.pack("<HH", kind, len(data)) + data for kind, data in records
    )


def text_cell(row, column=0):
    return (0xFD, struct.pack("<HHHI", row, column, 0, 0))


def string(text, *, wide=False):
    body = text.encode("utf-16-le") if wide else text.encode("ascii")
    return struct.pack("<HB", len(text), wide) + body


def table(*strings):
    return struct.pack("<II", 99, len(strings)) + b"".join(strings)


def refusal(*records):
    with pytest.raises(WorkbookRefused) as caught:
        check_records(stream(*records))
    return caught.value.message


def test_a_near_cell_is_fine():
    check_records(stream(PART, text_cell(10), (0xFC, table(string("a")))))


@pytest.mark.parametrize("kind", [0x203, 0x204, 0xFD, 0x27E, 0x06, 0x205])
def test_a_cell_too_far_to_the_right_is_refused(kind):
    assert "第300列" in refusal(PART, (kind, struct.pack("<HH", 1, 299) + b"\0" * 10))


def test_the_last_of_many_cells_counts():
    cells = struct.pack("<HHHHIH", 1, 0, 0, 0, 0, 250)

    assert "第251列" in refusal(PART, (0xBD, cells))


def test_each_sheet_is_measured_by_itself():
    tall = (0x203, struct.pack("<HH", 60_000, 0) + b"\0" * 10)
    wide = (0x203, struct.pack("<HH", 0, 190) + b"\0" * 10)

    check_records(stream(PART, tall, PART, wide))
    assert "过大" in refusal(PART, tall, wide)


def test_a_locked_workbook_is_told_so():
    assert "密码" in refusal(PART, (0x2F, b"\0" * 6))


def test_merges_beyond_any_table_are_refused():
    assert "损坏" in refusal(PART, *[(0xE5, struct.pack("<H", 60_000))] * 6)


def test_one_long_text_in_very_many_cells_is_refused():
    cells = [text_cell(row) for row in range(20_000)]

    check_records(stream(PART, *cells, (0xFC, table(string("x" * 200)))))
    assert "文字过多" in refusal(PART, *cells, (0xFC, table(string("x" * 8_000))))


def test_the_longest_string_is_found_among_others():
    pieces = [table(string("ab"), string("长" * 7, wide=True), string("c"))]

    assert longest_string(pieces) == 7


def test_a_string_may_run_into_the_next_record_and_change_its_width():
    first = table(struct.pack("<HB", 6, 0) + b"abc", string("unused"))
    first = first[: 8 + 3 + 3]
    second = b"\x01" + "长长长".encode("utf-16-le") + string("x" * 9)

    assert longest_string([first, second]) == 9


def test_fonts_and_readings_of_a_string_are_passed_over():
    rich = struct.pack("<HBHI", 2, 0x0C, 1, 5) + b"ab" + b"\0" * 9

    assert longest_string([table(rich, string("xyz"))]) == 3


def test_what_follows_a_string_may_lie_in_the_next_record():
    rich = struct.pack("<HBI", 2, 0x04, 5) + b"ab" + b"\0" * 2

    assert (
        longest_string([table(rich, b"")[: 8 + len(rich)], b"\0" * 3 + string("xyz")])
        == 3
    )


def test_strings_that_end_too_early_are_refused():
    with pytest.raises(WorkbookRefused, match="损坏"):
        longest_string([struct.pack("<II", 1, 1) + struct.pack("<HB", 9, 0) + b"abc"])
