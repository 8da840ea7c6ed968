"""Every converter, in tables: what a cell holds, what it means or why it means nothing."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.base.cells.spellings import NO_DAYS, SPELLINGS
from tianmen_congress.base import cells
from tianmen_congress.base.cells import CellFault, CellQuestion, CellWarning, choices
from tianmen_congress.base.personal.values import EDUCATION_ALIASES, Education, Sex

ID = "429099195702279124"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("　已落实　", "已落实"),
        ("a\x00b\u200b", "ab"),
        ("１２户，Ａ组", "12户，A组"),
        ("第一行 \r\n  第二行", "第一行\n第二行"),
        (3.0, "3"),
        (3.5, "3.5"),
        (True, "是"),
        (date(2017, 6, 5), "2017-06-05"),
        ("\ud800坏", "坏"),
        ("", ""),
    ],
)
def test_running_text(value, text):
    assert cells.prose(value) == text


@pytest.mark.parametrize("value", ["", " ", "　", "\u200b", None])
def test_a_cell_with_only_spaces_is_blank(value):
    assert cells.is_blank(value)


@pytest.mark.parametrize("value", [0, 0.0, False, "0", "无"])
def test_a_cell_with_anything_in_it_is_not_blank(value):
    assert not cells.is_blank(value)


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e308, 4.29e17])
def test_odd_numbers_can_be_shown(value):
    assert cells.shown(value)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("李　楠", "李楠"),
        (" 邹勇 ", "邹勇"),
        ("欧阳 建 国", "欧阳建国"),
        ("买买提．艾力", "买买提·艾力"),
        ("阿 依 · 古丽", "阿依·古丽"),
        ("John  Smith", "John Smith"),
        ("㐂二", "㐂二"),
        ("\ue863二", "\ue863二"),
        ("\U00030ede二", "\U00030ede二"),
    ],
)
def test_names_lose_their_padding(value, name):
    assert cells.person_name(value) == name


@pytest.mark.parametrize(
    "value",
    [
        "张3",
        12.0,
        "王" * 41,
        "李楠、张斌",
        "李楠 张斌",
        "李楠\n张斌",
        "李楠（已故）",
        "李□",
    ],
)
def test_what_is_no_name_is_told_so(value):
    with pytest.raises(CellFault, match="姓名"):
        cells.person_name(value)


@pytest.mark.parametrize("value", ["李楠、张斌", "李楠/张斌", "李楠 张斌"])
def test_two_people_in_a_cell_for_one_are_told_apart(value):
    with pytest.raises(CellFault, match="像是几个人的姓名"):
        cells.person_name(value)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("尚杰 李楠 张斌", ["尚杰", "李楠", "张斌"]),
        ("赵成，王飞,林志强", ["赵成", "王飞", "林志强"]),
        ("李　刚、魏 兵", ["李刚", "魏兵"]),
        ("李　测、王测", ["李测", "王测"]),
        ("李　测 王测", ["李测", "王测"]),
        ("李 测 王 测", ["李测", "王测"]),
        ("张三、李四\n王五", ["张三", "李四", "王五"]),
        ("甲;乙；丙/丁", ["甲", "乙", "丙", "丁"]),
        ("胡阳\n谷淑兰", ["胡阳", "谷淑兰"]),
        ("、张三、、", ["张三"]),
    ],
)
def test_names_in_one_cell_are_told_apart(value, names):
    assert cells.split_names(value) == names


@pytest.mark.parametrize(
    "value",
    [
        *SPELLINGS,
        20170605.0,
        42891.0,
        42891.5,
        "42891",
        date(2017, 6, 5),
        datetime.fromisoformat("2017-06-05T08:30"),
    ],
)
def test_a_day_in_every_form(value):
    assert cells.day(value, year=2017) == date(2017, 6, 5)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        *NO_DAYS,
        (2017.0, "只有年份"),
        (2017.6, "只有年月"),
        (6.5, "不是日期"),
        (99999.0, "不是日期"),
        ("99999", "不是日期"),
        (True, "不是日期"),
    ],
)
def test_what_is_no_day_is_told_why(value, word):
    with pytest.raises(CellFault, match=word):
        cells.day(value, year=2017)


def test_a_day_without_year_needs_to_be_told_which():
    with pytest.raises(CellFault, match="没有写年份"):
        cells.day("6月5日")


@pytest.mark.parametrize(
    ("value", "month"),
    [
        ("1964.10", (1964, 10)),
        ("1964.01", (1964, 1)),
        ("1976年5月", (1976, 5)),
        ("1950-10", (1950, 10)),
        ("1950/1", (1950, 1)),
        ("1964年1月", (1964, 1)),
        (1953.08, (1953, 8)),
        (1953.2, (1953, 2)),
        (1964.11, (1964, 11)),
        (1964.01, (1964, 1)),
        (date(1961, 10, 1), (1961, 10)),
        (datetime.fromisoformat("1961-10-09"), (1961, 10)),
        ("196410", (1964, 10)),
        (196410.0, (1964, 10)),
        ("1964年10月5日", (1964, 10)),
        (23651.0, (1964, 10)),
    ],
)
def test_a_month_in_every_form(value, month):
    assert cells.month(value) == date(*month, 1)


@pytest.mark.parametrize("value", [1964.1, "1964.1"])
def test_a_month_that_lost_its_zero_is_asked(value):
    with pytest.raises(CellQuestion, match=r"1964年1月.*1964年10月") as caught:
        cells.month(value)

    assert [c.value for c in caught.value.candidates] == ["1964-01", "1964-10"]


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("1964", "只有年份"),
        (1964.0, "只有年份"),
        ("1964年", "只有年份"),
        ("1964.13", "1至12"),
        (1964.123, "不是可识别的年月"),
        ("不详", "不是可识别的年月"),
        ("1864.05", "不合理"),
    ],
)
def test_what_is_no_month_is_told_why(value, word):
    with pytest.raises(CellFault, match=word):
        cells.month(value)


@pytest.mark.parametrize(
    "value",
    [
        ID,
        f" {ID} ",
        "４２９０９９１９５７０２２７９１２４",
        f"'{ID}",
        "429099 19570227 9124",
    ],
)
def test_an_identity_number_in_every_form(value):
    assert cells.id_number(value) == ID


def test_a_small_x_at_the_end_is_the_check_digit():
    assert cells.id_number("42909919591107159x") == "42909919591107159X"


@pytest.mark.parametrize(
    "value", [4.290991966040412e17, "4.29099E+17", 429099195702279124]
)
def test_a_number_that_lost_its_digits_is_named(value):
    with pytest.raises(CellFault, match="后几位已丢失"):
        cells.id_number(value)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (ID[:17], "17位"),
        (ID[:17] + "5", "校验码"),
        ("429099570227912", "校验码|出生日期|15位"),
        ("429099571327912", "15位旧号码"),
        ("无", "以外的字符"),
    ],
)
def test_a_wrong_identity_number_is_told_why(value, word):
    with pytest.raises((CellFault, CellWarning), match=word):
        cells.id_number(value)


def test_an_old_number_is_taken_with_a_warning():
    with pytest.raises(CellWarning, match="15位旧号码") as caught:
        cells.id_number(ID[:6] + ID[8:17])

    assert caught.value.value == ID


def test_an_unknown_area_only_warns():
    number = cells.numbers.id_numbers.complete("99" + ID[2:17])

    with pytest.raises(CellWarning, match="省级代码") as caught:
        cells.id_number(number)

    assert caught.value.value == number


@pytest.mark.parametrize(
    ("value", "phone"),
    [
        (13800001234.0, "13800001234"),
        (13800001234, "13800001234"),
        ("138 0000 1234", "13800001234"),
        ("+86 138-0000-1234", "13800001234"),
        ("0728-5220000", "07285220000"),
        ("(0728)5220000", "07285220000"),
        ("5220000", "5220000"),
    ],
)
def test_telephone_numbers(value, phone):
    assert cells.phone(value) == phone


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("1380000123", "11位，现有10位"),
        ("1.38E+10", "后几位已丢失"),
        ("无", "不是有效的电话"),
        ("无电话/没有", "都不是有效的电话"),
        (1.38e17, "后几位已丢失"),
    ],
)
def test_a_wrong_telephone_number_is_told_why(value, word):
    with pytest.raises(CellFault, match=word):
        cells.phone(value)


@pytest.mark.parametrize(
    "value",
    ["13800001234/13900001234", "13800001234 13900001234", "1380000，13800001234"],
)
def test_of_several_telephone_numbers_one_is_taken_with_a_warning(value):
    with pytest.raises(CellWarning, match="有2个号码，只登记13800001234") as caught:
        cells.phone(value)

    assert caught.value.value == "13800001234"


@pytest.mark.parametrize(
    ("value", "number"), [(3.0, 3), ("３", 3), ("3人", 3), ("1,200", 1200), ("-2", -2)]
)
def test_whole_numbers(value, number):
    assert cells.integer(value) == number


@pytest.mark.parametrize("value", [3.5, "三", "1e3", "3-5", 1e30, float("nan")])
def test_what_is_no_whole_number_is_told_so(value):
    with pytest.raises(CellFault, match="整数"):
        cells.integer(value)


def test_decimals():
    assert cells.decimal("3,250.50元") == Decimal("3250.50")
    assert cells.decimal(3250.5) == Decimal("3250.5")


@pytest.mark.parametrize("value", ["约三千", "inf", "NaN", "1e999"])
def test_what_is_no_decimal_is_told_so(value):
    with pytest.raises(CellFault, match="数字"):
        cells.decimal(value)


@pytest.mark.parametrize("value", ["是", "√", "✓", " 有 ", True, 1.0, "Y", "对"])
def test_the_ways_to_say_yes(value):
    assert cells.yes_no(value) is True


@pytest.mark.parametrize("value", ["否", "×", "无", False, 0.0, "N", "没有"])
def test_the_ways_to_say_no(value):
    assert cells.yes_no(value) is False


def test_neither_yes_nor_no():
    with pytest.raises(CellFault, match="是或否"):
        cells.yes_no("也许")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("本科", Education.BACHELOR),
        ("大学　本科", Education.BACHELOR),
        ("大学", Education.BACHELOR),
        ("硕士研究生", Education.GRADUATE),
        ("bachelor", Education.BACHELOR),
    ],
)
def test_a_choice_by_label_code_or_alias(value, code):
    assert cells.choice(value, Education, EDUCATION_ALIASES) == code


def test_how_people_write_a_list_is_read_once_and_not_for_each_cell(monkeypatch):
    choices._codes.cache_clear()
    read = []
    monkeypatch.setattr(choices, "key", lambda text: read.append(text) or text)

    for _ in range(100):
        cells.choice("本科", Education, EDUCATION_ALIASES)

    written = {*Education.labels, *Education.values, *EDUCATION_ALIASES}
    assert len(read) <= 100 + len(written) + len(Education)
    choices._codes.cache_clear()


def test_an_unknown_choice_names_the_known_ones():
    with pytest.raises(CellFault, match="可填：男、女"):
        cells.choice("M", Sex)
