"""Looking at the calendar: what is due today is put before the worker."""

import logging
import time

from django.db import DatabaseError, connection

from .daily import due
from .tasks import run_daily

logger = logging.getLogger(__name__)
# Between two looks at the calendar, in seconds.
PAUSE = 600


def ask() -> list[str]:
    """Put before the worker what is due; what was asked for."""
    names = due()
    for name in names:
        run_daily.enqueue(name=name)
    return names


def watch(pause: float = PAUSE) -> None:
    """Go on asking as long as the worker lives, over failures of the database too."""
    while True:
        try:
            ask()
        except DatabaseError:
            logger.exception("could not ask for what is due today")
        connection.close()
        time.sleep(pause)
