"""What the runner decides before anything is started."""

import os
import signal
import socket
import sys
import time
from contextlib import ExitStack
from types import SimpleNamespace

import psutil
import pytest

from tianmen_congress.base.runtime import children, environment, prepare, runner, texts
from tianmen_congress.base.runtime.children import Child, _is_marked, end_leftovers
from tianmen_congress.base.runtime.faults import Fault
from tianmen_congress.base.runtime.home import Home
from tianmen_congress.overview.demo.accounts import NAMES


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.make()
    return home


@pytest.fixture
def sleeper(home):
    """A child that would sleep for a minute."""
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    child = Child("sleeper", command, dict(os.environ), home, grace=5)
    child.start()
    yield child
    child.stop()


@pytest.fixture
def unset(monkeypatch):
    for name in ("PORT", "DEMO", "HOST", "DATABASE_URL", "OWNER_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def wait_until(true) -> None:
    until = time.monotonic() + 10
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_by_default_it_is_port_8000_on_this_machine_with_the_demo(unset):
    assert runner.read_wishes() == runner.Wishes(8000, "127.0.0.1", True)


def test_port_and_empty_system_can_be_wished_for(unset, monkeypatch):
    monkeypatch.setenv("PORT", "9123")
    monkeypatch.setenv("DEMO", "0")
    assert runner.read_wishes() == runner.Wishes(9123, "127.0.0.1", False)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "eighty"), ("PORT", "0"), ("PORT", "65536"), ("DEMO", "no")],
)
def test_a_wrong_wish_is_named(unset, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(Fault, match=f"{name}={value}"):
        runner.read_wishes()


def test_a_taken_port_is_named_in_both_languages(unset):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            Fault, match=f"端口 {port} 已被占用.*\nPort {port} is taken"
        ):
            runner.expect_free(runner.Wishes(port, "127.0.0.1", True))


def test_the_second_runner_of_a_home_is_refused(home, monkeypatch):
    monkeypatch.setattr(runner, "TICK", -0.5)
    with (
        runner.sole_runner(home),
        pytest.raises(Fault, match="running already"),
        runner.sole_runner(home),
    ):
        pytest.fail("two at once")


def test_a_runner_whose_make_is_gone_ends(monkeypatch):
    monkeypatch.setenv("ENDS_WITH", str(os.getppid()))
    assert not runner.starter_is_gone()
    monkeypatch.setenv("ENDS_WITH", "1234567")
    assert runner.starter_is_gone()


def test_children_get_the_weak_login_only(unset, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://app@db/tianmen")
    monkeypatch.setenv("OWNER_DATABASE_URL", "postgres://owner@db/tianmen")
    told = runner.for_children(runner.Wishes(9000, "127.0.0.1", True), None)
    assert told["DATABASE_URL"] == "postgres://app@db/tianmen"
    assert "owner" not in str(told)


def test_a_child_that_ended_is_started_again_after_a_pause(sleeper, capsys):
    first = sleeper.process.pid
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: not sleeper.is_running)
    sleeper.keep_alive()
    assert not sleeper.is_running
    wait_until(lambda: sleeper.keep_alive() or sleeper.is_running)
    assert sleeper.process.pid != first
    assert "sleeper 意外停止" in capsys.readouterr().out


def test_a_child_that_keeps_ending_waits_longer_each_time(sleeper):
    pauses = []
    for _ in range(3):
        os.kill(sleeper.process.pid, signal.SIGKILL)
        wait_until(lambda: not sleeper.is_running)
        sleeper.keep_alive()
        pauses.append(sleeper.pause)
        sleeper.start()
    assert pauses == [1, 2, 4]


def test_a_child_is_started_anew_when_the_database_moved(sleeper):
    sleeper.surroundings = {"DATABASE_URL": "old"}
    first = sleeper.process.pid
    sleeper.move_to("old")
    assert sleeper.process.pid == first
    sleeper.move_to("new")
    assert sleeper.is_running
    assert sleeper.process.pid != first
    # For a moment after the start the kernel shows no surroundings at all.
    anew = psutil.Process(sleeper.process.pid)
    wait_until(anew.environ)
    assert anew.environ()["DATABASE_URL"] == "new"


def test_a_stopped_child_leaves_no_number_behind(sleeper, home):
    sleeper.stop()
    assert not sleeper.is_running
    assert list(home.processes.iterdir()) == []


def test_leftovers_of_this_home_are_ended_and_others_left_alone(
    home, sleeper, tmp_path
):
    end_leftovers(Home(tmp_path / "another"))
    assert sleeper.is_running
    end_leftovers(home)
    assert not sleeper.is_running


def test_what_a_killed_child_had_started_ends_with_the_rest(home, unset, monkeypatch):
    """Such as the database of a drill, which runs in a session of its own."""
    started = "import subprocess as s; s.run(['sleep', '60'], start_new_session=True)"
    for name in ("web", "worker"):
        command = [sys.executable, "-c", started]
        child = Child(name, command, {"PATH": os.environ["PATH"]}, home, grace=5)
        monkeypatch.setattr(children, name, lambda *_, child=child, **__: child)
    monkeypatch.setattr(runner, "begin_to_end", lambda home: None)
    monkeypatch.setattr(runner, "WEB_PROCESSES", 1)
    wishes = runner.Wishes(0, "127.0.0.1", False)

    with ExitStack() as stack:
        kept = runner.start_children(home, wishes, None, stack)
        wait_until(lambda: len(sleeping_for(home)) == 2)
        os.kill(kept[1].process.pid, signal.SIGKILL)
    assert sleeping_for(home) == []


def sleeping_for(home):
    found = [each for each in psutil.process_iter(["name"]) if _is_marked(each, home)]
    return [each for each in found if each.info["name"] == "sleep"]


def test_a_log_that_grew_too_long_is_put_aside(home, monkeypatch):
    log = home.logs / "web.log"
    log.write_text("much")
    monkeypatch.setattr(children, "LOG_BYTES", 3)
    children.open_log(log).close()
    assert log.read_text() == ""
    assert (home.logs / "web.log.1").read_text() == "much"


def test_keys_are_made_once_and_for_the_owner_alone(home):
    first = home.secrets.read_text()
    home.make()
    assert home.secrets.read_text() == first
    assert [line.split("=")[0] for line in first.splitlines()] == [
        "SECRET_KEY",
        "PERSONAL_DATA_KEY",
    ]
    assert home.secrets.stat().st_mode & 0o777 == 0o600


def test_a_home_begun_as_a_demo_keeps_the_day_of_the_demo(home, monkeypatch):
    monkeypatch.delenv("TIANMEN_TODAY", raising=False)
    environment.tell_day(home)
    assert "TIANMEN_TODAY" not in os.environ
    prepare.mark_demo(home, True)
    environment.tell_day(home)
    assert os.environ["TIANMEN_TODAY"] == "2017-07-25"


def test_somebody_may_say_another_day_than_the_demo(home, monkeypatch):
    monkeypatch.setenv("TIANMEN_TODAY", "2017-06-01")
    prepare.mark_demo(home, True)
    environment.tell_day(home)
    assert os.environ["TIANMEN_TODAY"] == "2017-06-01"


@pytest.mark.parametrize(
    ("command", "needed"),
    [
        ("migrate", True),
        ("figures --json", True),
        ("makemigrations", True),
        ("makemigrations --check", False),
        ("check --deploy", False),
        ("figures --help", False),
        ("help figures", False),
        ("backup --verify", True),
        ("restore FILE --into HOME", False),
        ("collectstatic", False),
        ("", False),
    ],
)
def test_only_commands_that_need_it_start_the_database(command, needed):
    assert environment.needs_database(command.split()) is needed


def test_a_given_server_that_does_not_answer_is_a_sentence():
    with pytest.raises(Fault, match="连不上 DATABASE_URL"):
        environment.expect_answer("postgres://nobody@127.0.0.1:1/nothing")


def test_a_given_database_that_is_not_postgresql_is_a_sentence():
    with pytest.raises(Fault, match="连不上 DATABASE_URL"):
        environment.expect_answer("sqlite:///db.sqlite3")


@pytest.fixture
def server_of(monkeypatch):
    """Lets the given server be one of this version."""

    def server_of(version):
        answer = SimpleNamespace(
            info=SimpleNamespace(server_version=version), close=lambda: None
        )
        monkeypatch.setattr(environment.psycopg2, "connect", lambda *_, **__: answer)

    return server_of


@pytest.mark.parametrize(("version", "named"), [(150018, "15.18"), (160003, "16.3")])
def test_a_given_server_that_is_too_old_is_refused_at_the_start(
    server_of, version, named
):
    server_of(version)
    with pytest.raises(Fault, match=rf"是 PostgreSQL {named}，需要 17") as fault:
        environment.expect_answer("postgres://db/tianmen")
    assert "docs/operations.md" in str(fault.value)


@pytest.mark.parametrize("version", [170000, 180006])
def test_a_given_server_that_is_new_enough_is_used(server_of, version):
    server_of(version)
    environment.expect_answer("postgres://db/tianmen")


def test_the_manual_tells_where_a_newer_server_comes_from():
    manual = (environment.BASE_DIR / "docs" / "operations.md").read_text()
    oldest = environment.OLDEST_SERVER // 10000
    assert f"PostgreSQL {oldest} or later" in manual
    assert f"postgresql-{oldest + 1}" in manual


def test_the_greeting_of_a_demo_names_its_ten_accounts(home):
    home.demo.touch()
    said = texts.welcome("127.0.0.1", 8000, texts.people_of(home))
    assert "http://localhost:8000/" in said
    assert "tianmen-demo" in said
    assert {name for name, _ in texts.ACCOUNTS} == set(NAMES)


def test_the_greeting_of_an_empty_system_tells_its_setup_code(home):
    home.setup_code.write_text("ABC234\n")
    said = texts.welcome("10.0.0.5", 8000, texts.people_of(home))
    assert "http://10.0.0.5:8000/" in said
    assert "ABC234" in said
    assert "tianmen-demo" not in said


def test_the_greeting_of_a_system_at_work_names_nobody(home):
    assert texts.people_of(home) == ""
