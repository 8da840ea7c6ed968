"""The folder in which one copy of the system lives: TIANMEN_HOME, ./var by default."""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

KEYS = ("SECRET_KEY", "PERSONAL_DATA_KEY")


@dataclass(frozen=True)
class Home:
    """Where the things of one copy are; everything private is readable by us alone."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "pg"

    @property
    def secrets(self) -> Path:
        return self.path / "secrets"

    @property
    def files(self) -> Path:
        return self.path / "files"

    @property
    def recovery_key(self) -> Path:
        """The public half of the key that opens the backups; the other is on paper."""
        return self.path / "recovery-key.pub"

    @property
    def database_logins(self) -> Path:
        return self.path / "database.json"

    @property
    def logs(self) -> Path:
        return self.path / "log"

    @property
    def processes(self) -> Path:
        return self.path / "run"

    @property
    def ending(self) -> Path:
        """Stands while the runner stops what it runs."""
        return self.processes / "ending"

    @property
    def ready(self) -> Path:
        """Stands when the database holds all that a new system needs."""
        return self.path / "ready"

    @property
    def setup_code(self) -> Path:
        """Holds what the page of the first account asks for, until there is one."""
        return self.path / "setup-code"

    @property
    def demo(self) -> Path:
        """Stands when the home was begun with demo data."""
        return self.path / "demo"

    def make(self) -> None:
        """Make the folders and, once, the keys."""
        self.path.mkdir(parents=True, exist_ok=True)
        for folder in (self.logs, self.processes, self.files):
            folder.mkdir(mode=0o700, exist_ok=True)
        if not self.secrets.exists():
            lines = (f"{name}={secrets.token_urlsafe(48)}\n" for name in KEYS)
            write_private(self.secrets, "".join(lines), once=True)

    def read_logins(self) -> dict:
        if not self.database_logins.exists():
            return {}
        return json.loads(self.database_logins.read_text())

    def write_logins(self, logins: dict) -> None:
        write_private(self.database_logins, json.dumps(logins, indent=1))


def write_private(path: Path, text: str, *, once: bool = False) -> None:
    """Whole or not at all, and never readable by others, not even for a moment.

    `once`: what somebody else wrote at the same moment stays.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with open(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w"
    ) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if once:
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    else:
        draft.replace(path)
