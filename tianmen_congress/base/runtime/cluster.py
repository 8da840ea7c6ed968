"""One data folder of PostgreSQL and the server on it."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from . import binaries
from .faults import Fault

ADDRESS = "127.0.0.1"
SUPERUSER = "postgres"
# No socket file: its path must be short, and a home may lie deep.
OPTIONS = {
    "listen_addresses": ADDRESS,
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_size": "0",
    # A failing statement is logged with its values, and they may be personal.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
}
# Autovacuum would note that a table is empty between two tests, and the planner would
# join row by row what the next one fills.
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}
TRIES = 12
PATIENCE = 120


@dataclass(frozen=True)
class Cluster:
    """A server that is started and stopped on `data`; `careless`: for tests only."""

    data: Path
    careless: bool = False

    @property
    def exists(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    @property
    def is_running(self) -> bool:
        return self._pid_file_speaks_truth() and self._status() == "ready"

    @property
    def port(self) -> int:
        return int(self._pid_lines()[3])

    def initialise(self, password: str) -> None:
        """Make the data folder: UTF-8, Chinese letters are letters, password asked."""
        # A folder half made by somebody who was killed is of no use.
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(mode=0o700)
        user = binaries.server_user()
        if user:
            binaries.open_way_to(self.data)
            shutil.chown(self.data, user, user)
        with TemporaryDirectory(prefix="tianmen-") as folder:
            self._initdb(Path(folder) / "password", password, user)

    def start(self, preferred_port: int | None = None) -> int:
        """Start the server and return its port, another one when that is taken."""
        for port in _ports(preferred_port):
            if self._comes_up():
                return self.port
            (self.data / "postmaster.pid").unlink(missing_ok=True)
            if self._try(port):
                return port
            # Right after a crash, old server processes may still be on their way out.
            time.sleep(0.5)
        raise self._does_not_start()

    def stop(self) -> None:
        for mode in ("fast", "immediate"):
            with suppress(binaries.ToolFailed, subprocess.TimeoutExpired):
                self._pg_ctl("stop", "-m", mode)
            if not self._pid_file_speaks_truth():
                return
        raise Fault("数据库停不下来。", "The database does not stop.")

    def _comes_up(self) -> bool:
        """Whether somebody who was killed had just started it; it may be tidying up.

        One that is just ending is waited for: only then can it be started again.
        """
        until = time.monotonic() + PATIENCE
        while self._pid_file_speaks_truth():
            if self.is_running:
                return True
            if time.monotonic() > until:
                raise self._does_not_start()
            time.sleep(0.5)
        return False

    def _does_not_start(self) -> Fault:
        return Fault(
            f"数据库启动不了，原因见 {self._start_log}。",
            f"The database does not start; see {self._start_log}.",
        )

    @property
    def _start_log(self) -> Path:
        return self.data / "start.log"

    def _initdb(self, password_file: Path, password: str, user: str | None) -> None:
        password_file.write_text(password)
        if user:
            for path in (password_file.parent, password_file):
                shutil.chown(path, user, user)
        binaries.run_tool(
            "initdb",
            f"--pgdata={self.data}",
            f"--username={SUPERUSER}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C.UTF-8",
            *(["--no-sync"] if self.careless else []),
        )

    def _try(self, port: int) -> bool:
        options = {**OPTIONS, **(CARELESS if self.careless else {}), "port": str(port)}
        words = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        try:
            self._pg_ctl("start", "-t", "120", "-l", str(self._start_log), "-o", words)
        except (binaries.ToolFailed, subprocess.TimeoutExpired):
            return False
        return True

    def _pg_ctl(self, verb: str, *arguments: str) -> None:
        if binaries.server_user():
            # Somebody may have closed the way since.
            binaries.open_way_to(self.data)
        binaries.run_tool("pg_ctl", verb, "-w", "-D", str(self.data), *arguments)

    def _pid_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _status(self) -> str:
        lines = self._pid_lines()
        return lines[7].strip() if len(lines) > 7 else "starting"

    def _pid_file_speaks_truth(self) -> bool:
        """Whether the process named there lives and is a server on this folder.

        PostgreSQL itself won't start while the number belongs to anybody at all.
        """
        lines = self._pid_lines()
        if not lines or not lines[0].strip().isdigit():
            return False
        try:
            words = psutil.Process(int(lines[0])).cmdline()
        except psutil.Error:
            return False
        return bool(words) and "postgres" in words[0] and str(self.data) in words


def _ports(preferred: int | None) -> Iterator[int]:
    if preferred and becomes_free(preferred):
        yield preferred
    for _ in range(TRIES):
        yield free_port()


def becomes_free(port: int) -> bool:
    """Processes of a server that was just killed hold its port for a moment more."""
    for _ in range(TRIES):
        if is_free(port):
            return True
        time.sleep(0.25)
    return False


def is_free(port: int, address: str = ADDRESS) -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
            listener.listen(1)
        except OSError:
            return False
    return True


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((ADDRESS, 0))
        return listener.getsockname()[1]
