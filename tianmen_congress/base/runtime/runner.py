"""python -m tianmen_congress.base.runtime.runner: what `make run` runs.

Starts the database, brings it up to date, starts web and worker, keeps all three
alive, and ends them in order on Ctrl-C or SIGTERM.
"""

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from threading import Event
from typing import TextIO

from tianmen_congress.base.cells.digits import whole_number

from . import children, embedded, environment, texts
from .children import Child, say
from .cluster import is_free
from .faults import Fault
from .home import Home
from .preparing import sole_preparer, took

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TICK = 0.5
PATIENCE = 120
WEB_PROCESSES = 2


@dataclass(frozen=True)
class Wishes:
    """What the person who starts the system may choose."""

    port: int
    host: str
    demo: bool


def read_wishes() -> Wishes:
    port, demo = os.environ.get("PORT") or "8000", os.environ.get("DEMO") or "1"
    number = whole_number(port)
    if number is None or not 0 < number < 65536:
        raise Fault(f"端口 PORT={port} 不对。", f"PORT={port} is no port.")
    if demo not in {"0", "1"}:
        raise Fault(f"DEMO={demo} 不对，请写 0 或 1。", f"DEMO={demo}: write 0 or 1.")
    return Wishes(number, os.environ.get("HOST") or "127.0.0.1", demo == "1")


# Kept beside the exception, which gets lost when it strikes in a destructor.
end_asked = Event()


def main() -> int:
    for number in SIGNALS:
        signal.signal(number, hear)
    try:
        run()
    except KeyboardInterrupt:
        pass
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 1
    say("已停止 / stopped")
    return 0


def hear(*_) -> None:
    end_asked.set()
    raise KeyboardInterrupt


def begin_to_end(home: Home) -> None:
    """What is being ended is ended in order, however often one asks."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    home.ending.touch()


def run() -> None:
    home = environment.read_home()
    wishes = read_wishes()
    with ExitStack() as stack:
        stack.enter_context(sole_runner(home))
        with sole_preparer(home) as turn:
            children.end_leftovers(home)
            expect_free(wishes)
            say(
                "正在启动，首次启动约需一分钟 / starting, the first time takes a minute"
            )
            database = open_database(home, stack)
            make_ready(home, wishes, database, turn)
        kept = start_children(home, wishes, database, stack)
        wait_for_answer(kept[0], wishes)
        people = texts.people_of(home)
        print(texts.welcome(wishes.host, wishes.port, people), flush=True)
        keep_alive(kept, database)


@contextmanager
def sole_runner(home: Home) -> Iterator[None]:
    """Ours alone; one that is just ending is waited for."""
    with (home.path / "runner.lock").open("w") as lock:
        began = time.monotonic()
        while not took(lock):
            patience = PATIENCE if home.ending.exists() else 2 * TICK + 1
            if time.monotonic() - began > patience:
                raise Fault(
                    f"{home.path} 中的系统已在运行。",
                    f"The system in {home.path} is running already.",
                )
            time.sleep(0.1)
        home.ending.unlink(missing_ok=True)
        yield


def starter_is_gone() -> bool:
    """Whether the `make` that started us was killed; nobody would find us then."""
    starter = os.environ.get("ENDS_WITH")
    return bool(starter) and starter != str(os.getppid())


def expect_free(wishes: Wishes) -> None:
    if not is_free(wishes.port, wishes.host):
        raise Fault(
            f"端口 {wishes.port} 已被占用，请换一个：make run PORT=8001",
            f"Port {wishes.port} is taken; choose another: make run PORT=8001",
        )


def open_database(home: Home, stack: ExitStack) -> embedded.EmbeddedDatabase | None:
    """The embedded one, unless the environment names another."""
    if os.environ.get("DATABASE_URL"):
        environment.expect_answer(environment.given_database())
        environment.expect_answer(os.environ["DATABASE_URL"])
        return None
    database = embedded.EmbeddedDatabase(home)
    stack.callback(database.close)
    stack.callback(begin_to_end, home)
    database.open()
    return database


def make_ready(
    home: Home,
    wishes: Wishes,
    database: embedded.EmbeddedDatabase | None,
    turn: TextIO,
) -> None:
    owner = database.url(embedded.OWNER) if database else environment.given_database()
    wanted = ["--static", *(["--demo"] if wishes.demo else [])]
    environment.prepare({**os.environ, "DATABASE_URL": owner}, *wanted, turn=turn)
    environment.tell_day(home)


def start_children(
    home: Home,
    wishes: Wishes,
    database: embedded.EmbeddedDatabase | None,
    stack: ExitStack,
) -> list[Child]:
    surroundings = for_children(wishes, database)
    # As long as they live they use the database, even if we are killed.
    inherited = (database.users.fileno(),) if database else ()
    listener = stack.enter_context(listen(wishes))
    kept = [
        children.web(surroundings, home, number, listener, inherited=inherited)
        for number in range(1, WEB_PROCESSES + 1)
    ]
    kept.append(children.worker(surroundings, home, inherited=inherited))
    # What a child that had to be killed had started itself: a drill's database.
    stack.callback(children.end_leftovers, home)
    for child in reversed(kept):
        stack.callback(child.stop)
    stack.callback(begin_to_end, home)
    for child in kept:
        child.start()
    return kept


def listen(wishes: Wishes) -> socket.socket:
    """Where browsers come to. It outlives a web process: whoever comes waits for the next."""
    try:
        return socket.create_server((wishes.host, wishes.port), backlog=512)
    except OSError as error:
        raise Fault(
            f"不能在 {wishes.host}:{wishes.port} 上提供网页：{error.strerror}",
            f"Cannot listen at {wishes.host}:{wishes.port}.",
        ) from None


def for_children(
    wishes: Wishes, database: embedded.EmbeddedDatabase | None
) -> dict[str, str]:
    """Ours, and the weak login alone."""
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tianmen_congress.settings",
        "PYTHONPATH": str(environment.BASE_DIR),
        "PORT": str(wishes.port),
        "OWNER_DATABASE_URL": "",
    }
    if database:
        surroundings["DATABASE_URL"] = database.url(embedded.WEAK)
    return surroundings


def wait_for_answer(web: Child, wishes: Wishes) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and web.is_running:
        if answers(wishes):
            return
        time.sleep(0.2)
    log = web.home.logs / f"{web.name}.log"
    raise Fault(f"网站启动不了，原因见 {log}。", f"The web server fails; see {log}.")


def answers(wishes: Wishes) -> bool:
    """Whether a web server is there; which of its names we call it by is no matter."""
    host = "127.0.0.1" if wishes.host == "0.0.0.0" else wishes.host  # noqa: S104
    connection = http.client.HTTPConnection(host, wishes.port, timeout=10)
    try:
        connection.request("GET", "/health/")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def keep_alive(kept: list[Child], database: embedded.EmbeddedDatabase | None) -> None:
    """Until somebody asks for the end."""
    while not (end_asked.wait(TICK) or starter_is_gone()):
        if database and not database.cluster.is_running:
            recover(kept, database)
        for child in kept:
            child.keep_alive()


def recover(kept: list[Child], database: embedded.EmbeddedDatabase) -> None:
    say("数据库意外停止，正在重新启动 / the database ended, starting it again")
    try:
        database.recover()
    except Fault as fault:
        say(str(fault))
        return
    for child in kept:
        child.move_to(database.url(embedded.WEAK))


if __name__ == "__main__":
    sys.exit(main())
