"""Copying a database through a pipe, with PostgreSQL's own programs."""

import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO

from psycopg2.extensions import make_dsn

from .binaries import PROGRAMS, ToolFailed, clean_environment

# In what a program says about a row that it could not take.
VALUES = re.compile(r'"[^"]*[^\x20-\x7e][^"]*"|\d{6,}')
FULL = "No space left on device"


@contextmanager
def dumped(login: Mapping[str, object], *, snapshot: str) -> Iterator[IO[bytes]]:
    """The database as `snapshot` shows it; ToolFailed at the end if it isn't whole."""
    arguments = ["--format=custom", "--no-owner", "--no-privileges"]
    arguments += [f"--snapshot={snapshot}"]
    with _client("pg_dump", *arguments, login=login, stdout=subprocess.PIPE) as process:
        yield process.stdout


@contextmanager
def restoring(login: Mapping[str, object]) -> Iterator[IO[bytes]]:
    """What is written to it goes into the database, all of it or nothing."""
    arguments = ["--no-owner", "--no-privileges", "--single-transaction"]
    arguments += ["--exit-on-error"]
    with _client(
        "pg_restore", *arguments, login=login, stdin=subprocess.PIPE
    ) as process:
        yield process.stdin
        process.stdin.close()


@contextmanager
def _client(
    name: str, *arguments: str, login: Mapping[str, object], **pipe: int
) -> Iterator[subprocess.Popen]:
    # The password is not for the list of processes.
    named = {key: value for key, value in login.items() if key != "password"}
    surroundings = clean_environment() | {"PGPASSWORD": str(login.get("password", ""))}
    command = [PROGRAMS / name, f"--dbname={make_dsn(**named)}", *arguments]
    with (
        TemporaryFile() as said,
        subprocess.Popen(command, env=surroundings, stderr=said, **pipe) as process,
    ):
        try:
            yield process
        except BrokenPipeError:
            process.wait()
            raise ToolFailed(_told(name, said)) from None
        except BaseException:
            process.kill()
            raise
        if process.wait():
            raise ToolFailed(_told(name, said))


def _told(name: str, said: IO[bytes]) -> str:
    """The first thing that a program complains of, without the values of rows."""
    said.seek(0)
    text = said.read().decode(errors="replace")
    if FULL in text:
        return f"{name}：磁盘已满"
    first = next((line for line in text.splitlines() if "error:" in line), "")
    return f"{name}：" + VALUES.sub("…", first.partition("error:")[2]).strip()[:200]
