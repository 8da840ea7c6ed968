"""What a process is told about its surroundings, before any settings are read."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import IO

import environ
import psycopg2

from . import embedded, limits
from .faults import Fault
from .home import Home
from .preparing import sole_preparer, wait_until_prepared

BASE_DIR = Path(__file__).resolve().parents[3]
DEMO_DAY = "2017-07-25"
# Older ones lack what is used: limits of a transaction, the builtin locale.
OLDEST_SERVER = 170000
# What the login that serves the web may run: everything else belongs to the owner, a new
# command too until it is named here.
SERVING = {
    "export_report",
    "figures",
    "import_workbook",
    "move_opinions",
    "print_workflow",
    "worker",
}
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
    os.environ[limits.TOLD] = limits.work_of_command("".join(arguments[:1]))
    with ExitStack() as stack:
        if needs_database(arguments):
            os.environ["DATABASE_URL"] = ready_database(home, stack)
            expect_owner(os.environ["DATABASE_URL"], arguments[0])
        # Not before: the first start may just be making it a demo.
        tell_day(home)
        yield


def ready_database(home: Home, stack: ExitStack) -> str:
    """Where the database is, once nobody is making it ready any more."""
    if given_database():
        wait_until_prepared(home)
        expect_answer(given_database())
        return given_database()
    with sole_preparer(home) as turn:
        database = stack.enter_context(embedded.opened(home))
        url = database.url(embedded.OWNER)
        if not home.ready.exists():
            prepare({**os.environ, "DATABASE_URL": url}, turn=turn)
    return url


def given_database() -> str:
    """The server that somebody else runs, as its owner where two logins are given."""
    return os.environ.get("OWNER_DATABASE_URL") or os.environ.get("DATABASE_URL", "")


def expect_answer(url: str) -> None:
    """Say it in a sentence when the given server cannot be used."""
    try:
        with closing(psycopg2.connect(url, connect_timeout=10)) as connection:
            version = connection.info.server_version
    except psycopg2.Error as error:
        raise Fault(
            f"连不上 DATABASE_URL 指定的数据库：{error}".strip(),
            "The database that DATABASE_URL names does not answer.",
        ) from None
    if version < OLDEST_SERVER:
        has = f"{version // 10000}.{version % 10000}"
        raise Fault(
            f"DATABASE_URL 指定的数据库是 PostgreSQL {has}，需要 17 或更高版本；"
            "从哪里安装见 docs/operations.md。不设 DATABASE_URL 时使用系统自带的数据库。",
            f"DATABASE_URL names a PostgreSQL {has}; 17 or later is needed, see "
            "docs/operations.md for where it comes from.",
        )


def expect_owner(url: str, command: str) -> None:
    """The serving login sets no password, makes no account and opens no shell."""
    if command not in SERVING and login_of(url) == embedded.WEAK:
        raise Fault(
            f"命令 {command} 只能以数据库所有者的身份运行：现在用的是网站的数据库登录 "
            f"{embedded.WEAK}，请设置 OWNER_DATABASE_URL。",
            f"{command} is for the database's owner: set OWNER_DATABASE_URL.",
        )


def login_of(url: str) -> str:
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]


def prepare(surroundings: Mapping[str, str], *arguments: str, turn: IO[str]) -> None:
    """Bring the database up to date in a process of its own (see prepare.py).

    It keeps our `turn` as long as it lives, even if we are killed.
    """
    command = [
        sys.executable,
        "-m",
        "tianmen_congress.base.runtime.prepare",
        *arguments,
    ]
    done = subprocess.run(
        command,
        cwd=BASE_DIR,
        env={**surroundings, limits.TOLD: limits.Work.MIGRATIONS},
        stdout=sys.stderr,
        # Ctrl-C is for us to hear; we end it.
        start_new_session=True,
        pass_fds=[turn.fileno()],
        check=False,
    )
    if done.returncode:
        raise Fault(
            "数据库未能准备好，原因见上。", "The database could not be prepared."
        )
