"""The rates as tables: all of them side by side, and what is told beside them."""

from collections.abc import Iterable
from functools import cached_property
from urllib.parse import urlencode

from referrals.queries.rates import (
    CARE,
    GROUPINGS,
    HANDED,
    OPINION_OF_IT,
    RATES,
    ROUNDS,
    RateLine,
    rates_by,
)
from tianmen_congress.base.figures.registry import (
    Line,
    OfficialTable,
    TableColumn,
    register_table,
)

from .ledger import address

# Beside the rates: part or value of a line, title, heading over it, kind, definition.
OVERDUE = (
    (
        "overdue",
        "超期未答复",
        "",
        "int",
        "按当日有效的期限，至截止日已过期限而未答复的件数",
    ),
)
DAYS = (
    (
        "dated",
        "可计件数",
        "办理天数",
        "int",
        "交办日期和首次答复日期都知道的件数，平均数和中位数按这些件计算",
    ),
    (
        "mean_days",
        "平均",
        "办理天数",
        "decimal",
        "从首次交办到首次答复的日历天数的平均数",
    ),
    (
        "median_days",
        "中位数",
        "办理天数",
        "decimal",
        "从首次交办到首次答复的日历天数的中位数",
    ),
    ("waiting", "未答复", "", "int", "至截止日还没有答复过的件数，不计入办理天数"),
    (
        "undated",
        "日期不详",
        "",
        "int",
        "据台账登记、没有载明日期的件数，不计入办理天数",
    ),
)


OWN_HAND = (
    (
        "own_hand",
        "答复登记人登记",
        "评价件数",
        "int",
        "评价由登记答复的人或者其机构登记的件数，满意率中已计入",
    ),
    (
        "to_call_back",
        "待回访",
        "评价件数",
        "int",
        "其中市人大机关还没有向反映人核实的件数",
    ),
)


class RatesTable(OfficialTable):
    """A line for each township, category, unit …, and 合计."""

    grouping = ""
    # Which rates, and what stands beside them.
    rates: tuple = RATES
    beside: tuple = ()
    is_landscape = True
    is_charted = True
    order = 40

    @property
    def notes(self) -> tuple[str, ...]:
        day = self.asked.last_day
        until = f"{day.year}年{day.month}月{day.day}日"
        return (f"办理情况截至{until}。", HANDED, *definitions(self.rates, self.beside))

    @cached_property
    def found(self) -> list[RateLine]:
        """A line for each row, and the whole last."""
        return rates_by(self.grouping, user=self.user, asked=self.asked)

    def rows(self) -> Iterable[Line]:
        for line in self.found[:-1]:
            # No filter of the list means “not yet decided”.
            yield Line(self._values(line), self._links(line) if line.key else {})

    @cached_property
    def total(self) -> tuple:
        return (None, *self._values(self.found[-1])[1:])

    @property
    def total_links(self) -> dict[str, str]:
        return self._links(self.found[-1])

    def _values(self, line: RateLine) -> tuple:
        values = [line.label, line.counts["handed"]]
        for rate in line.rates(self.rates):
            values += [rate.numerator, rate.denominator, rate.value]
        for name, *_ in self.beside:
            is_count = name in line.counts
            values.append(line.counts[name] if is_count else getattr(line, name))
        return tuple(values)

    def _links(self, line: RateLine) -> dict[str, str]:
        links = {"handed": self._address(line, "handed")}
        for number, (_, above, below, _) in enumerate(self.rates):
            links[f"above{number}"] = self._address(line, above)
            links[f"below{number}"] = self._address(line, below)
        counts = [name for name, *_ in self.beside if name in line.counts]
        return links | {name: self._address(line, name) for name in counts}

    def _address(self, line: RateLine, part: str) -> str:
        """The list that the number counts, row and filters the same."""
        name = {"unit": "handler_pk"}.get(self.grouping, self.grouping)
        own = {} if line.label == "合计" or not line.key else {name: line.key}
        return f"{address(self.asked, '')}&{urlencode({'part': part, **own})}"


def definitions(rates: tuple, beside: tuple) -> list[str]:
    """A sentence for each rate and number."""
    told = [f"{label}：{words}" for label, *_, words in rates]
    return told + [f"{group}{title}：{words}" for _, title, group, _, words in beside]


def _columns(label: str, rates: tuple, beside: tuple) -> tuple[TableColumn, ...]:
    columns = [
        TableColumn("label", label, width=18),
        TableColumn("handed", "交办件数", "int"),
    ]
    for number, (rate, *_) in enumerate(rates):
        columns += [
            TableColumn(f"above{number}", "件数", "int", group=rate),
            TableColumn(f"below{number}", "基数", "int", group=rate),
            TableColumn(f"rate{number}", "比率", "rate", group=rate),
        ]
    columns += [TableColumn(n, title, k, group=g) for n, title, g, k, _ in beside]
    return tuple(columns)


# Slug, title, rates, what stands beside them, by which groupings.
BY_WHOM = ("township", "unit")
KINDS = (
    ("opinion-rates", "意见建议办理情况统计表", RATES, OVERDUE, tuple(GROUPINGS)),
    ("opinion-care", "意见建议见面落实和办理天数统计表", CARE, DAYS, BY_WHOM),
    ("opinion-evaluations", "意见建议评价情况统计表", OPINION_OF_IT, OWN_HAND, BY_WHOM),
    ("opinion-rounds", "意见建议首轮和最近一轮办理情况对照表", ROUNDS, (), BY_WHOM),
)


def _register(slug, title, rates, beside, grouping: str) -> None:
    label = GROUPINGS[grouping][0]
    facts = {
        "slug": f"{slug}-{grouping}",
        "title": f"{title}（按{label}）",
        "family": title,
        "variant": f"按{label}",
        "summary": "、".join([each[0] for each in rates] + [b[1] for b in beside]),
        "grouping": grouping,
        "is_in_time": grouping == "month",
        "rates": rates,
        "beside": beside,
        "columns": _columns(label, rates, beside),
    }
    register_table(type(f"{slug}-{grouping}", (RatesTable,), facts))


for _slug, _title, _rates, _beside, _groupings in KINDS:
    for _grouping in _groupings:
        _register(_slug, _title, _rates, _beside, _grouping)
