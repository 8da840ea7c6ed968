"""A backup is worth what comes back: restored, compared, and broken to see it told."""

import hashlib
from contextlib import closing, nullcontext

import psycopg2
import pytest
from psycopg2.extensions import parse_dsn

from tests import database
from tianmen_congress.base.backups import actions, reading, restoring
from tianmen_congress.base.backups.faults import BackupFault
from tianmen_congress.base.backups.keys import machine_key
from tianmen_congress.base.backups.models import Run
from tianmen_congress.base.runtime import preparing
from tianmen_congress.base.runtime.embedded import create_database_sql
from tianmen_congress.base.runtime.faults import Fault
from tianmen_congress.base.runtime.home import Home
from tianmen_congress.base.runtime.preparing import wait_until_prepared

pytestmark = pytest.mark.django_db
A, B = "2017/07/a.jpg", "2017/08/b.pdf"


@pytest.fixture
def written(stored, place, paper):
    stored(A, b"\xff\xd8" + b"a picture" * 9000)
    stored(B, b"a paper")
    return actions.back_up()[1]


def ask(login, command):
    with (
        closing(psycopg2.connect(**login)) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(command)
        rows = cursor.fetchall() if cursor.description else []
        connection.commit()
        return rows


def differences(contents, home, login):
    with pytest.raises(BackupFault) as fault:
        reading.compare(contents, home=home, login=login)
    return str(fault.value)


@pytest.mark.slow
def test_it_comes_back_in_a_new_home_and_what_is_broken_there_is_told(
    written, paper, folder, settings
):
    new = Home(folder / "new home")
    contents = actions.restore(written.path, [paper], into=str(new.path))

    assert {path.name for path in new.path.iterdir()} >= set(restoring.MOVED) - {"demo"}
    assert not (new.path / "restoring").exists()
    keys = f"SECRET_KEY={settings.SECRET_KEY}\nPERSONAL_DATA_KEY={settings.PERSONAL_DATA_KEY}\n"
    assert new.secrets.read_text() == keys
    assert (new.files / B).read_bytes() == b"a paper"
    with restoring.own_cluster(new) as login:
        reading.compare(contents, home=new, login=login)
        assert ask(login, "SELECT name FROM files_storedfile") == [("现场.pdf",)] * 2

        ask(login, "UPDATE files_storedfile SET name = '别的.pdf' WHERE size = 7")
        told = "与备份时的指纹不一致：表 files_storedfile 的2行中有内容不同的"
        assert differences(contents, new, login) == told
        ask(login, "UPDATE files_storedfile SET name = '现场.pdf' WHERE size = 7")
        reading.compare(contents, home=new, login=login)

        (new.files / B).write_bytes(b"b paper")
        (new.files / A).unlink()
        told = f"与备份时的指纹不一致：缺少1个文件：{A}；内容不同的有1个文件：{B}"
        assert differences(contents, new, login) == told


def test_a_drill_says_how_much_is_equal_and_leaves_nothing(written, home):
    run, contents = actions.drill()

    assert (run.problem, run.name) == ("", written.path.name)
    assert (run.rows, run.files) == (contents.head.fingerprints.rows, 2)
    assert run.moment == written.at
    assert not (home.path / "drill").exists()


def test_a_drill_that_comes_out_otherwise_is_told(place, paper, home, monkeypatch):
    fill = reading.fill

    def fill_badly(path, keys, *, home, login):
        contents = fill(path, keys, home=home, login=login)
        ask(login, "DELETE FROM django_migrations WHERE app = 'backups'")
        return contents

    actions.back_up()
    monkeypatch.setattr(restoring, "fill", fill_badly)
    with pytest.raises(BackupFault, match="表 django_migrations 应有"):
        actions.drill()

    assert Run.objects.first().problem.startswith("与备份时的指纹不一致：")
    assert not (home.path / "drill").exists()


@pytest.fixture
def empty():
    """An empty database on a server, and its address."""
    name = "test_restored"
    with database.server() as login, closing(database.connect(login)) as admin:
        database.execute(admin, "DROP DATABASE IF EXISTS {}", name)
        with admin.cursor() as cursor:
            cursor.execute(create_database_sql(name, owner=login["USER"]))
        who = f"{login['USER']}:{login['PASSWORD']}@{login['HOST']}:{login['PORT']}"
        yield f"postgres://{who}/{name}"
        database.execute(admin, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def test_while_it_comes_back_commands_on_that_home_wait(folder, monkeypatch):
    new, waited = Home(folder / "new home"), []

    def fill(*_, **__):
        with pytest.raises(Fault, match="还没有准备好"):
            wait_until_prepared(new)
        waited.append(True)
        raise BackupFault("half way")

    monkeypatch.setattr(preparing, "PATIENCE", 0)
    monkeypatch.setattr(restoring, "expect_open", lambda *_: None)
    monkeypatch.setattr(restoring, "own_cluster", lambda _: nullcontext({}))
    monkeypatch.setattr(restoring, "fill", fill)
    with pytest.raises(BackupFault, match="half way"):
        restoring.restore(folder / "backup", [], into=str(new.path))

    assert waited == [True]
    wait_until_prepared(new)


@pytest.mark.slow
def test_it_comes_back_in_the_database_of_a_server(written, empty, folder, settings):
    settings.HOME = folder / "on the server"
    Home(settings.HOME).make()
    made = Home(settings.HOME).secrets.read_text()

    actions.restore(written.path, [machine_key()], into=empty)

    home = Home(settings.HOME)
    assert hashlib.sha256((home.files / B).read_bytes()).hexdigest() in str(
        ask(parse_dsn(empty), "SELECT sha256 FROM files_storedfile")
    )
    assert (home.path / "secrets.replaced").read_text() == made
    assert home.ready.exists()
    assert not home.database.exists()
    with pytest.raises(BackupFault, match="不是空的"):
        actions.restore(written.path, [machine_key()], into=empty)


def test_nothing_goes_into_a_server_that_holds_a_table(empty, place, paper):
    path = actions.back_up()[1].path
    ask(parse_dsn(empty), "CREATE TABLE theirs AS SELECT 1 AS n")

    with pytest.raises(BackupFault, match="数据库 test_restored 不是空的"):
        actions.restore(path, [machine_key()], into=empty)

    assert ask(parse_dsn(empty), "SELECT n FROM theirs") == [(1,)]


@pytest.mark.parametrize("thing", ["pg", "ready", "files/2017/a.jpg", "notes.txt"])
def test_nothing_goes_into_a_folder_where_something_is(folder, thing):
    home = Home(folder / "theirs")
    home.make()
    path = home.path / thing
    path.parent.mkdir(parents=True, exist_ok=True)
    restoring.expect_vacant(home)
    path.write_text("theirs")

    with pytest.raises(BackupFault, match="不是空的"):
        restoring.expect_vacant(home)
