"""Alerts beside the rows that they are about, for one reader's eyes."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model

from tianmen_congress.base.accounts.models import User

from .models import Alert
from .subjects import subjects


def rows_of(alerts: Iterable[Alert], *, user: User) -> dict[tuple[str, int], Model]:
    """What they are about, as far as `user` may see it: one query for each kind."""
    wanted = defaultdict(set)
    for alert in alerts:
        wanted[alert.about].add(alert.row)
    return {
        (about, pk): row
        for about, pks in wanted.items()
        for pk, row in subjects[about].rows(user).in_bulk(pks).items()
    }
