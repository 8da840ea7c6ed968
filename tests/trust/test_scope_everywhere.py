"""Another township's row is as good as none, wherever its number is written.

The matrix of addresses asks for rows by the address itself. Here the numbers stand in
the query, in the boxes of forms and in what boxes offer (`tests/database.py` has a
number name one row of one table).
"""

from urllib.parse import urlsplit

import pytest
from django.db import transaction

from deputies.models import Person
from groups.activities.models import Activity
from groups.models import DeputyGroup, GroupVillage, VisitTeam
from poverty.models import Household
from tests.access_rows import CANARY, make_rows
from tests.database import MILLION, counted_models
from tests.trust.asking import read
from tests.trust.filling import filled
from tests.trust.forms import Form
from tests.trust.sending import send
from tests.trust.walking import forms_of, pages
from tests.walk import CAST
from tianmen_congress.base.access import scope as access
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.ui import lookups

pytestmark = pytest.mark.django_db
BOUND = (Role.PRESIDIUM, Role.SECRETARY, Role.SUPERVISOR, Role.DEPUTY, Role.UNIT)
MODELS = counted_models()
ADDED = MILLION - 1


@pytest.fixture
def rows(request):
    """Like everywhere, for whoever is bound to his own."""
    names = ("visit_form", "supervisor", "unit", "deputy", "secretary")
    for name in names:
        request.getfixturevalue(name)
    return make_rows(
        ours=request.getfixturevalue("yuxin_group"),
        theirs=request.getfixturevalue("duobao_group"),
        clerk=request.getfixturevalue("clerk"),
        other_clerk=request.getfixturevalue("other_clerk"),
    )


@pytest.fixture
def foreign(rows):
    """By million: the keys of what belongs to the other township."""
    keys = {pair.theirs.pk // MILLION: [pair.theirs.pk] for pair in rows.values()}
    for model, pair in rows.items():
        for related in model._meta.related_objects:
            if related.related_model in MODELS and related.one_to_many:
                found = related.related_model._base_manager.filter(
                    **{related.field.name: pair.theirs}
                )
                for pk in found.values_list("pk", flat=True)[:1]:
                    keys.setdefault(pk // MILLION, [pk])
    return keys


def key_in(text: str) -> int:
    """The million that a value is a key of; 0 for anything else."""
    is_key = text.isascii() and text.isdigit() and len(text) < 10
    return int(text) // MILLION if is_key else 0


def offered(client, box) -> list[str]:
    if not box.source:
        return []
    choices = client.get(urlsplit(box.source).path).json()["choices"]
    return [str(choice["value"]) for choice in choices[:1]]


def key_boxes(client, form: Form, foreign) -> list[tuple[str, str]]:
    """Boxes that hold keys of rows, each with the key of a foreign row of that table."""
    found = {}
    for box in form.boxes:
        values = [*box.values, *box.options]
        values += offered(client, box) if box.name.endswith("_pk") else []
        for million in {key_in(value) for value in values} & set(foreign):
            found.setdefault((box.name, million), foreign[million][0])
    return [(name, str(pk)) for (name, _), pk in found.items()]


def model_of(key: str):
    return MODELS[key_in(key) - 1]


def state_of(pk: int) -> tuple:
    """The foreign row itself, and how many rows of all tables point to it."""
    model = model_of(str(pk))
    pointing = [
        related.related_model._base_manager.filter(**{related.field.name: pk}).count()
        for related in model._meta.related_objects
        if related.related_model in MODELS
    ]
    return model._base_manager.filter(pk=pk).values().first(), pointing


def write_elsewhere(client, form: Form, name: str, pk: str) -> str:
    """What a form did when a box named a row of next door; nothing when it did nothing."""
    pairs = filled(client, form, **{name: pk})
    with transaction.atomic():
        before = state_of(int(pk))
        answer = read(send(client, form, pairs))
        after = state_of(int(pk))
        transaction.set_rollback(True)
    if after != before:
        return "wrote"
    if answer.status >= 500:
        return f"status {answer.status}"
    return "told" if CANARY in answer.text else ""


def written_elsewhere(rows, signed_in, foreign, roles=BOUND):
    found = forms_of(pages(rows, signed_in, order=roles), "post")
    wrong, tried = {}, 0
    for role in roles:
        client = signed_in(role)
        for each in (each for each in found if each.role == role):
            for name, pk in key_boxes(client, each.form, foreign):
                tried += 1
                if done := write_elsewhere(client, each.form, name, pk):
                    wrong[each.name, name, role.value] = done
    return wrong, tried


@pytest.mark.slow
def test_no_form_writes_to_a_row_of_next_door(rows, signed_in, foreign):
    wrong, tried = written_elsewhere(rows, signed_in, foreign)

    assert wrong == {}
    assert tried >= 30


@pytest.mark.slow
def test_a_form_that_takes_any_row_is_found(rows, signed_in, foreign, monkeypatch):
    """The broken twin: choices without the user's sight."""
    monkeypatch.setattr(
        lookups.LookupField,
        "_chosen",
        lambda self, pk, text: _any_row(pk),
    )

    wrong, _ = written_elsewhere(rows, signed_in, foreign, roles=(Role.PRESIDIUM,))

    assert "wrote" in wrong.values()


def _any_row(pk: str):
    if not key_in(pk):
        return None
    return model_of(pk)._base_manager.filter(pk=int(pk)).first()


def without_key(text: str, pk: str) -> str:
    return text.replace(pk, "")


def read_elsewhere(client, page, foreign):
    """Links of a page with the key of a row of next door, and with none at all."""
    for form in (form for form in page.forms if form.method == "get"):
        for name, pk in key_boxes(client, form, foreign):
            missing = str(int(pk) + ADDED // 2)
            pairs = [
                (
                    form,
                    name,
                    key,
                    read(client.get(form.action, dict(form.changed(**{name: key})))),
                )
                for key in (pk, missing)
            ]
            yield name, *pairs


@pytest.mark.slow
def test_no_filter_shows_or_knows_a_row_of_next_door(rows, signed_in, foreign):
    """What a foreign key finds is what a key of nothing finds."""
    leaks, differing, tried = [], [], 0
    for role in BOUND:
        client = signed_in(role)
        for page in pages(rows, signed_in, order=(role,)):
            for name, there, nowhere in read_elsewhere(client, page, foreign):
                tried += 1
                texts = [
                    without_key(each[3].text, each[2]) for each in (there, nowhere)
                ]
                told = [text.count(CANARY) for text in texts]
                leaks += [(page.name, name)] if told[0] > told[1] else []
                shapes = [
                    (each[3].status, len(text))
                    for each, text in zip((there, nowhere), texts, strict=True)
                ]
                is_same = shapes[0] == shapes[1] or is_public(model_of(there[2]))
                differing += [] if is_same else [(role.value, page.name, name)]

    assert leaks == []
    assert differing == []
    assert tried >= 40


@pytest.fixture
def given(rows):
    """What one box may be narrowed by, each time the key of a row of next door."""
    group, link = rows[DeputyGroup].theirs, rows[GroupVillage].theirs
    village, person = link.village_id, rows[Person].theirs
    return {
        "group": group.pk,
        "group_pk": group.pk,
        "village": village,
        "village_pk": village,
        "township": group.township_id,
        "household_pk": rows[Household].theirs.pk,
        "add_household_pk": rows[Household].theirs.pk,
        "calls-0-household": rows[Household].theirs.pk,
        "person_pk": person.pk,
        "deputy_pk": person.pk,
        "team": rows[VisitTeam].theirs.pk,
        "activity": rows[Activity].theirs.pk,
    }


@pytest.mark.parametrize("role", BOUND)
def test_no_box_narrowed_by_a_row_of_next_door_offers_anything_of_it(
    role, given, signed_in
):
    client, told = signed_in(role), []
    for name in lookups.registered:
        answer = read(client.get(f"/ui/choices/{name}/", given))
        told += [name] if CANARY in answer.text or answer.status >= 500 else []

    assert told == []


@pytest.mark.parametrize("role", [Role.PRESIDIUM, Role.SECRETARY, Role.DEPUTY])
@pytest.mark.parametrize("part", ["choices", "doubts"])
def test_the_entry_of_visits_tells_nothing_of_a_row_of_next_door(
    role, part, given, signed_in
):
    client, told = signed_in(role), []
    asked = {"visited_on": "2017-06-05", "kind": "joint"}
    for query in (given, *({name: key} for name, key in given.items())):
        answer = read(client.get(f"/visits/new/{part}/", asked | query))
        told += [query] if CANARY in answer.text or answer.status >= 500 else []

    assert told == []


@pytest.mark.slow
def test_the_foreign_rows_would_be_seen_if_scope_were_gone(
    rows, signed_in, foreign, monkeypatch
):
    """The broken twin of reading."""
    monkeypatch.setattr(
        access.ScopedQuerySet, "visible_to", lambda self, user: self.all()
    )
    client = signed_in(Role.PRESIDIUM)
    shown = [
        page.name
        for page in pages(rows, signed_in, order=(Role.PRESIDIUM,))
        if CANARY in read(client.get(page.url)).text
    ]

    assert len(shown) >= 8


def test_every_role_of_the_walk_is_bound_to_its_own(rows, request):
    """A role that saw everything would make the walk above prove nothing."""
    for role in BOUND:
        user = request.getfixturevalue(CAST[role])
        for model, pair in rows.items():
            manager = model._default_manager.all()
            if isinstance(manager, access.ScopedQuerySet) and not is_public(model):
                assert not manager.visible_to(user).filter(pk=pair.theirs.pk).exists()


def is_public(model) -> bool:
    """Places, units and sessions are public knowledge: a filter may name any of them."""
    return model.__name__ in {
        "JointConference",
        "Division",
        "Organ",
        "Campaign",
        "HandlingUnit",
    }
