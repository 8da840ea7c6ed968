"""Two people at one moment take away the last two of a kind: one of them is refused."""

import re
import threading
import time
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, connections, transaction

from tests.database import as_owner
from tests.factories.platform import user_of
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


def ask(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def switch_off(user: User) -> None:
    try:
        User.objects.filter(pk=user.pk).update(is_active=False)
    except IntegrityError:
        pass
    finally:
        connections.close_all()


def left_of(first: User, second: User) -> list[User]:
    """Who is left when the second is switched off before the first one's end is written."""
    other = threading.Thread(target=switch_off, args=[second])
    with transaction.atomic():
        User.objects.filter(pk=first.pk).update(is_active=False)
        other.start()
        while other.is_alive() and not ask(
            "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        ):
            time.sleep(0.01)
    other.join()
    return list(User.objects.filter(is_active=True))


@contextmanager
def without_waiting():
    """The broken twin: the same trigger, and nobody waits for the other."""
    whole = ask(
        "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger WHERE tgrelid = "
        "'accounts_user'::regclass AND tgname LIKE 'pgtrigger_last_stays%'"
    )[0][0]
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(re.sub(r"PERFORM pg_advisory[^;]*;", "", whole))
    try:
        yield
    finally:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(whole)


def test_of_two_who_switch_off_the_last_two_one_is_refused():
    first, second = user_of(Role.AUDITOR), user_of(Role.AUDITOR)

    assert left_of(first, second) == [second]


def test_without_waiting_nobody_would_be_left():
    first, second = user_of(Role.AUDITOR), user_of(Role.AUDITOR)

    with without_waiting():
        assert left_of(first, second) == []
