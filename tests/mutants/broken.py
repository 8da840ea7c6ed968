"""A pytest plugin: one module or template is read with one rule broken, in memory.

The tree stays as it is, so that several breakages can be tried at the same time.
"""

import os
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest
from django.template.loaders.filesystem import Loader

from tests.mutants import NEVER_READ, ROOT, all_mutants

_mutant = next(m for m in all_mutants() if m.breaks == os.environ["MUTANT"])
_path = ROOT / _mutant.file
_text = _mutant.text()
_read: list[Path] = []


def _is_broken(path: str) -> bool:
    if Path(path) != _path:
        return False
    _read.append(_path)
    return True


def _reading(plain):
    def get_code(self, fullname):
        if _is_broken(self.path):
            return compile(_text, self.path, "exec", dont_inherit=True)
        return plain(self, fullname)

    return get_code


def _rendering(plain):
    def get_contents(self, origin):
        return _text if _is_broken(origin.name) else plain(self, origin)

    return get_contents


SourceFileLoader.get_code = _reading(SourceFileLoader.get_code)
Loader.get_contents = _rendering(Loader.get_contents)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    if not _read:
        session.exitstatus = NEVER_READ
