"""Rules of the house that a machine can check."""

import ast
import re
from collections import defaultdict
from dataclasses import MISSING, dataclass, fields
from pathlib import Path

import pytest
from django.apps import apps

from referrals.actions.effects import EFFECTS, PARTS
from referrals.enums import OPEN, State
from referrals.workflow import COLLECT, TRANSITIONS, Transition
from tests.mutants import all_mutants
from tianmen_congress.base.access.scope import ScopedQuerySet

ROOT = Path(__file__).parent.parent
DOMAIN = ["deputies", "groups", "poverty", "visits", "referrals", "supervision"]
# Rooms inside a room, by the label of their app.
WITHIN = [
    one.label
    for one in apps.get_app_configs()
    if one.name.partition(".")[0] in DOMAIN and "." in one.name
]
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
    "alerts",
    "papers",
    "credentials",
    "workbooks",
    "figures",
    "deputies",
    "groups",
    "activities",
    "places",
    "poverty",
    "pairings",
    "visits",
    "support",
    "receptions",
    "referrals",
    "supervision",
    "duties",
    "manual",
]
# Models without a scope of their own: each with the reason why all may read all rows.
PUBLIC = {
    "accounts.Organ": "names of organs are public knowledge",
    "campaigns.Campaign": "campaigns are known to all who sign in",
    "campaigns.CampaignForm": "what a campaign asks is known to all who sign in",
    "campaigns.AnswerClass": "classes of answers are known to all who sign in",
    "campaigns.PlaceRequirement": "what a campaign asks is known to all who sign in",
    "campaigns.FormQuestion": "what a campaign asks is known to all who sign in",
    "clocks.Holiday": "the calendar is public knowledge",
    "clocks.CalendarYear": "the calendar is public knowledge",
    "deputies.Congress": "congresses and their terms are public knowledge",
    "divisions.Division": "divisions are public knowledge",
}
STATE_FIELDS = {"state", "status"}
# As many as a condition may name.
MOVES_IN_A_LINE = 3


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


def is_scoped(model):
    return isinstance(model._default_manager.all(), ScopedQuerySet)


def test_every_model_of_business_is_scoped():
    rooms = [*DOMAIN, *WITHIN, *SCOPED_PLATFORM]
    bare = {m._meta.label for m in own_models(rooms) if not is_scoped(m)}

    assert bare == {label for label in PUBLIC if label.split(".")[0] in rooms}


def test_no_model_with_a_scope_is_called_public():
    assert {label for label in PUBLIC if is_scoped(apps.get_model(label))} == set()


def test_every_scoped_model_names_at_least_one_role():
    silent = {
        model._meta.label
        for model in own_models([*DOMAIN, *WITHIN, *SCOPED_PLATFORM])
        if is_scoped(model) and not model._default_manager.all().scope
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


@dataclass(frozen=True, slots=True)
class Read:
    """A chain that starts at a manager: `Model.objects.a().b()`."""

    line: int
    model: str
    names: set[str]

    @property
    def asks_for_anything(self) -> bool:
        """Whether it may find rows that nobody asked the scope about."""
        is_public = self.model in {label.split(".")[1] for label in PUBLIC}
        return not (is_public or self.names & SCOPED or self.names & WRITES)


MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}
SCOPED = {"visible_to", "get_visible"}
# These store what they are given, or find nothing at all.
WRITES = {"create", "bulk_create", "bulk_update", "none"}
REASON = "# unscoped: "


def chain_of(node):
    """Where `a.b().c()` starts, and the names along it."""
    names = set()
    while isinstance(node, ast.Attribute | ast.Call):
        if isinstance(node, ast.Attribute):
            names.add(node.attr)
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node, names


def is_model_to_shortcut(node):
    name = isinstance(node, ast.Call) and getattr(node.func, "id", "")
    return name in SHORTCUTS and isinstance(node.args[0], ast.Name)


def reads_of(source):
    """Every chain with a manager in it, and every model given to a shortcut."""
    found = defaultdict(set)
    for node in ast.walk(ast.parse(source)):
        root, names = chain_of(node)
        if is_model_to_shortcut(node):
            root, names = node.args[0], MANAGERS
        if names & MANAGERS:
            found[root.lineno, root.col_offset, getattr(root, "id", "")] |= names
    return [Read(line, model, names) for (line, _, model), names in found.items()]


def leaks_in(source):
    """Lines that read rows without scope, and without saying why they may."""
    lines = ["", "", *source.splitlines()]
    bare = sorted(read.line for read in reads_of(source) if read.asks_for_anything)
    return [n for n in bare if not any(REASON in line for line in lines[n - 1 : n + 2])]


def idle_reasons_in(source):
    """Lines of reasons that excuse nothing, as when the read has gone or is scoped."""
    bare = {read.line for read in reads_of(source) if read.asks_for_anything}
    return [
        number
        for number, line in enumerate(source.splitlines(), start=1)
        if REASON in line and not bare & {number, number + 1, number + 2}
    ]


# Rows are declared in models and written in actions, whose rules are asked first;
# commands are typed by whoever has the machine; the demo makes its own rows.
UNASKED = {"models", "actions", "migrations", "management", "demo"}


def modules_that_serve_users():
    for path in sources(rooms=[*DOMAIN, "tianmen_congress"]):
        if not set(path.relative_to(ROOT).with_suffix("").parts) & UNASKED:
            yield path


def found_in_modules(look):
    found = {
        str(path.relative_to(ROOT)): look(path.read_text(encoding="utf-8"))
        for path in modules_that_serve_users()
    }
    assert len(found) > 400
    return {path: lines for path, lines in found.items() if lines}


def test_users_are_served_only_what_they_may_see():
    """Every read asks `visible_to(user)`, or says `# unscoped: ` and why."""
    assert found_in_modules(leaks_in) == {}


def test_no_reason_for_reading_without_scope_outlives_its_read():
    assert found_in_modules(idle_reasons_in) == {}


LOOSE = """
Visit.objects.filter(pk=1)
Visit._default_manager.all()
rows = model._base_manager
get_object_or_404(Visit, pk=1)
get_object_or_404(Visit.objects.standing(), pk=1)
Person.objects.visible_to(user).filter(pk__in=Visit.objects.values("deputies"))
"""
FIRM = """
Visit.objects.filter(pk=1).visible_to(user)
Visit.objects.get_visible(user, pk=1)
get_object_or_404(Visit.objects.visible_to(user), pk=1)
Division.objects.townships()
Visit.objects.create(day=day)
visit.deputies.all()
Visit.objects.count()  # unscoped: only how many there are
# unscoped: the worker does everybody's work
Visit.objects.filter(pk=2)
"""


def test_the_net_tells_a_loose_read_from_a_firm_one():
    assert leaks_in(LOOSE) == [2, 3, 4, 5, 6, 7]
    assert leaks_in(FIRM) == []
    assert idle_reasons_in(FIRM.replace("filter(pk=2)", "visible_to(user)")) == [9]


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

    assert elsewhere == {"tianmen_congress/base/clocks/calendar.py"}


# Each room has its own forms and lists; of other things one name means one.
OF_A_ROOM = ("Form", "Listing", "Table")
TWO_THINGS = {
    "Attendance": "of a group's activity, of a conference; both are tables",
    "Category": "of a household, of an opinion; the latter is a table",
    "Party": "a political one, a unit that has a part in an opinion; that is a table",
    "Place": "of deputies, a line of the summary of inspections; the first is a table",
}


def named_twice(texts):
    """Names of classes that stand at the top of more than one module."""
    homes = defaultdict(set)
    for home, text in texts.items():
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef) and node.name[0] != "_":
                homes[node.name].add(home)
    names = {name for name, those in homes.items() if len(those) > 1}
    return {name for name in names if not name.endswith(OF_A_ROOM)}


def test_one_name_means_one_thing():
    rooms = [*DOMAIN, "tianmen_congress"]
    texts = {
        path: path.read_text()
        for path in sources(rooms=rooms)
        if "commands" not in path.parts and path.name != "apps.py"
    }

    assert named_twice(texts) == TWO_THINGS.keys()


def test_a_name_in_two_modules_is_told_from_one_in_one():
    once = "class Row: pass\nclass RowForm: pass\nclass _Own: pass"
    again = "class RowForm: pass\nclass _Own: pass\nclass Sheet:\n    class Row: pass"

    assert named_twice({"one": once, "two": again}) == set()
    assert named_twice({"one": once, "two": again, "three": "class Row: pass"}) == {
        "Row"
    }


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


def told_by(node):
    """The literals in an expression, but those given to calls."""
    if isinstance(node, ast.Constant):
        yield node.value
    elif not isinstance(node, ast.Call):
        for part in ast.iter_child_nodes(node):
            yield from told_by(part)


def says_only_that_it_answers(check):
    """`assert page.status_code == 200`, or the same of several pages."""
    if not isinstance(check, ast.Assert) or not isinstance(check.test, ast.Compare):
        return False
    asked = ast.unparse(check.test.left)
    right = [set(told_by(each)) for each in check.test.comparators]
    return "status_code" in asked and right == [{200}]


def checks_of(test):
    """What a test asserts, itself or by a context or a function that is called so."""
    for node in ast.walk(test):
        name = ""
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
        if isinstance(node, ast.Assert) or re.match(r"raises$|.*assert|expect", name):
            yield node


def empty_tests_in(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            checks = list(checks_of(node))
            if checks and all(map(says_only_that_it_answers, checks)):
                yield node.name


def test_no_test_asserts_only_that_a_page_answers():
    """A page that lost its rows, its words and its buttons answers 200 too."""
    found = {
        str(path.relative_to(ROOT)): names
        for path in sources(rooms=["tests"], pattern="test_*.py")
        if (names := [*empty_tests_in(path.read_text())])
    }

    assert found == {}


ONLY_ANSWERS = """
def test_one(client):
    assert client.get("/visits/", {"page": 3}).status_code == 200
def test_two(client):
    for url in URLS:
        page = client.get(url)
        assert page.status_code == 200, url
def test_three(client):
    assert [client.get(url).status_code for url in URLS] == [200] * len(URLS)
"""
SAYS_MORE = """
def test_four(client):
    page = client.get("/visits/")
    assert page.status_code == 200
    assert "青山" in page.content.decode()
def test_five(client):
    assert [client.get(url).status_code for url in URLS] == [200, 403]
def test_six(client):
    with pytest.raises(PermissionDenied):
        act()
    assert client.get("/").status_code == 200
"""


def test_a_test_that_says_nothing_is_told_from_one_that_does():
    names = ["test_one", "test_two", "test_three"]

    assert [*empty_tests_in(ONLY_ANSWERS)] == names
    assert [*empty_tests_in(SAYS_MORE)] == []


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


# --- a move's line in the table says everything about it --------------------------------


def test_no_move_is_added_without_saying_its_effect_its_button_and_whom_it_is_told():
    unsaid = {f.name for f in fields(Transition) if f.kw_only and f.default is MISSING}

    assert unsaid == {"effect", "offered", "told"}


def test_every_move_says_an_effect_that_there_is_and_no_effect_is_without_a_move():
    told = {step.effect for step in [*TRANSITIONS.values(), COLLECT]} - {None}

    assert told == set(EFFECTS)
    assert len(EFFECTS) == sum(len(part.EFFECTS) for part in PARTS)


def test_the_usual_of_a_state_is_a_move_that_may_be_made_of_it():
    usual = [step for step in TRANSITIONS.values() if step.usual_in]
    states = {state for step in usual for state in step.usual_in}

    assert [s.label for s in usual if not {*s.usual_in} <= {*s.sources}] == []
    # The session is the way on from its agenda, the end from nowhere.
    assert states & {*OPEN} == {*OPEN} - {State.AGENDA}


def test_what_the_table_says_of_many_moves_is_listed_nowhere_else():
    """Moves by the dozen in another place are a second table."""
    listed = []
    for path in sources(rooms=["referrals"]):
        if path.parent.name == "table":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict | ast.Tuple | ast.List | ast.Set):
                inside = [*ast.iter_child_nodes(node)]
                named = [n for n in inside if getattr(n, "value", None) in TRANSITIONS]
                if len(named) > MOVES_IN_A_LINE:
                    listed.append(f"{path.relative_to(ROOT)}:{node.lineno}")

    assert listed == []


def test_at_most_one_test_in_twenty_is_slow(request):
    items = request.session.items
    if len({item.path for item in items}) < 200:
        pytest.skip("part of the suite was asked for")
    slow = [item for item in items if item.get_closest_marker("slow")]

    assert len(slow) <= len(items) / 20
