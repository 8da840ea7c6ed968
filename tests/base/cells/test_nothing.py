"""What shows nothing, says nothing, or says it of another cell."""

import unicodedata

import pytest

from tianmen_congress.base import cells
from tianmen_congress.base.cells import CellFault

# One of each: direction, joiner, selectors, hyphen, fillers, tag, half a pair, no character.
UNSEEN = "\u202d\u2066\u200d\ufe0f\U000e0100\u00ad\u3164\u115f\u034f\U000e0041\ufeff\ud800\uffff"
# Rare characters, some of a font's own, some younger than this program's tables.
SEEN = "䶮㐂\ue863\U00020bb7\U00030ede\u3007·-√×é"


@pytest.mark.parametrize("mark", UNSEEN, ids=lambda mark: f"{ord(mark):x}")
def test_what_nobody_sees_is_in_no_text_name_or_number(mark):
    assert cells.plain(f"{mark}测{mark}丁{mark}") == "测丁"
    assert cells.prose(f"{mark}测{mark}丁\n{mark}二") == "测丁\n二"
    assert cells.person_name(f"测{mark}丁") == "测丁"
    assert cells.phone(f"{mark}13800001234{mark}") == "13800001234"
    assert cells.is_blank(mark)


def test_every_mark_of_direction_and_format_vanishes():
    every = map(chr, range(0x10000))
    marks = [letter for letter in every if unicodedata.category(letter) == "Cf"]

    assert cells.visible("甲" + "".join(marks) + "乙") == "甲乙"
    assert len(marks) > 40


def test_what_people_see_stays():
    assert cells.visible(SEEN) == SEEN


@pytest.mark.parametrize(
    "text", ["a\u2028b", "a\x0bb", "a\x0cb", "a\x85b", "a\r\nb", "a\rb"]
)
def test_a_line_ends_in_many_ways(text):
    assert cells.prose(text) == "a\nb"
    assert cells.plain(text) == "a b"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "无",
        "暂无",
        " 不 详 ",
        "/",
        "-",
        "——",
        "／",
        "N/A",
        "（无）",
        "无。",
        "?",
        "…",
        "~",
    ],
)
def test_words_and_marks_for_nothing(words):
    assert cells.is_nothing(words)


@pytest.mark.parametrize(
    "words", ["无为", "同上", '"', "〃", "0", 0.0, False, "√", "×", "\u3007"]
)
def test_what_says_something(words):
    assert not cells.is_nothing(words)


@pytest.mark.parametrize("words", ["同上", "〃", '"', "“", "″"])
def test_what_points_at_another_cell_is_named(words):
    with pytest.raises(CellFault, match="同上"):
        cells.check_own(words)


def test_what_stands_for_itself_is_not():
    assert cells.check_own("同上村") is None


@pytest.mark.parametrize(
    ("written", "group"),
    [
        ("汉", "汉族"),
        ("汉 族", "汉族"),
        ("土家族", "土家族"),
        ("蒙", "蒙古族"),
        ("穿青人", "穿青人"),
    ],
)
def test_an_ethnicity_is_one_of_the_list(written, group):
    assert cells.ethnicity(written) == group


@pytest.mark.parametrize("written", ["/", "H", "中国", "汉满"])
def test_what_is_no_ethnicity_is_told_so(written):
    with pytest.raises(CellFault, match="不是民族"):
        cells.ethnicity(written)
