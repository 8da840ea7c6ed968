"""Finding the table in a workbook as offices send them."""

from pathlib import Path

import pytest

from tests.base.workbooks.books import merged, workbook
from tianmen_congress.base.workbooks.columns import Column
from tianmen_congress.base.workbooks.reading import (
    HeaderMissing,
    HeaderTwice,
    Table,
    find_header,
    open_workbook,
)

EXAMPLES = Path(__file__).parents[3] / "fixtures" / "examples"
TITLE = ["某镇名册", "", ""]


def sheet_of(data):
    return next(open_workbook(data).sheets)


def columns(*names, **options):
    return [Column(name, **options.get(name, {"required": True})) for name in names]


def table_of(data, *names, **options):
    return Table(sheet_of(data), columns(*names, **options))


def values(table):
    return [tuple(row.values.values()) for row in table]


@pytest.mark.parametrize(
    ("name", "names", "first_row", "sheets", "rows"),
    [
        ("乡镇人大代表名册.xlsx", ["姓名", "出生年月", "联系电话"], 4, 22, 1817),
        ("人大代表名册（全国、省、市）.xlsx", ["姓名", "党派", "备注"], 4, 3, 459),
        ("代表小组划分表.xlsx", ["乡镇", "小组名称", "成员", "联系村"], 4, 1, 151),
        (
            "渔薪镇建档立卡贫困户花名册.xlsx",
            ["村名", "户主", "姓名", "身份证号码", "是否脱贫", "脱贫年度"],
            5,
            1,
            384,
        ),
        ("渔薪镇走访台账.xlsx", ["走访日期", "问", "看", "查", "评", "建议"], 4, 1, 60),
        ("意见建议收集交办台账.xlsx", ["收集时间", "意见建议内容"], 4, 1, 80),
    ],
)
def test_the_examples_are_found_whole(name, names, first_row, sheets, rows):
    book = open_workbook(EXAMPLES / name)

    tables = [Table(sheet, columns(*names)) for sheet in book.sheets]
    found = [list(table) for table in tables]

    assert len(tables) == sheets
    assert sum(len(rows) for rows in found) == rows
    assert {table.header.row for table in tables} == {first_row - 1}
    assert found[0][0].number == first_row


def test_delegations_are_sections_of_the_city_roster():
    book = open_workbook(EXAMPLES / "人大代表名册（全国、省、市）.xlsx")
    sheet = list(book.sheets)[2]

    sections = {row.section for row in Table(sheet, columns("姓名"))}

    assert len(sections) == 28
    assert "竟陵街道办事处代表团(12名)" in sections


def test_merged_townships_count_for_each_of_their_groups():
    sheet = sheet_of(EXAMPLES / "代表小组划分表.xlsx")

    rows = list(Table(sheet, [Column("乡镇", merged=True), Column("成员")]))

    assert len(rows) == 151
    assert [row.values["乡镇"] for row in rows[:5]] == [
        *["竟陵街道办事处"] * 4,
        "侨乡街道开发区",
    ]


def test_a_merge_is_told_from_what_stands_in_the_row_itself():
    data = merged([["户主", "姓名"], ["甲", "甲"], ["", "乙"], ["丙", "丙"]], "A2:A3")
    table = Table(sheet_of(data), [Column("户主", merged=True), Column("姓名")])

    rows = list(table)

    assert [row.values["户主"] for row in rows] == ["甲", "甲", "丙"]
    assert [row.is_blank("户主") for row in rows] == [False, True, False]


def test_a_merge_does_not_count_where_it_is_not_wanted():
    data = merged([["户主", "姓名"], ["甲", "甲"], ["", "乙"]], "A2:A3")

    assert values(table_of(data, "户主", "姓名")) == [("甲", "甲"), ("", "乙")]


@pytest.mark.parametrize(
    "heading",
    ["出生年月", "出生\n年月", "出 生　年 月", "出生年月（月）", "*出生年月："],
)
def test_headings_are_read_however_they_are_padded(heading):
    data = workbook([TITLE, ["姓名", heading], ["甲", "1964-10"]])

    assert values(table_of(data, "姓名", "出生年月")) == [("甲", "1964-10")]


def test_brackets_in_a_heading_may_be_left_out():
    data = workbook([["乡(镇)", "务工时间(月)"], ["渔薪", 3]])

    assert values(table_of(data, "乡镇", "务工时间")) == [("渔薪", 3.0)]


def test_a_heading_may_have_other_names():
    data = workbook([["名字", "电话"], ["甲", "1"]])

    table = table_of(data, "姓名", 姓名={"aliases": ("名字",), "filled": True})

    assert values(table) == [("甲",)]


def test_the_closest_heading_wins():
    data = workbook([["姓名（户主）", "姓名"], ["户主甲", "成员乙"]])

    assert values(table_of(data, "姓名")) == [("成员乙",)]


def test_two_heading_rows_without_merges_are_one_heading():
    data = workbook(
        [
            ["序号", "户主", "家庭成员", ""],
            ["", "", "姓名", "性别"],
            [1, "甲", "乙", "男"],
        ]
    )

    assert values(table_of(data, "户主", "姓名", "性别")) == [("甲", "乙", "男")]


def test_the_upper_heading_tells_two_columns_of_one_name_apart():
    rows = [
        ["户主", "", "成员", ""],
        ["姓名", "性别", "姓名", "性别"],
        ["甲", "男", "乙", "女"],
    ]
    data = merged(rows, "A1:B1", "C1:D1")
    wanted = {"姓名": {"group": "成员", "required": True}}

    assert values(table_of(data, "姓名", **wanted)) == [("乙",)]


SIDE_BY_SIDE = [
    ["姓名", "性别", "备注", "姓名", "性别", "备注"],
    ["甲", "男", "", "乙", "女", ""],
]


def test_a_table_printed_side_by_side_is_not_read_by_half():
    with pytest.raises(HeaderTwice) as caught:
        table_of(workbook([TITLE, *SIDE_BY_SIDE]), "姓名", "性别")

    assert caught.value.message.startswith("表头中重复出现：姓名、性别；")


def test_one_column_that_must_be_there_does_not_stand_twice():
    rows = [["姓名", "性别", "姓名"], ["甲", "男", "乙"]]

    with pytest.raises(HeaderTwice, match="重复出现：姓名；"):
        table_of(workbook(rows), "姓名", "性别")


def test_a_second_column_of_remarks_is_left_unread_and_said():
    rows = [["姓名", "性别", "备注", "备注"], ["甲", "男", "一", "二"]]

    table = table_of(workbook(rows), "姓名", "性别", "备注", 备注={})

    assert values(table) == [("甲", "男", "一")]
    assert table.header.unknown == ["备注"]


def test_a_heading_merged_over_two_columns_stands_once():
    rows = [["姓名", "", "性别"], ["甲", "", "男"]]

    table = table_of(merged(rows, "A1:B1"), "姓名", "性别")

    assert values(table) == [("甲", "男")]


def test_a_missing_column_is_named_with_what_was_seen():
    sheet = sheet_of(workbook([TITLE, ["姓名", "性别", "年龄"], ["甲", "男", 3]]))

    with pytest.raises(HeaderMissing) as caught:
        find_header(sheet, columns("姓名", "性别", "出生年月"))

    assert caught.value.message == "表头缺少列：出生年月；现有的列：姓名、性别、年龄"
    assert caught.value.row == 2


def test_a_sheet_without_a_heading_is_told_what_it_should_have():
    with pytest.raises(HeaderMissing, match="没有找到表头，应有的列：姓名、性别"):
        find_header(sheet_of(workbook([["随便", "写写"]])), columns("姓名", "性别"))


def test_an_empty_sheet_has_no_heading():
    with pytest.raises(HeaderMissing):
        find_header(sheet_of(workbook([])), columns("姓名", "性别"))


def test_a_column_that_may_be_missing_is_left_out():
    data = workbook([["姓名", "性别"], ["甲", "男"]])
    wanted = [*columns("姓名", "性别"), Column("备注")]

    assert next(iter(Table(sheet_of(data), wanted))).values == {
        "姓名": "甲",
        "性别": "男",
    }


def test_unknown_headings_are_told_apart_from_the_serial_number():
    data = workbook([["序号", "姓名", "性别", "爱好"], [1, "甲", "男", "棋"]])

    assert table_of(data, "姓名", "性别").header.unknown == ["爱好"]


@pytest.mark.parametrize(
    "aside",
    [
        ["", "合计", 12],
        ["合 计", "", 12],
        ["小计：", "", 3],
        ["本页小计", "", 3],
        ["注：以上名单按代表团排列。"],
        ["说明：1.本表一式两份"],
        ["单位负责人：", "审核人：", "填报人："],
        ["填报日期：2017年6月"],
        ["共12名"],
        ["", "", ""],
        ["　", "", " "],
        [7, "", ""],
        ["序号", "姓名", "性别"],
    ],
)
def test_what_is_about_the_table_is_no_row_of_it(aside):
    data = workbook([["序号", "姓名", "性别"], [1, "甲", "男"], aside, [2, "乙", "女"]])

    assert values(table_of(data, "姓名", "性别")) == [("甲", "男"), ("乙", "女")]


def test_a_row_with_one_value_is_data_unless_it_is_merged_across():
    rows = [["序号", "姓名", "性别"], ["竟陵代表团"], [1, "甲", "男"], ["", "乙", ""]]

    whole = table_of(merged(rows, "A2:C2"), "姓名", "性别")

    assert [(row.section, row.values["姓名"]) for row in whole] == [
        ("竟陵代表团", "甲"),
        ("竟陵代表团", "乙"),
    ]


def test_a_numbered_line_is_a_section():
    data = workbook([["姓名", "性别"], ["一、竟陵街道"], ["甲", "男"]])

    assert [row.section for row in table_of(data, "姓名", "性别")] == ["一、竟陵街道"]


def test_a_table_that_does_not_begin_in_the_corner_keeps_its_addresses():
    data = workbook([[], ["", "", "姓名", "性别"], ["", "", "甲", "男"]])

    row = next(iter(table_of(data, "姓名", "性别")))

    assert row.number == 3
    assert row.address("性别") == "D3"


def test_hidden_sheets_are_named_and_not_read():
    from openpyxl import Workbook

    from tests.base.workbooks.books import saved

    book = Workbook()
    book.active.append(["a"])
    book.create_sheet("选项").sheet_state = "hidden"

    opened = open_workbook(saved(book))

    assert opened.hidden == ["选项"]
    assert [sheet.title for sheet in opened.sheets] == ["Sheet"]


def test_a_merge_beyond_the_table_does_no_harm():
    """Formatting that was left where columns had been deleted."""
    data = merged([["姓名", "性别"], ["甲", "男"]], "A1:B1", "H1:K3", "A40:C40")

    assert [merge.left for merge in sheet_of(data).merges] == [0]
    with pytest.raises(HeaderMissing):
        table_of(merged([["甲"], ["乙"]], "F1:G2"), "姓名", "性别")


def test_what_repeats_in_a_table_is_kept_once():
    first, second = table_of(
        workbook([["姓名", "村"], ["甲", "青山村"], ["乙", "青山村"]]), "姓名", "村"
    )

    assert first.values["村"] is second.values["村"]
    assert first.values is first.own
    assert dict(second.values) == {"姓名": "乙", "村": "青山村"}
    assert len(second.values) == 2


def test_a_table_of_many_different_texts_is_read_alike(monkeypatch):
    monkeypatch.setattr("tianmen_congress.base.workbooks.reading.rows.SHARED", 2)
    lines = [[f"甲{number}", "青山村"] for number in range(4)]

    table = table_of(workbook([["姓名", "村"], *lines]), "姓名", "村")

    assert values(table) == [tuple(line) for line in lines]
    assert len(table.texts) == 2
