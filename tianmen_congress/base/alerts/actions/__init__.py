"""Telling people, and what is read or over."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.alerts.enums import AlertKind
from tianmen_congress.base.alerts.models import Alert, Outgoing
from tianmen_congress.base.clocks.calendar import today


@dataclass(frozen=True, slots=True)
class Telling:
    """What is said of one row, in words that hold no title and no name."""

    kind: AlertKind
    about: str
    row: int
    what: str
    key: str
    why: str = ""
    due_on: date | None = None


def tell(users: Iterable[int], said: Telling) -> None:
    """Say it to each of `users`, who are told the same thing once."""
    rows = [
        Alert(
            user_id=user,
            kind=said.kind,
            about=said.about,
            row=said.row,
            what=said.what[:80],
            why=said.why[:120],
            due_on=said.due_on,
            told_on=today(),
            key=said.key,
        )
        for user in sorted(set(users))
    ]
    if rows:
        Alert.objects.bulk_create(rows, ignore_conflicts=True)


def settle(about: str, row: int, *, keys: str = "", but: Collection[str] = ()) -> int:
    """The step is done: who did not read that it waited for him need not any more.

    With `keys` only of what was told under keys that begin so; never what is named in
    `but`.
    """
    calls = Alert.objects.calls_about(about, row).filter(key__startswith=keys)
    return calls.exclude(key__in=but).update(settled_at=timezone.now())


def mark_read(alert: Alert) -> None:
    Alert.objects.filter(pk=alert.pk, read_at=None).update(read_at=timezone.now())


def mark_all_read(*, by: User) -> int:
    """All that `by` has before his eyes; what he may not see stays as it was."""
    return Alert.objects.visible_to(by).unread().update(read_at=timezone.now())


@transaction.atomic
def clear_old() -> int:
    """Let go of what was read or is over, and of what left, after some time.

    They are no rows of business: what happened stands in the histories, and that
    somebody was reminded in `Reminder`.
    """
    before = timezone.now() - timedelta(days=settings.ALERTS_KEEP_DAYS)
    old = Alert.objects.filter(told_at__lt=before)
    gone = old.exclude(read_at=None, settled_at=None).delete()[0]
    Outgoing.objects.filter(made_at__lt=before).delete()
    return gone
