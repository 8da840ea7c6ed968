"""Putting a backup where nothing is: for good, or for a drill that is thrown away."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psycopg2
from psycopg2.extensions import parse_dsn

from tianmen_congress.base.runtime import embedded
from tianmen_congress.base.runtime.cluster import Cluster
from tianmen_congress.base.runtime.environment import expect_answer
from tianmen_congress.base.runtime.home import Home
from tianmen_congress.base.runtime.preparing import sole_preparer

from . import faults
from .contents import Contents
from .faults import BackupFault
from .fingerprints import TABLES
from .place import this_home
from .reading import Keys, compare, expect_open, fill

SERVERS = ("postgres://", "postgresql://")
# What a home may hold that was made but never used.
UNUSED = {"files", "log", "run", "static", "secrets", "setup-code", "recovery-key.pub"}
UNUSED |= {"database.turn", "database.users", "restoring"}
# In this order, so that a home without the last counts as one still to be made ready.
MOVED = ("files", "secrets", "recovery-key.pub", "database.json", "demo", "pg", "ready")


def restore(path: Path, keys: Keys, *, into: str) -> Contents:
    """Into a home with its own database, or into the server's database `into`.

    In the second case the files go into the home of this process.
    """
    is_server = into.startswith(SERVERS)
    home = this_home() if is_server else Home(Path(into).resolve())
    expect_open(path, keys)
    expect_vacant(home)
    if is_server:
        expect_empty(into)
    with sole_preparer(home), drafted(home) as draft:
        # A command that came first would have made it its own meanwhile.
        expect_vacant(home)
        with ExitStack() as stack:
            if is_server:
                login = parse_dsn(into)
            else:
                login = stack.enter_context(own_cluster(draft))
            contents = fill(path, keys, home=draft, login=login)
            compare(contents, home=draft, login=login)
        draft.ready.touch()
        move_in(draft, home)
    return contents


def drill(path: Path, keys: Keys) -> Contents:
    """Into a cluster of its own, which is compared with the backup and thrown away."""
    expect_open(path, keys)
    with drafted(this_home(), "drill") as draft, own_cluster(draft, True) as login:
        contents = fill(path, keys, home=draft, login=login)
        compare(contents, home=draft, login=login)
    return contents


@contextmanager
def drafted(home: Home, name: str = "restoring") -> Iterator[Home]:
    """A home in the making, on the disk of `home`; gone at the end, whatever is left."""
    draft = Home(home.path / name)
    clear(draft)
    draft.path.mkdir(mode=0o700, parents=True)
    try:
        yield draft
    finally:
        clear(draft)


def clear(draft: Home) -> None:
    """Also what a killed run left, with its server."""
    cluster = Cluster(draft.database)
    if cluster.is_running:
        cluster.stop()
    shutil.rmtree(draft.path, ignore_errors=True)


@contextmanager
def own_cluster(home: Home, careless: bool = False) -> Iterator[Mapping[str, object]]:
    with embedded.opened(home, careless=careless) as database:
        yield parse_dsn(database.url(embedded.OWNER))


def expect_vacant(home: Home) -> None:
    if not home.path.exists():
        return
    if not home.path.is_dir():
        raise BackupFault(faults.OCCUPIED.format(place=home.path))
    found = {path.name for path in home.path.iterdir()}
    has_files = any(path.is_file() for path in home.files.rglob("*"))
    if found - UNUSED or has_files:
        raise BackupFault(faults.OCCUPIED.format(place=home.path))


def expect_empty(url: str) -> None:
    expect_answer(url)
    with closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(TABLES)
        if cursor.fetchone():
            name = connection.info.dbname
            raise BackupFault(faults.OCCUPIED.format(place=f"数据库 {name}"))


def move_in(draft: Home, home: Home) -> None:
    if home.secrets.exists():
        # Made for a home that held nothing; still no key is ever destroyed.
        home.secrets.replace(home.path / "secrets.replaced")
    # Empty folders at most.
    shutil.rmtree(home.files, ignore_errors=True)
    for name in MOVED:
        source = draft.path / name
        if source.exists():
            source.replace(home.path / name)
