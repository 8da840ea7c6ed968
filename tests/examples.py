"""The workbooks that offices send, taken in whole: for tests of whole files."""

import json
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.divisions.actions import load_divisions, read_divisions
from tianmen_congress.base.workbooks.actions import check_file, take
from tianmen_congress.base.workbooks.kinds import get_kind

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "examples"
HIGHER = "人大代表名册（全国、省、市）.xlsx"
TOWNSHIPS = "乡镇人大代表名册.xlsx"
GROUPS = "代表小组划分表.xlsx"
MANIFEST = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))["files"]


@contextmanager
def kept_for_a_module(django_db_blocker):
    """Rows that all tests of a module read; rolled back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def rolled_back():
    """What one test changes in such rows."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def load_places():
    lines = Path(settings.BASE_DIR, "fixtures", "divisions_tianmen_2016.csv")
    rows = read_divisions(lines.read_text(encoding="utf-8-sig").splitlines())
    load_divisions(rows, on=date(2017, 1, 1))


def take_in(slug, name, *, by=None):
    """Import a file as the office does, leaving out what is wrong or asked."""
    data = (FOLDER / name).read_bytes()
    user = by or system_user()
    return take(get_kind(slug), data, name=name, by=user, accept_rest=True)


def check(slug, name, *, by=None):
    data = (FOLDER / name).read_bytes()
    return check_file(get_kind(slug), data, name=name, by=by or system_user())


def counted(report):
    counts = report.counts
    names = ("rows", "new", "changed", "unchanged", "rejected")
    return tuple(getattr(counts, name) for name in names)
