"""Two at one moment, each in a thread and a connection of its own."""

import threading
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, connections, transaction
from django.db.models import QuerySet

from tianmen_congress.base.rows.constraints import taken_in_turn

LOCK_NOT_AVAILABLE = "55P03"


def at_once(*works: Callable[[], object]) -> list[ValidationError | None]:
    """What each was refused with, or None."""
    barrier, answers = threading.Barrier(len(works)), [None] * len(works)

    def run(number, work):
        try:
            barrier.wait()
            work()
        except ValidationError as refusal:
            answers[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def waits_for(rows: QuerySet, work: Callable[[], object]) -> bool:
    """Whether `work` stands still while somebody writes under these rows."""
    jams = []

    def run():
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '200ms'")
                work()
        except OperationalError as jam:
            jams.append(jam.__cause__.pgcode)
        finally:
            connections.close_all()

    with transaction.atomic():
        taken_in_turn(rows)
        other = threading.Thread(target=run)
        other.start()
        other.join()
    return jams == [LOCK_NOT_AVAILABLE]
