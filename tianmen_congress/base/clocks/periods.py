"""Rows that hold from one day to another."""

from datetime import date

from django.db.models import Model, Q, QuerySet


def holding(on: date, *, link: str = "") -> Q:
    """From `since` to `until`, both days included; either may be open.

    `link` is the relation that carries the days, where they are not the row's own.
    """
    at = f"{link}__" if link else ""
    started = Q(**{f"{at}since": None}) | Q(**{f"{at}since__lte": on})
    return started & lasting(on, link=link)


def lasting(to: date, *, link: str = "") -> Q:
    """Not over before `to`; it may begin later."""
    at = f"{link}__" if link else ""
    return Q(**{f"{at}until": None}) | Q(**{f"{at}until__gte": to})


def holds(row: Model, day: date) -> bool:
    """Whether a row at hand holds on a day, as `holding` asks it of the database."""
    is_begun = row.since is None or row.since <= day
    return is_begun and (row.until is None or row.until >= day)


class HoldingQuerySet(QuerySet):
    """For models with `since` and `until`."""

    def on(self, day: date):
        """Those that hold on `day`."""
        return self.filter(holding(day))


def first_of_quarter(day: date) -> date:
    """The first day of the quarter of the year in which `day` lies."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
