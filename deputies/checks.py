"""What cannot be so of a deputy."""

from datetime import date

from tianmen_congress.base.clocks.deadlines import add_months

# Who is elected has turned eighteen (宪法 art. 34).
OF_AGE = 18


def why_too_young(born: date | None, on: date | None, what: str) -> str:
    """Why whoever was born in that month cannot hold a seat on a day; "" when he can."""
    if born is None or on is None or add_months(born, OF_AGE * 12) <= on:
        return ""
    return f"{born:%Y年%m月}出生，{what}（{on}）不满{OF_AGE}周岁，请核对"
