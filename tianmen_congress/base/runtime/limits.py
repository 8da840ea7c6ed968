"""How long the database may be kept busy, by the kind of work that asks it.

Without a limit one held lock freezes every thread that comes to it. The limits travel
with each connection, so that nothing has to be set up on a server; whoever is not told
what kind of work it does gets the strictest.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# Told to a process by the one that starts it.
TOLD = "TIANMEN_WORK"
MINUTE, HOUR = 60, 3600


class Work(StrEnum):
    PAGES = "pages"
    # Imports, exports and what is done each day.
    JOBS = "jobs"
    COMMANDS = "commands"
    MIGRATIONS = "migrations"


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds; 0 is none. `idle` is spent inside a transaction, asking nothing."""

    lock: int
    statement: int
    idle: int
    transaction: int = 0


LIMITS = {
    # Somebody looks at an empty page meanwhile, and each waiting thread is one of eight.
    Work.PAGES: Limits(lock=5, statement=30, idle=MINUTE, transaction=2 * MINUTE),
    # Longer than any page may hold what they wait for.
    Work.JOBS: Limits(lock=3 * MINUTE, statement=10 * MINUTE, idle=30 * MINUTE),
    Work.COMMANDS: Limits(lock=3 * MINUTE, statement=HOUR, idle=HOUR),
    # A change of a table that waits for its lock keeps all others waiting behind it.
    Work.MIGRATIONS: Limits(lock=MINUTE, statement=2 * HOUR, idle=HOUR),
}
# A server that is gone without a word is noticed.
NETWORK = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}


def work_of_command(name: str) -> Work:
    """What a command of manage.py does."""
    named = {"worker": Work.JOBS, "migrate": Work.MIGRATIONS}
    return named.get(name, Work.COMMANDS)


def told_work() -> Work:
    told = os.environ.get(TOLD, "")
    return Work(told) if told in set(Work) else Work.PAGES


def connection_options(
    limits: Limits, given: Mapping[str, object]
) -> dict[str, object]:
    """How to connect under `limits`; what is `given` by an address of one's own wins."""
    seconds = {
        "lock_timeout": limits.lock,
        "statement_timeout": limits.statement,
        "idle_in_transaction_session_timeout": limits.idle,
        "transaction_timeout": limits.transaction,
    }
    words = [f"-c {name}={value}s" for name, value in seconds.items()]
    words.append(str(given.get("options", "")))
    return {**NETWORK, **given, "options": " ".join(words).strip()}
