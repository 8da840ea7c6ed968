"""Numbers with the units that people write beside them, by kind of quantity.

0.35万元 is 3500 where money is counted in yuan, 2年 is 24 where time is in months.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .text import plain
from .trouble import Candidate, CellFault, UnitQuestion

NUMBER = r"[+-]?\d+(?:\.\d+)?"
PART = re.compile(rf"({NUMBER})([^\d.+-]*)")
POWER = re.compile(
    r"\d(\.\d+)?e[+-]?\d+"
)  # what Excel shows of numbers too long for it
HALF = re.compile(r"(\d+)(个?[年月])半")
NO_NUMBER = "应为数字"
LONGEST = 30
BRACKETS = re.compile(r"[(\[【〔](.*?)[)\]】〕]")


@dataclass(frozen=True)
class Quantity:
    """One kind of quantity: what is stored, and how much of it each unit is."""

    base: str
    units: Mapping[str, Decimal]
    # A text that ends so is meant as a unit, known or not.
    marks: str = ""
    # Units that are worth about so much: what comes of them is rounded.
    rough: Mapping[str, Decimal] = field(default_factory=dict)

    def worth(self, unit: str) -> Decimal | None:
        """How much of the base one `unit` is; None where that is not known."""
        known = self.units.get(unit, self.rough.get(unit))
        return None if known is None else known / self.units[self.base]

    def counted_in(self, base: str) -> "Quantity":
        """The same kind, stored in another of its units."""
        return Quantity(base, self.units, self.marks, self.rough)

    def unit_in(self, heading: str) -> str:
        """The unit that a heading's brackets name; the base where they name none.

        Brackets may hold anything, such as a year: only what looks like a unit is one.
        """
        for words in BRACKETS.findall(plain(heading)):
            unit = _word(words.removeprefix("单位").lstrip(":："))
            if self.worth(unit) is not None:
                return unit
            if unit and unit[-1] in self.marks and not re.search(r"\d", unit):
                return unit
        return self.base


def _table(text: str) -> dict[str, Decimal]:
    """元 圆 1 万元 万 10000: words, then what each of them is worth."""
    found: dict[str, Decimal] = {}
    words: list[str] = []
    for each in text.split():
        if re.fullmatch(NUMBER, each):
            found |= dict.fromkeys(words, Decimal(each))
            words = []
        else:
            words.append(each)
    return found


MONEY = Quantity(
    "元",
    _table(
        "元 圆 块 块钱 元整 元人民币 rmb 元/年 元/人 元/人年 元每人 元每年 1 角 毛 0.1"
        " 百元 100 千元 千 1000 万元 万 万块 万元/年 万元/人 10000 十万元 100000"
        " 百万元 1000000 亿元 亿 100000000"
    ),
    marks="元币块万千",
)
MONTHS = Quantity(
    "月",
    _table("月 个月 月/年 个月/年 1 季度 个季度 季 3 年 周年 12"),
    marks="月日天周时",
    rough={
        "天": Decimal(1) / 30,
        "日": Decimal(1) / 30,
        "周": Decimal(7) / 30,
        "星期": Decimal(7) / 30,
    },
)
AREA = Quantity(
    "亩", _table("亩 1 分 0.1 顷 100 公顷 15 平方米 平米 m2 0.0015"), marks="亩顷米"
)
LENGTH = Quantity("公里", _table("公里 千米 km 1 里 华里 0.5 米 m 0.001"), marks="里米")
PEOPLE = Quantity(
    "人", _table("人 名 口 个 位 口人 个人 1 万人 万 10000"), marks="人户"
)
COUNT = Quantity(
    "个",
    _table("个 户 人 名 次 岁 口 位 件 条 项 处 号 1 万 万人 万户 10000"),
)
KINDS = (MONEY, MONTHS, AREA, LENGTH, COUNT)


def kind_of(text: str) -> Quantity | None:
    """The kind of quantity that a question's brackets ask for, counted as they say."""
    for words in BRACKETS.findall(plain(text)):
        unit = _word(words.removeprefix("单位").lstrip(":："))
        for kind in KINDS:
            if unit in kind.units:
                return kind.counted_in(unit)
    return None


def measured(value: object, of: Quantity, *, heading: str = "") -> tuple[Decimal, bool]:
    """The number in `value` counted in the base of `of`, and whether it is only rough.

    A unit in the cell counts for more than that of its heading.
    """
    text = _text(value)
    parts = PART.findall(text)
    is_whole = "".join(map("".join, parts)) == text and not POWER.fullmatch(text)
    if not parts or not is_whole or len(text) > LONGEST:
        raise CellFault(NO_NUMBER)
    usual = of.unit_in(heading)
    total, is_rough = Decimal(0), False
    for number, unit in parts:
        unit = unit or (usual if len(parts) == 1 else "")
        total += Decimal(number) * _worth(unit, of, text)
        is_rough = is_rough or unit in of.rough
    return total, is_rough


def _worth(unit: str, of: Quantity, text: str) -> Decimal:
    worth = of.worth(unit)
    if worth is None:
        raise _asked(unit, of, text)
    return worth


def _asked(unit: str, of: Quantity, text: str) -> UnitQuestion | CellFault:
    """What cannot be converted is asked; two numbers without units are no number."""
    number = PART.match(text)[1]
    if not unit or not re.search(r"[^\W\d_]", unit):
        return CellFault(NO_NUMBER)
    reason = f"单位“{unit}”不能换算成{of.base}，请换算后填写"
    candidates = [Candidate(number, f"{number}{of.base}"), Candidate("", "不填")]
    return UnitQuestion(reason, candidates)


def _text(value: object) -> str:
    """`value` in one width, without separators of thousands, halves as figures."""
    text = _word(plain(value)).removeprefix("¥").removeprefix("￥")
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = HALF.sub(r"\1.5\2", text)
    return re.sub(r"^半(?=个?[年月])", "0.5", text)


def _word(text: str) -> str:
    return text.replace(" ", "").casefold()
