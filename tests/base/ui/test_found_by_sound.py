"""Whoever is looked for by sound is looked up in an index, and not read one by one."""

import re

import pytest
from django.apps import apps
from django.db import connection

from deputies.models import Person
from groups.models import DeputyGroup
from groups.pages.lookups import search_groups
from poverty.models import Household
from poverty.queries import matching
from tests.factories.deputies import PersonFactory
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import sound_typed
from tianmen_congress.base.ui.lookups import by_name_and_sound
from visits.models import Visit
from visits.pages.filters import VisitFilters

pytestmark = pytest.mark.django_db
SOUNDS = {
    "divisions.Division": {"divisions_division_sound", "divisions_division_initials"},
    "deputies.Person": {"deputies_person_sound", "deputies_person_initials"},
    "poverty.Household": {
        "poverty_household_sound",
        "poverty_household_initials",
    },
}
PLACES = SOUNDS["divisions.Division"]


def visits(rf, user):
    request = rf.get("/")
    request.user = user
    return VisitFilters({"q": "qs"}, Visit.objects.all(), request=request).qs


SEARCHES = {
    "divisions.Division": lambda user: by_name_and_sound(Division.objects.all(), "yx"),
    "deputies.Person": lambda user: by_name_and_sound(Person.objects.all(), "Zsf"),
    "poverty.Household": lambda user: matching(
        Household.objects.all(), "zhang", user=user
    ),
}


def indexes(rows) -> set[str]:
    """The indexes that a search would use if reading a whole table were no choice."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        # Nor looking each place up by its key, which a table of a few rows invites to.
        cursor.execute("SET LOCAL enable_nestloop = off")
    found = re.findall(r"Index (?:Only )?Scan (?:using|on) (\w+)", rows.explain())
    # What Django names by itself ends in a digest.
    return {re.sub(r"_[0-9a-f]{8}_like$", "_like", name) for name in found}


def test_every_table_with_initials_is_searched_here():
    models = apps.get_models()
    own = {m._meta.label for m in models if not hasattr(m, "pgh_tracked_model")}
    with_initials = {
        label
        for label in own
        if any(f.name == "initials" for f in apps.get_model(label)._meta.fields)
    }

    assert with_initials == set(SOUNDS) == set(SEARCHES)


@pytest.mark.parametrize("label", SOUNDS)
def test_a_search_by_sound_uses_the_indexes_of_sound_and_initials(label, office):
    assert SOUNDS[label] <= indexes(SEARCHES[label](office))


def test_groups_and_visits_are_found_by_the_sound_of_a_place(office, rf):
    groups = DeputyGroup.objects.visible_to(office)
    for rows in (
        search_groups(groups, "yx"),
        search_groups(groups, "yx1"),
        visits(rf, office),
    ):
        assert indexes(rows) >= PLACES


def test_without_the_index_the_test_would_tell(office):
    assert indexes(Division.objects.filter(stem__contains="yx")) & PLACES == set()


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("yx", "yx"),
        ("Yu Xin", "yuxin"),
        ("渔薪", ""),
        ("yx1", ""),
        ("", ""),
    ],
)
def test_letters_alone_are_a_sound(text, sound):
    assert sound_typed(text) == sound


def test_names_go_by_syllable_and_are_found_without_the_spaces():
    """By letters 连伟 (lianwei) would stand behind 梁测 (liangce) and part the 李."""
    for name in ("梁测", "连伟测", "李伟测", "李安测"):
        PersonFactory(name=name)

    listed = [person.name for person in Person.objects.all()]
    found = by_name_and_sound(Person.objects.all(), "lianw")

    assert listed == ["李安测", "李伟测", "连伟测", "梁测"]
    assert [person.name for person in found] == ["连伟测"]
