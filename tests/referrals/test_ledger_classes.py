"""Which class of answer the words of a ledger tell; what they leave open is asked."""

from referrals.imports.classes import class_of
from tests.factories.platform import CLASSES
from tianmen_congress.base.campaigns.models import AnswerClass

WORDS = {
    "a": (
        *("已落实", "已解决", "已办结", "已经解决", "已落实。", "问题已全部解决"),
        "已落实，路面已硬化",
    ),
    "b": (
        *("正在办理", "已列入2018年计划", "拟于2018年解决", "资金未到位，拟明年解决"),
        "市交通局已列入2018年通村公路建设计划",
    ),
    "c": (
        *("不能解决", "条件不具备", "已作解释说明", "因政策限制，暂不能解决"),
        "没有依据，目前条件不具备",
    ),
    "": (
        # Denied, or not whole.
        *("未落实", "没有解决", "尚未办结", "没有正在办理", "未列入2018年计划"),
        *("未作解释说明", "并非不能解决", "拟不予解决", "部分已解决", "资金已落实"),
        *("已落实，但水压不足", "待资金到位后已解决", "已解决不了"),
        # Two things at once, and words that name no class.
        *("已落实，正在办理", "已解释说明，已解决", "已修复", "建议列入计划", "是", ""),
    ),
}


def test_words_tell_their_class_or_none():
    classes = [AnswerClass(**each) for each in CLASSES]

    told = {
        words: class_of(words, classes) for each in WORDS.values() for words in each
    }

    assert told == {words: letter for letter, each in WORDS.items() for words in each}


def test_of_two_classes_of_one_meaning_somebody_says_which():
    """C in one place is what is planned, so the letter tells nothing."""
    classes = [
        AnswerClass(code="b", letter="B", words="正在解决", needs_date=True),
        AnswerClass(code="c", letter="C", words="列入规划", needs_date=True),
        AnswerClass(code="d", letter="D", words="留作参考"),
    ]

    told = [class_of(words, classes) for words in ("正在办理", "已解决", "不能解决")]

    assert told == ["", "", ""]
