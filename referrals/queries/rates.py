"""The five rates, each with its numerator and denominator.

All are counted over what entered triage (has a number), merged items left out: the kept
one answers for them. *Not evaluated* is a figure of its own, in no rate's numerator.
"""

from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce

from referrals.enums import AFTER_ANSWER, GOOD_VERDICTS, AnswerClass, State, Verdict
from referrals.models import Opinion
from referrals.queries.ledger import asked_for
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import Asked

OUT = (State.MERGED, State.NOT_SUGGESTION, State.WITHDRAWN, State.SET_ASIDE)
ANSWERED = Q(state__in=AFTER_ANSWER)
CLOSED = Q(state=State.CLOSED)
SOLVED = ANSWERED & Q(answer_class=AnswerClass.A)
JUDGED = Q(verdict__in=[v for v in Verdict if v != Verdict.NONE])
GOOD = Q(verdict__in=GOOD_VERDICTS)
UNEVALUATED = Q(verdict=Verdict.NONE)
COUNTS = {
    "handed": Q(),
    "answered": ANSWERED,
    "closed": CLOSED,
    "solved": SOLVED,
    "judged": JUDGED,
    "good": GOOD,
    "unevaluated": UNEVALUATED,
}
# Label, numerator, denominator, definition.
RATES = (
    ("答复率", "answered", "handed", "已答复件数÷交办件数"),
    ("办结率", "closed", "handed", "已办结件数÷交办件数"),
    ("解决率", "solved", "answered", "A类答复件数÷已答复件数"),
    ("满意率", "good", "judged", "满意和基本满意件数÷已评价件数（未评价不计）"),
    ("未评价", "unevaluated", "closed", "催请后仍未评价的件数÷已办结件数"),
)
GROUPINGS = {
    "township": ("乡镇", "township__name", ("township__code",)),
    "category": ("类别", "category__name", ("category__order",)),
    "level": ("层级", "level", ("level",)),
    "unit": ("承办单位", "answering_name", ("answering_name", "answering")),
    "month": ("收集月份", "collected_on__month", ("collected_on__month",)),
}
# By which a line is found again where its name is not unique.
KEYS = {"township": "township", "category": "category", "unit": "answering"}


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
    """One row of the table: a township, a category … and its five rates."""

    label: str
    key: object
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def rates(self) -> list[Rate]:
        return [
            Rate(label, self.counts[above], self.counts[below], above)
            for label, above, below, _ in RATES
        ]


def counted(*, user: User, asked: Asked) -> QuerySet[Opinion]:
    """The denominator of denominators: what was handed on to be settled."""
    return handed(asked_for(user=user, asked=asked)).order_by()


def handed(rows: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """Those of `rows` that entered triage and stand for themselves."""
    return rows.exclude(sequence=None).exclude(state__in=OUT)


def with_handler(rows: QuerySet[Opinion]) -> QuerySet[Opinion]:
    """Who answers: the lead unit of the city, or the local handler, and its name."""
    return rows.annotate(
        answering=Coalesce("lead_unit", "handler"),
        answering_name=Coalesce("lead_unit__name", "handler__name"),
    )


def rates_by(grouping: str, *, user: User, asked: Asked) -> list[RateLine]:
    """A line for each township (category, level, unit, month) in sight, and 合计."""
    _, name, order = GROUPINGS[grouping]
    rows = counted(user=user, asked=asked)
    if grouping == "unit":
        rows = with_handler(rows)
    key = KEYS.get(grouping, name)
    sums = {part: Count("pk", filter=q) for part, q in COUNTS.items()}
    found = rows.values(name, key).annotate(**sums).order_by(*order)
    lines = [_line(grouping, row, row[name], row[key]) for row in found]
    return [*lines, _line(grouping, rows.aggregate(**sums), "合计", "")]


def _line(grouping: str, row: dict, label: object, key: object) -> RateLine:
    counts = {part: row[part] for part in COUNTS}
    return RateLine(_in_words(grouping, label), key, counts)


def _in_words(grouping: str, label: object) -> str:
    if label in (None, ""):
        return "未定"
    if grouping == "month" and label != "合计":
        return f"{label}月"
    if grouping == "level":
        return dict(Opinion._meta.get_field("level").choices).get(label, label)
    return str(label)
