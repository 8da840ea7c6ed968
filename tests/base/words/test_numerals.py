import pytest

from tianmen_congress.base.words.numerals import in_words, ordinal_in


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (3, "三"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (42, "四十二"),
        (99, "九十九"),
        (100, "100"),
    ],
)
def test_numbers_are_written_in_words_and_read_back(number, words):
    assert in_words(number) == words
    assert ordinal_in(f"第{words}届", of="届") == number


@pytest.mark.parametrize(
    ("text", "of", "number"),
    [
        ("第十二届全国人大代表名册", "届", 12),
        ("渔薪镇第 1代表小组", "代表小组", None),
        ("渔薪镇第15代表小组", "代表小组", 15),
        ("渔薪镇第２代表小组", "代表小组", 2),
        ("多宝镇人民代表大会代表名册", "届", None),
        ("第二组第八届", "届", 8),
        ("第百届", "届", None),
        ("渔薪镇第2147483648代表小组", "代表小组", None),
    ],
)
def test_the_ordinal_that_is_asked_for_is_found(text, of, number):
    assert ordinal_in(text, of=of) == number
