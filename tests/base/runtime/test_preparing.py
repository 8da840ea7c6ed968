"""A command given while somebody makes the home ready waits, and keeps the demo's day."""

import os
import subprocess
import sys
from contextlib import contextmanager
from threading import Thread
from types import SimpleNamespace

import pytest

from tianmen_congress.base.runtime import embedded, environment, preparing
from tianmen_congress.base.runtime.faults import Fault
from tianmen_congress.base.runtime.home import Home
from tianmen_congress.base.runtime.preparing import sole_preparer, wait_until_prepared

URL = "postgres://tianmen_owner@127.0.0.1/tianmen"
HOLD = """
import sys
from pathlib import Path
from tianmen_congress.base.runtime.home import Home
from tianmen_congress.base.runtime.preparing import sole_preparer
home = Home(Path(sys.argv[1]))
with sole_preparer(home):
    print("in", flush=True)
    if sys.stdin.readline():
        home.demo.touch()
        home.ready.touch()
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("DATABASE_URL", "OWNER_DATABASE_URL"):
        monkeypatch.setenv(name, "")
    monkeypatch.delenv("TIANMEN_TODAY", raising=False)
    monkeypatch.setenv("TIANMEN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(environment.signal, "signal", lambda *_: None)
    return environment.read_home()


@pytest.fixture
def prepared(monkeypatch):
    """Which homes a command made ready itself; no server is started."""
    done = []

    @contextmanager
    def opened(home):
        yield SimpleNamespace(url=lambda login: URL)

    monkeypatch.setattr(embedded, "opened", opened)
    monkeypatch.setattr(environment, "prepare", lambda *_, turn: done.append(turn.name))
    return done


@pytest.fixture
def starter(home):
    """Somebody else who is just making the home ready: a demo, once told to end."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout.readline() == "in\n"
    yield other
    other.kill()
    other.communicate()


def day_of_command(*arguments: str) -> str | None:
    with environment.for_command(list(arguments)):
        return os.environ.get("TIANMEN_TODAY")


def test_a_command_on_a_new_home_makes_it_ready_itself(home, prepared):
    assert day_of_command("figures") is None
    assert prepared == [str(home.processes / "preparing")]
    assert os.environ["DATABASE_URL"] == URL


def test_a_command_given_during_the_first_start_waits_and_lives_on_its_day(
    home, prepared, starter
):
    days = []
    command = Thread(target=lambda: days.append(day_of_command("figures")))
    command.start()
    command.join(0.5)
    assert command.is_alive()

    starter.stdin.write("done\n")
    starter.stdin.flush()
    command.join(60)

    assert days == ["2017-07-25"]
    assert prepared == []
    assert home.demo.exists()


def test_a_command_on_a_server_of_ones_own_waits_too(
    home, starter, monkeypatch, capsys
):
    monkeypatch.setenv("DATABASE_URL", URL)
    monkeypatch.setattr(environment, "expect_answer", lambda url: None)
    monkeypatch.setattr(preparing, "PATIENCE", 0.3)

    with pytest.raises(Fault, match="很久还没有准备好"):
        day_of_command("figures")

    starter.communicate("done\n")
    assert day_of_command("figures") == "2017-07-25"


def test_what_needs_no_database_waits_for_nobody(home, starter, monkeypatch):
    monkeypatch.setattr(preparing, "PATIENCE", 0)
    assert day_of_command("check") is None


def test_one_who_waits_is_told_so_once(home, starter, monkeypatch, capsys):
    monkeypatch.setattr(preparing, "UNSAID", 0.1)
    monkeypatch.setattr(preparing, "PATIENCE", 0.6)
    with pytest.raises(Fault):
        wait_until_prepared(home)
    assert capsys.readouterr().err.count("等它完成") == 1


def test_one_who_was_killed_keeps_nobody_waiting(home, starter, monkeypatch):
    monkeypatch.setattr(preparing, "PATIENCE", 30)
    starter.kill()
    with sole_preparer(home):
        assert not home.ready.exists()


def test_what_it_started_keeps_its_turn(home, monkeypatch):
    """A runner that was killed left its preparation behind: nobody begins another."""
    left = []

    def run(command, *, pass_fds, **options):
        stay = [sys.executable, "-c", "import sys; sys.stdin.read()"]
        left.append(subprocess.Popen(stay, stdin=subprocess.PIPE, pass_fds=pass_fds))
        return SimpleNamespace(returncode=0)

    with monkeypatch.context() as patch, sole_preparer(home) as turn:
        patch.setattr(environment, "subprocess", SimpleNamespace(run=run))
        environment.prepare({}, turn=turn)
    monkeypatch.setattr(preparing, "PATIENCE", 0)
    with pytest.raises(Fault):
        wait_until_prepared(home)
    left[0].communicate()
    wait_until_prepared(home)


def test_keys_made_by_two_at_once_are_those_of_the_first(tmp_path, monkeypatch):
    first, second = Home(tmp_path), Home(tmp_path)
    first.make()
    kept = first.secrets.read_text()
    monkeypatch.setattr(type(first.secrets), "exists", lambda *_, **__: False)

    second.make()

    assert first.secrets.read_text() == kept
    assert [path.name for path in tmp_path.glob("secrets*")] == ["secrets"]
