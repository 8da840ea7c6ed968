"""What cannot be so of a deputy, and what hardly is."""

from datetime import date

from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.deadlines import add_months

from .models import Congress

# Who is elected has turned eighteen (宪法 art. 34).
OF_AGE = 18


def why_too_young(born: date | None, on: date | None, what: str) -> str:
    """Why whoever was born in that month cannot hold a seat on a day; "" when he can."""
    if born is None or on is None or add_months(born, OF_AGE * 12) <= on:
        return ""
    return f"{born:%Y年%m月}出生，{what}（{on}）不满{OF_AGE}周岁，请核对"


# A congress is elected for five years (代表法, 地方组织法); an election takes its time.
TERM = 5
LONGEST = TERM * 12 + 6


def why_odd_term(since: date | None, until: date | None, congress: Congress) -> str:
    """Why a seat from one day to another hardly is one of that congress; "" if it is."""
    if since is None:
        return ""
    first, last = congress.since, congress.until
    if (first and since < first) or (last and since > last):
        return f"不在{congress}的届期（{first or '……'}至{last or '今'}）内"
    if (until or today()) > add_months(since, LONGEST):
        return f"到{until or '今天'}已超过一届{TERM}年"
    return ""
