"""The whole system on a home of its own: started, killed in parts, stopped.

Slow, so it is one test that tells a life in steps; each step is a sentence.
"""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import psycopg2
import pytest

from tianmen_congress.base.runtime.children import end_leftovers
from tianmen_congress.base.runtime.cluster import free_port
from tianmen_congress.base.runtime.embedded import OWNER, opened
from tianmen_congress.base.runtime.environment import BASE_DIR
from tianmen_congress.base.runtime.home import Home

pytestmark = pytest.mark.slow

PATIENCE = 120
WEB = ("web-1", "web-2")
SIGN_IN = "/accounts/sign-in/"
# What the tests themselves run with must not reach the system under test.
OURS = {
    "DATABASE_URL",
    "OWNER_DATABASE_URL",
    "TIANMEN_TODAY",
    "SECRET_KEY",
    "DJANGO_SETTINGS_MODULE",
}


class System:
    def __init__(self, path: Path) -> None:
        self.home = Home(path / "a home with spaces" / ("deep" * 12) / ("er" * 20))
        self.port = free_port()
        self.surroundings = {k: v for k, v in os.environ.items() if k not in OURS}
        # Empty beats the .env of a developer.
        self.surroundings |= {"DATABASE_URL": "", "TIANMEN_TODAY": "", "DEBUG": "0"}
        self.surroundings |= {
            "SECRET_KEY": "k" * 50,
            "TIANMEN_HOME": str(self.home.path),
            "PORT": str(self.port),
            "DEMO": "0",
        }
        self.runner = None
        self.said = path / "said"

    def start(self) -> None:
        self.runner = self.begin()
        self.wait_for("running")

    def begin(self) -> subprocess.Popen:
        with self.said.open("w") as said:
            return subprocess.Popen(
                [sys.executable, "-m", "tianmen_congress.base.runtime.runner"],
                cwd=BASE_DIR,
                env=self.surroundings,
                stdout=said,
                stderr=subprocess.STDOUT,
            )

    def manage(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env=self.surroundings,
            capture_output=True,
            text=True,
            check=False,
        )

    def wait_for(self, words: str) -> None:
        wait_until(
            lambda: words in self.said.read_text() or self.runner.poll() is not None
        )
        assert words in self.said.read_text(), self.said.read_text()

    def answers(self) -> bool:
        return self.status("/health/") == 200

    def status(self, path: str) -> int | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def pid_of(self, name: str) -> int:
        if name == "database":
            return int((self.home.database / "postmaster.pid").read_text().split()[0])
        return int((self.home.processes / f"{name}.pid").read_text())

    def kill(self, name: str) -> int:
        pid = self.pid_of(name)
        os.kill(pid, signal.SIGKILL)
        return pid

    def is_whole_again(self, name: str, killed: int) -> bool:
        try:
            pid = self.pid_of(name)
        except (FileNotFoundError, IndexError, ValueError):
            return False
        return pid != killed and is_alive(pid) and self.answers()

    def stop(self) -> int:
        self.runner.send_signal(signal.SIGTERM)
        return self.runner.wait(PATIENCE)

    def end(self) -> None:
        """Whatever state a failed step left it in."""
        if self.runner and self.runner.poll() is None:
            self.stop()
        end_leftovers(self.home)


def is_alive(pid: int) -> bool:
    """Not so when only its number is left, because nobody asked how it ended."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_until(true) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.fixture
def system():
    # Not below pytest's own folder: another run of pytest closes that to others.
    with TemporaryDirectory(prefix="tianmen-system-") as folder:
        system = System(Path(folder))
        yield system
        system.end()


COUNT = "from tianmen_congress.base.accounts.models import Organ; print(Organ.objects.count() > 20)"


def two_commands_first_thing_on_a_new_home_both_work(system: System) -> None:
    """One makes it ready, the other waits for that."""
    count = ("shell", "-v", "0", "-c", COUNT)
    with ThreadPoolExecutor(2) as people:
        both = [people.submit(system.manage, *count) for _ in range(2)]
    for done in (command.result() for command in both):
        assert (done.returncode, done.stdout) == (0, "True\n"), done.stderr
    assert not (system.home.database / "postmaster.pid").exists()


def the_system_starts_and_answers(system: System) -> None:
    system.start()
    assert system.answers()
    assert system.home.setup_code.read_text().strip() in system.said.read_text()


def the_keys_and_the_data_are_for_the_owner_alone(system: System) -> None:
    assert system.home.secrets.stat().st_mode & 0o777 == 0o600
    assert system.home.database_logins.stat().st_mode & 0o777 == 0o600
    assert system.home.database.stat().st_mode & 0o777 == 0o700


def the_web_and_the_worker_serve_as_the_weak_login(system: System) -> None:
    for name in (*WEB, "worker"):
        surroundings = psutil.Process(system.pid_of(name)).environ()
        assert "//tianmen_app:" in surroundings["DATABASE_URL"]
        assert surroundings["OWNER_DATABASE_URL"] == ""


def a_second_runner_on_the_same_home_is_refused(system: System) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tianmen_congress.base.runtime.runner"],
        cwd=BASE_DIR,
        env=system.surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "已在运行" in done.stderr
    assert "running already" in done.stderr
    assert system.answers()


def a_command_uses_the_running_database_and_leaves_it_running(system: System) -> None:
    database = system.pid_of("database")
    assert system.manage("migrate", "--check").returncode == 0
    address = system.manage("database_address").stdout
    assert re.fullmatch(r"postgres://tianmen_owner:\S+/tianmen\n", address)
    assert system.pid_of("database") == database


def a_held_lock_is_told_on_a_page_and_health_still_answers(system: System) -> None:
    with (
        opened(system.home) as database,
        closing(psycopg2.connect(database.url(OWNER))) as other,
        other.cursor() as cursor,
    ):
        cursor.execute("LOCK TABLE accounts_user IN ACCESS EXCLUSIVE MODE")
        with ThreadPoolExecutor(10) as browsers:
            asked = [browsers.submit(system.status, SIGN_IN) for _ in range(10)]
            assert system.answers()
            assert {answer.result() for answer in asked} == {503}
    assert system.status(SIGN_IN) == 200


def twenty_slow_senders_keep_nobody_out(system: System) -> None:
    head = f"POST {SIGN_IN} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(20):
            client = socket.create_connection(("127.0.0.1", system.port), PATIENCE)
            stack.enter_context(client).sendall(head.encode() + b"username=")
        assert system.status(SIGN_IN) == 200
        assert system.answers()


def what_is_killed_is_started_again(system: System) -> None:
    for name in (*WEB, "worker", "database"):
        killed = system.kill(name)
        wait_until(partial(system.is_whole_again, name, killed))
    assert system.manage("migrate", "--check").returncode == 0


def after_a_killed_runner_the_next_start_takes_over(system: System) -> None:
    system.runner.kill()
    system.runner.wait()
    left = [system.pid_of(name) for name in WEB]
    system.start()
    assert system.answers()
    assert not any(is_alive(pid) for pid in left)


def after_everything_was_killed_the_next_start_recovers(system: System) -> None:
    system.runner.kill()
    system.runner.wait()
    for name in (*WEB, "worker", "database"):
        system.kill(name)
    # The number of the dead server now belongs to somebody else.
    pid_file = system.home.database / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    system.start()
    assert system.answers()


def asked_to_end_it_stops_all_three_and_is_content(system: System) -> None:
    pids = [system.pid_of(name) for name in (*WEB, "worker", "database")]
    assert system.stop() == 0
    assert not any(is_alive(pid) for pid in pids)
    assert not (system.home.database / "postmaster.pid").exists()


def a_taken_port_is_named_and_nothing_is_started(system: System) -> None:
    with socket.create_server(("127.0.0.1", system.port)):
        system.runner = system.begin()
        assert system.runner.wait(PATIENCE) == 1
    assert f"Port {system.port} is taken" in system.said.read_text()
    assert "已被占用" in system.said.read_text()
    assert not (system.home.database / "postmaster.pid").exists()


LIFE = (
    two_commands_first_thing_on_a_new_home_both_work,
    the_system_starts_and_answers,
    the_keys_and_the_data_are_for_the_owner_alone,
    the_web_and_the_worker_serve_as_the_weak_login,
    a_second_runner_on_the_same_home_is_refused,
    a_command_uses_the_running_database_and_leaves_it_running,
    a_held_lock_is_told_on_a_page_and_health_still_answers,
    twenty_slow_senders_keep_nobody_out,
    what_is_killed_is_started_again,
    after_a_killed_runner_the_next_start_takes_over,
    after_everything_was_killed_the_next_start_recovers,
    asked_to_end_it_stops_all_three_and_is_content,
    a_taken_port_is_named_and_nothing_is_started,
)


def test_the_system_lives_through_all_that_may_happen_to_it(system):
    for step in LIFE:
        step(system)
