"""From what people said to what was settled: 收集 → 现场解决 → 形成建议 → 交办 → 办结.

Each opinion that was put down stands in just one of the four that follow 收集: settled on
the spot, still with its group, dropped, or made into an opinion for the presidium; each
later number counts a part of the one before.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from referrals.enums import MatterExtent, State
from referrals.models import Opinion
from referrals.queries.ledger import asked_for
from referrals.queries.rates import CLOSED, DROPPED, OUT
from referrals.queries.standing import as_of
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.queries import homes_of
from tianmen_congress.base.figures.registry import Asked

SETTLED = Q(state_then=State.SETTLED)
LOST = Q(state_then__in=DROPPED)
FORMED = Q(was_formed=True) & ~Q(state_then__in=OUT)
SCREENED = Q(state_then=State.SCREENING, was_formed=False)
COLLECTED = SETTLED | LOST | FORMED | SCREENED
COUNTS = {
    "collected": COLLECTED,
    "case": COLLECTED & Q(extent=MatterExtent.CASE),
    "general": COLLECTED & Q(extent=MatterExtent.GENERAL),
    "settled": SETTLED,
    "screened": SCREENED,
    "lost": LOST,
    "formed": FORMED,
    "handed": FORMED & Q(was_handed=True),
    "closed": FORMED & Q(was_handed=True) & CLOSED,
}


@dataclass(frozen=True, slots=True)
class FunnelLine:
    """One township and its counts, by the names of `COUNTS`."""

    label: str
    key: int
    counts: dict[str, int]


def part_of(rows: QuerySet[Opinion], name: str, on: date) -> QuerySet[Opinion]:
    """Those of `rows` that one number counts, as they stood at the end of `on`."""
    return as_of(rows, on).filter(COUNTS[name])


def funnel(*, user: User, asked: Asked) -> list[FunnelLine]:
    """A line for each township in sight, with noughts too."""
    rows = as_of(asked_for(user=user, asked=asked), asked.last_day).order_by()
    sums = {name: Count("pk", filter=q) for name, q in COUNTS.items()}
    found = {row["township"]: row for row in rows.values("township").annotate(**sums)}
    none = dict.fromkeys(COUNTS, 0)
    lines = []
    for home in homes_of(found, user=user, asked=asked):
        row = found.get(home.pk, none)
        counts = {name: row[name] for name in COUNTS}
        name = home.name_on(asked.last_day)
        lines.append(FunnelLine(name, home.pk, counts))
    return lines
