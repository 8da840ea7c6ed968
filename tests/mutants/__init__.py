"""Rules broken on purpose, one line each, and the tests that must notice.

`make mutants` runs them all; a list of breakages is a file *.toml beside this one.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LISTS = Path(__file__).parent
# What a run ends with that never came by the broken file: it proves nothing.
NEVER_READ = 9


class Stale(Exception):
    """The line to break is not there, or not there once; the message says where."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One rule broken: in `file` the text `old` reads `new`; one of `tests` must fail.

    `breaks` says what goes wrong then, in words; `file` is a module or a template,
    `tests` are names as pytest takes them, the cheapest that can tell.
    """

    breaks: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def text(self) -> str:
        """The file as the breakage leaves it; `Stale` where that is not clear."""
        whole = (ROOT / self.file).read_text()
        if whole.count(self.old) != 1:
            times = whole.count(self.old)
            raise Stale(f"{self.file}: {times} times, not once: {self.old!r}")
        return whole.replace(self.old, self.new)


def all_mutants() -> list[Mutant]:
    """Every breakage of every list, in the order of the lists' names."""
    return [
        Mutant(**entry | {"tests": tuple(entry["tests"])})
        for path in sorted(LISTS.glob("*.toml"))
        for entry in tomllib.loads(path.read_text())["mutant"]
    ]
