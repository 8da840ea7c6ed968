"""What a process is told about its surroundings, before any settings are read."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import environ
import psycopg2

from . import embedded
from .faults import Fault
from .home import Home

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DEMO_DAY = "2017-07-25"
WITHOUT_DATABASE = {"help", "version", "--help", "--version", "check", "collectstatic"}
# It makes its own, where there is none yet.
WITHOUT_DATABASE |= {"restore"}


def read_home() -> Home:
    """The home of this process, made if it is new."""
    environ.Env.read_env(BASE_DIR / ".env")
    home = Home(Path(os.environ.get("TIANMEN_HOME") or BASE_DIR / "var").resolve())
    os.environ["TIANMEN_HOME"] = str(home.path)
    home.make()
    return home


def tell_day(home: Home) -> None:
    """In a demo it is the day of the demo, unless somebody says another."""
    if home.demo.exists():
        os.environ.setdefault("TIANMEN_TODAY", DEMO_DAY)


def needs_database(arguments: list[str]) -> bool:
    return bool(arguments) and not (
        WITHOUT_DATABASE.intersection(arguments[:1])
        or {"--help", "-h"}.intersection(arguments)
        or (arguments[0] == "makemigrations" and "--check" in arguments)
    )


@contextmanager
def for_command(arguments: list[str]) -> Iterator[None]:
    """A database for one command of manage.py, whether the system runs or not."""
    # Asked to end, it ends like a program that is done: tidily.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    home = read_home()
    tell_day(home)
    if not needs_database(arguments):
        yield
    elif given_database():
        os.environ["DATABASE_URL"] = given_database()
        expect_answer(given_database())
        yield
    else:
        with embedded.opened(home) as database:
            os.environ["DATABASE_URL"] = database.url(embedded.OWNER)
            if not home.ready.exists():
                prepare(os.environ)
            yield


def given_database() -> str:
    """The server that somebody else runs, as its owner where two logins are given."""
    return os.environ.get("OWNER_DATABASE_URL") or os.environ.get("DATABASE_URL", "")


def expect_answer(url: str) -> None:
    """Say it in a sentence when the given server cannot be used."""
    try:
        psycopg2.connect(url, connect_timeout=10).close()
    except psycopg2.Error as error:
        raise Fault(
            f"连不上 DATABASE_URL 指定的数据库：{error}".strip(),
            "The database that DATABASE_URL names does not answer.",
        ) from None


def prepare(surroundings: Mapping[str, str], *arguments: str) -> None:
    """Bring the database up to date in a process of its own (see prepare.py)."""
    command = [sys.executable, "-m", "tianmen_congress.runtime.prepare", *arguments]
    done = subprocess.run(
        command,
        cwd=BASE_DIR,
        env=surroundings,
        stdout=sys.stderr,
        # Ctrl-C is for us to hear; we end it.
        start_new_session=True,
        check=False,
    )
    if done.returncode:
        raise Fault(
            "数据库未能准备好，原因见上。", "The database could not be prepared."
        )
