"""Rules of the house that a machine can check."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from django.apps import apps

from tests.mutants import all_mutants
from tianmen_congress.access import ScopedQuerySet

ROOT = Path(__file__).parent.parent
DOMAIN = ["deputies", "groups", "poverty", "visits", "referrals", "supervision"]
SCOPED_PLATFORM = ["audit", "backups", "workbooks"]
# Lowest first: a key may point only to its own room and to those before it.
ORDER = [
    "contenttypes",
    "pghistory",
    "divisions",
    "clocks",
    "accounts",
    "audit",
    "jobs",
    "backups",
    "numbers",
    "campaigns",
    "files",
    "ui",
    "papers",
    "credentials",
    "workbooks",
    "figures",
    "deputies",
    "groups",
    "poverty",
    "visits",
    "referrals",
    "supervision",
]
# Models without a scope of their own, each with its reason.
UNSCOPED = {
    "deputies.Congress": "congresses and their terms are public knowledge",
}
PAGES = ["views", "forms", "filters", "tables", "figures", "resources", "admin"]
STATE_FIELDS = {"state", "status"}


def own_models(labels):
    for label in labels:
        for model in apps.get_app_config(label).get_models():
            if not hasattr(model, "pgh_tracked_model") and not model._meta.auto_created:
                yield model


def sources(*, rooms=DOMAIN, pattern="*.py"):
    for room in rooms:
        for path in sorted((ROOT / room).rglob(pattern)):
            if "migrations" not in path.parts:
                yield path


def test_every_model_of_business_is_scoped():
    bare = {
        model._meta.label
        for model in own_models([*DOMAIN, *SCOPED_PLATFORM])
        if not isinstance(model._default_manager.all(), ScopedQuerySet)
    }

    assert bare == set(UNSCOPED)


def test_every_scoped_model_names_at_least_one_role():
    silent = {
        model._meta.label
        for model in own_models([*DOMAIN, *SCOPED_PLATFORM])
        if model._meta.label not in UNSCOPED and not model._default_manager.all().scope
    }

    assert silent == set()


def test_foreign_keys_point_down():
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in own_models(set(ORDER) - {"contenttypes", "pghistory"})
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if ORDER.index(field.related_model._meta.app_label)
        > ORDER.index(model._meta.app_label)
    ]

    assert upward == []


def state_writers(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign):
            names = {getattr(target, "attr", "") for target in node.targets}
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "update":
            names = {keyword.arg for keyword in node.keywords}
        else:
            continue
        if names & STATE_FIELDS:
            yield node.lineno


def test_only_actions_set_a_state():
    elsewhere = {
        str(path.relative_to(ROOT)): list(state_writers(path))
        for path in sources()
        if path.stem != "actions" and "actions" not in path.parts
    }

    assert {path: lines for path, lines in elsewhere.items() if lines} == {}


def reads(source):
    """Every `Model.objects.a().b()`: where it starts, and the names along the chain."""
    found = defaultdict(set)
    for node in ast.walk(ast.parse(source)):
        names, root = set(), node
        while isinstance(root, ast.Attribute | ast.Call):
            if isinstance(root, ast.Attribute):
                names.add(root.attr)
            root = root.value if isinstance(root, ast.Attribute) else root.func
        if names & {"objects", "_default_manager", "_base_manager"}:
            found[root.lineno, root.col_offset] |= names
    return found


def is_page(path):
    return path.stem in PAGES or bool(set(path.parts) & set(PAGES))


@pytest.mark.parametrize(
    "path",
    [p for p in sources(rooms=[*DOMAIN, "tianmen_congress/workbench"]) if is_page(p)],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_a_page_reads_only_what_its_user_may_see(path):
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    leaks = [
        line
        for (line, _), names in reads(source).items()
        if not names & {"visible_to", "get_visible"}
        and not any("# unscoped: " in text for text in lines[max(line - 3, 0) : line])
    ]

    assert not leaks, f"{path.name}, lines {leaks}: rows read without visible_to(user)"


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def test_templates_load_nothing_from_elsewhere_and_run_nothing_inline():
    banned = re.compile(
        r"""<script(?![^>]*\bsrc=)|\son[a-z]+\s*=|\sstyle\s*=|(?:src|href|action)=["'](?:https?:)?//""",
        re.IGNORECASE,
    )
    found = {
        str(path.relative_to(ROOT)): banned.findall(path.read_text(encoding="utf-8"))
        for path in templates()
        if "email" not in path.parts
    }

    assert {path: hits for path, hits in found.items() if hits} == {}


def test_today_is_asked_of_the_calendar_alone():
    asks = re.compile(r"date\.today\(\)|timezone\.localdate\(\)|datetime\.now\(\)")
    rooms = [*DOMAIN, "tianmen_congress"]

    elsewhere = {
        str(path.relative_to(ROOT))
        for path in sources(rooms=rooms)
        if asks.search(path.read_text(encoding="utf-8"))
    }

    assert elsewhere == {"tianmen_congress/clocks/calendar.py"}


def test_no_room_is_called_by_a_word_that_says_nothing():
    empty = {"utils", "helpers", "common", "services", "signals", "misc"}

    named = {
        str(path.relative_to(ROOT))
        for path in sources(rooms=[*DOMAIN, "tianmen_congress"])
        if path.stem in empty or set(path.parent.relative_to(ROOT).parts) & empty
    }

    assert named == set()


def test_no_name_of_a_real_person_is_in_the_product():
    # Written as codes, so that this file does not name them either.
    pattern = re.compile("\u6c88\u723d|\u5434\u5fd7\u5dde")

    hits = {
        str(path.relative_to(ROOT))
        for suffix in ("*.py", "*.html", "*.json", "*.md", "*.csv")
        for path in ROOT.rglob(suffix)
        if not set(path.parts) & {".venv", "var", "node_modules", ".git"}
        and pattern.search(path.read_text(encoding="utf-8"))
    }

    assert hits == set()


def test_every_breakage_is_of_a_line_that_stands_and_names_tests_that_do():
    """`make mutants` runs them; a list that fell behind the code proves nothing."""
    mutants = all_mutants()

    for mutant in mutants:
        mutant.text()
        for test in mutant.tests:
            file, _, name = test.partition("::")
            name = name.partition("[")[0].rpartition("::")[2] or "def test_"
            assert name in (ROOT / file).read_text(), test
    assert len({mutant.breaks for mutant in mutants}) == len(mutants)
