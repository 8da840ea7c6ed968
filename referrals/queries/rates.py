"""The rates, each with its numerator and denominator, as of the last day asked for.

All are counted over what was handed over and stands for itself: a merged one is
answered for by the one that keeps it. *Not evaluated* is in no rate's numerator.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import mean, median

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from referrals.enums import (
    AFTER_ANSWER,
    GOOD_VERDICTS,
    UNTAKEN,
    VERDICTS,
    PromiseOutcome,
    State,
    Verdict,
)
from referrals.models import Opinion
from referrals.queries.ledger import asked_for
from referrals.queries.standing import AT_HANDLER, as_of
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.figures.queries import homes_of
from tianmen_congress.base.figures.registry import Asked

DROPPED = (State.MERGED, State.WITHDRAWN, *UNTAKEN)
OUT = (*DROPPED, State.SETTLED)
ANSWERED = Q(state_then__in=AFTER_ANSWER)
TIMED = ANSWERED & Q(was_timed=True)
OVERDUE = Q(state_then__in=AT_HANDLER, ran_over=True)
CLOSED = Q(state_then=State.CLOSED)
SOLVED = ANSWERED & Q(solved_then=True)
JUDGED = Q(verdict_then__in=VERDICTS)
ANSWERED_FIRST = Q(first_round=1)
COUNTS = {
    "handed": Q(),
    "answered": ANSWERED,
    "timely": TIMED & Q(was_late=False),
    "timed": TIMED | OVERDUE,
    "overdue": OVERDUE,
    "closed": CLOSED,
    "solved": SOLVED,
    "judged": JUDGED,
    "good": Q(verdict_then__in=GOOD_VERDICTS),
    "pleased": Q(verdict_then=Verdict.SATISFIED),
    "attended": Q(attitude_then__in=VERDICTS),
    "courteous": Q(attitude_then__in=GOOD_VERDICTS),
    "asked_kept": Q(promise_then__in=PromiseOutcome.values),
    "said_kept": Q(promise_then=PromiseOutcome.KEPT),
    "own_hand": JUDGED & Q(own_hand_then=True),
    "to_call_back": JUDGED & Q(own_hand_then=True, called_then=False),
    "unevaluated": CLOSED & Q(verdict_then=Verdict.NONE),
    "met": Q(was_met=True),
    "promised": Q(promise_came=True),
    "kept": Q(promise_came=True) & SOLVED,
    "first_answered": ANSWERED_FIRST,
    "first_solved": ANSWERED_FIRST & Q(first_solved_then=True),
    "first_judged": Q(first_verdict__in=VERDICTS),
    "first_good": Q(first_verdict__in=GOOD_VERDICTS),
    "dated": Q(days__isnull=False),
    "undated": Q(first_round__isnull=False, days=None),
    "waiting": Q(first_round=None),
}
HANDED = (
    "交办件数：统计时段内收集、至截止日已交村、乡镇、单位或者省承办的件数；"
    "收回、退办后待重新交办的仍计入，"
    "并案、撤回、不予受理、不作为建议处理、转纪检、现场解决的不计"
)
# Label, numerator, denominator, definition.
RATES = (
    ("答复率", "answered", "handed", "最近一轮已答复件数÷交办件数"),
    (
        "按期答复率",
        "timely",
        "timed",
        "在当时有效的期限内答复的件数÷应答复件数（有期限的已答复件数加超期未答复件数）",
    ),
    ("办结率", "closed", "handed", "已办结件数÷交办件数"),
    ("解决率", "solved", "answered", "最近一轮答复计入解决的件数÷最近一轮已答复件数"),
    (
        "满意率（含基本满意）",
        "good",
        "judged",
        "最近一次评价为满意、基本满意的件数÷已评价件数（未评价的不计）",
    ),
    (
        "满意率（不含基本满意）",
        "pleased",
        "judged",
        "最近一次评价为满意的件数÷已评价件数（未评价的不计）",
    ),
    ("未评价", "unevaluated", "closed", "催请后仍未评价的件数÷已办结件数"),
)
CARE = (
    (
        "见面率",
        "met",
        "handed",
        "办理前、办理中或者办理后与反映人当面联系过、反馈过的件数÷交办件数",
    ),
    (
        "落实率",
        "kept",
        "promised",
        "承诺到期后再次答复计入解决的件数÷承诺已到期件数",
    ),
)
# What those who put it forward think, and whose hand wrote it down.
OPINION_OF_IT = (
    *RATES[4:6],
    (
        "办理态度满意率（含基本满意）",
        "courteous",
        "attended",
        "最近一次对办理态度评价为满意、基本满意的件数÷已评价办理态度的件数",
    ),
    (
        "承诺兑现率",
        "said_kept",
        "asked_kept",
        "承诺到期后反映人评价为已兑现的件数÷已评价兑现情况的件数",
    ),
)
# The first round beside the last.
ROUNDS = (
    ("首轮答复率", "first_answered", "handed", "第一轮已答复件数÷交办件数"),
    RATES[0],
    (
        "首轮解决率",
        "first_solved",
        "first_answered",
        "第一轮答复计入解决的件数÷第一轮已答复件数",
    ),
    RATES[3],
    (
        "首轮满意率（含基本满意）",
        "first_good",
        "first_judged",
        "第一轮评价为满意、基本满意的件数÷第一轮已评价件数（未评价的不计）",
    ),
    RATES[4],
)
GROUPINGS = {
    "township": ("乡镇", "", ()),
    "category": ("类别", "category__name", ("category__order",)),
    "level": ("层级", "level", ("level",)),
    "unit": ("承办单位", "answering_name", ("answering_name", "answering")),
    "month": ("收集月份", "collected_on__month", ("collected_on__month",)),
}
# By which a line is found again where its name is not unique.
KEYS = {"category": "category", "unit": "answering"}


@dataclass(frozen=True, slots=True)
class Rate:
    label: str
    numerator: int
    denominator: int
    part: str

    @property
    def value(self) -> float | None:
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class RateLine:
    """One row of a table: a township, a category … with its counts and days."""

    label: str
    key: object
    counts: dict[str, int] = field(default_factory=dict)
    # From hand-over to the first answer, of each that is answered and dated.
    days: list[int] = field(default_factory=list)

    def rates(self, chosen: tuple = RATES) -> list[Rate]:
        return [
            Rate(label, self.counts[above], self.counts[below], above)
            for label, above, below, _ in chosen
        ]

    @property
    def mean_days(self) -> float | None:
        return round(mean(self.days), 1) if self.days else None

    @property
    def median_days(self) -> float | None:
        return float(median(self.days)) if self.days else None


def counted(*, user: User, asked: Asked) -> QuerySet[Opinion]:
    """The denominator of denominators: what was handed over."""
    return handed(asked_for(user=user, asked=asked), asked.last_day).order_by()


def handed(rows: QuerySet[Opinion], on: date) -> QuerySet[Opinion]:
    """Those of `rows` that were handed over by `on` and stood for themselves then."""
    return as_of(rows, on).filter(was_handed=True).exclude(state_then__in=OUT)


def with_handler(rows: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """Who answers: the lead unit of the city, or the local handler, and its name."""
    return rows.annotate(
        answering=Coalesce("lead_unit", "handler"),
        answering_name=Coalesce("lead_unit__name", "handler__name"),
    )


def rates_by(grouping: str, *, user: User, asked: Asked) -> list[RateLine]:
    """A line for each township (category, level, unit, month), and 合计.

    Townships in sight have a line with noughts too.
    """
    rows = counted(user=user, asked=asked)
    if grouping == "unit":
        rows = with_handler(rows)
    name, key, order = _columns_of(grouping, asked)
    sums = {part: Count("pk", filter=q) for part, q in COUNTS.items()}
    found = rows.values(name, key).annotate(**sums).order_by(*order)
    days = _days_by(key, rows)
    lines = [
        RateLine(
            _in_words(grouping, row[name]),
            row[key],
            {part: row[part] for part in COUNTS},
            days[row[key]],
        )
        for row in found
    ]
    if grouping == "township":
        lines = _with_all(lines, user=user, asked=asked)
    if grouping == "unit":
        lines = _as_called(lines, asked.last_day)
    return [*lines, total_of(lines)]


def _columns_of(grouping: str, asked: Asked) -> tuple[str, str, tuple[str, ...]]:
    """The columns of a line's name and key, and the order of the lines."""
    if grouping == "township":
        place = asked.at("township")
        return f"{place}__name", place, (f"{place}__code",)
    _, name, order = GROUPINGS[grouping]
    return name, KEYS.get(grouping, name), order


def _as_called(lines: list[RateLine], day: date) -> list[RateLine]:
    """The same by what each unit was called on the day, and in that order; SQL knows
    today's names."""
    units = Organ.objects.in_bulk([line.key for line in lines if line.key])
    named = [
        replace(line, label=units[line.key].name_on(day)) if line.key else line
        for line in lines
    ]
    if not any(unit.former_names for unit in units.values()):
        return named
    return sorted(named, key=lambda line: (not line.key, line.label))


def _days_by(key: str, rows: QuerySet[Opinion]) -> dict[object, list[int]]:
    days = defaultdict(list)
    dated = rows.filter(COUNTS["dated"]).annotate(took=F("days"))
    for line, took in dated.values_list(key, "took"):
        days[line].append(took.days)
    return days


def _with_all(lines: list[RateLine], *, user: User, asked: Asked) -> list[RateLine]:
    """Places where nothing was handed over stand there with noughts."""
    found = {line.key: line for line in lines}
    none = dict.fromkeys(COUNTS, 0)
    return [
        replace(
            found.get(home.pk) or RateLine("", home.pk, none), label=asked.called(home)
        )
        for home in homes_of(found, user=user, asked=asked)
    ]


def total_of(lines: Iterable[RateLine]) -> RateLine:
    lines = list(lines)
    counts = {part: sum(line.counts[part] for line in lines) for part in COUNTS}
    return RateLine("合计", "", counts, [day for line in lines for day in line.days])


def _in_words(grouping: str, label: object) -> str:
    if label in (None, ""):
        return "未定"
    if grouping == "month":
        return f"{label}月"
    if grouping == "level":
        return dict(Opinion._meta.get_field("level").choices).get(label, label)
    return str(label)
