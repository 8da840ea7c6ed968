"""The web server and the worker: started, watched, started again, ended in order."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from . import limits
from .home import Home

# Tells our processes from all others on the machine, also after the runner was killed.
MARK = "TIANMEN_RUNS_FOR"
LOG_BYTES = 10 * 1024 * 1024
STEADY = 30
LONGEST_PAUSE = 30


def say(text: str) -> None:
    print(time.strftime("%H:%M:%S"), text, flush=True)


@dataclass
class Child:
    """One process that has to run; `grace`: seconds to finish what it is doing."""

    name: str
    command: list[str]
    surroundings: Mapping[str, str]
    home: Home
    grace: int = 15
    inherited: tuple[int, ...] = ()
    process: subprocess.Popen | None = None
    began: float = 0
    pause: float = field(default=0.5)
    wait_until: float = 0

    def start(self) -> None:
        with open_log(self.home.logs / f"{self.name}.log") as log:
            self.process = subprocess.Popen(
                self.command,
                env={**self.surroundings, MARK: str(self.home.path)},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl-C is for the runner, which ends its children in order.
                start_new_session=True,
                pass_fds=self.inherited,
            )
        self.began = time.monotonic()
        (self.home.processes / f"{self.name}.pid").write_text(f"{self.process.pid}\n")

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def keep_alive(self) -> None:
        """Start it again when it ended: after a moment, a longer one if it keeps on."""
        if self.is_running:
            return
        if self.process is not None:
            self._note_end()
        elif time.monotonic() >= self.wait_until:
            self.start()

    def stop(self) -> None:
        if self.process is None:
            return
        if self.is_running:
            self.process.terminate()
            self._wait()
        self._end_group()
        (self.home.processes / f"{self.name}.pid").unlink(missing_ok=True)

    def move_to(self, database: str) -> None:
        """Use the database at another address, if it is another."""
        if self.surroundings["DATABASE_URL"] != database:
            self.surroundings = {**self.surroundings, "DATABASE_URL": database}
            self.stop()
            self.start()

    def _note_end(self) -> None:
        steady = time.monotonic() - self.began > STEADY
        self.pause = 0.5 if steady else min(self.pause * 2, LONGEST_PAUSE)
        say(
            f"{self.name} 意外停止，正在重新启动 / {self.name} ended, starting it again"
        )
        self._end_group()
        self.process = None
        self.wait_until = time.monotonic() + self.pause

    def _wait(self) -> None:
        try:
            self.process.wait(self.grace)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _end_group(self) -> None:
        """What a killed leader left behind would keep its port."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def web(
    surroundings: Mapping[str, str],
    home: Home,
    number: int,
    listener: socket.socket,
    *,
    inherited: tuple[int, ...] = (),
) -> Child:
    """One of those that serve pages; all of them answer at `listener`."""
    place = listener.fileno()
    command = [sys.executable, "-m", "tianmen_congress.base.runtime.web", str(place)]
    told = {**surroundings, limits.TOLD: limits.Work.PAGES}
    return Child(f"web-{number}", command, told, home, inherited=(*inherited, place))


def worker(surroundings: Mapping[str, str], home: Home, **more) -> Child:
    command = [sys.executable, "-m", "django", "worker", "--no-reload"]
    told = {**surroundings, limits.TOLD: limits.Work.JOBS}
    return Child("worker", command, told, home, grace=30, **more)


def end_leftovers(home: Home) -> None:
    """End what a killed runner left running for this home."""
    left = [process for process in psutil.process_iter() if _is_marked(process, home)]
    for process in left:
        _quietly(process.terminate)
    _, stubborn = psutil.wait_procs(left, timeout=15)
    for process in stubborn:
        _quietly(process.kill)
    psutil.wait_procs(stubborn, timeout=5)


def _is_marked(process: psutil.Process, home: Home) -> bool:
    try:
        return process.environ().get(MARK) == str(home.path)
    except (psutil.Error, OSError):
        return False


def _quietly(end) -> None:
    try:
        end()
    except psutil.NoSuchProcess:
        return


def open_log(path: Path):
    """Appended to; what grew too long is put aside when its process starts."""
    if path.exists() and path.stat().st_size > LOG_BYTES:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")
