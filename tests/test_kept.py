"""What is kept comes back as it was made, and never stands for anything else."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.test import override_settings

from deputies.models import Person
from tests.database import as_owner
from tests.factories.deputies import PersonFactory
from tests.factories.platform import OrganFactory, TownshipFactory
from tests.kept import _kept, _key, may_break_rules, once
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.divisions.models import Division

pytestmark = pytest.mark.django_db


def made(name, place=None):
    return OrganFactory(name=name, division=place)


def history():
    return list(Person.pgh_event_model.objects.order_by("pk").values())


@pytest.fixture
def forgotten():
    """What these tests keep is theirs alone."""
    before = dict(_kept)
    yield
    _kept.clear()
    _kept.update(before)


def test_what_was_made_comes_back_with_its_history(forgotten):
    def named(name):
        return PersonFactory(name=name)

    first = once(named, "钱一鸣")
    rows, story = Person.objects.values().get(), history()
    assert len(story) == 1
    with as_owner():
        Person.pgh_event_model.objects.all().delete()
        Person.objects.all().delete()
        Person.pgh_event_model.objects.all().delete()

    again = once(named, "钱一鸣")

    assert (again, again is first) == (first, False)
    assert Person.objects.values().get() == rows
    assert history() == story


def test_another_argument_is_another_row(forgotten):
    here, there = TownshipFactory(), TownshipFactory()

    organs = [once(made, "政府", place=place) for place in (here, there)]

    assert organs[0] != organs[1]


def test_an_argument_that_is_given_back_is_the_same_object(forgotten):
    place = TownshipFactory()

    def with_place(place):
        return {"place": place, "organ": OrganFactory()}

    once(with_place, place=place)
    Organ.objects.all().delete()

    assert once(with_place, place=place)["place"] is place


def test_what_changed_rows_that_stood_before_is_not_kept(forgotten):
    place = TownshipFactory(name="石河镇")

    def renamed(place):
        Division.objects.update(name="石家河镇")
        return PersonFactory()

    once(renamed, place=place)

    assert _kept[_key(renamed, (), {"place": place})] is None


def test_a_plain_test_breaks_no_rule(request):
    """Whatever plugins patch beside it: else nothing would ever be kept."""
    assert not may_break_rules(request)


def test_who_asks_to_patch_may_break_one(request, monkeypatch):
    assert may_break_rules(request)


@pytest.fixture
def patched(monkeypatch):
    return monkeypatch


def test_so_may_who_uses_a_fixture_that_asks(request, patched):
    assert may_break_rules(request)


def test_the_people_of_the_cast_are_kept(office):
    assert any(name == "office" for _, name, *_ in _kept)


def test_files_of_kept_rows_outlive_a_test_with_a_storage_of_its_own(settings):
    name = default_storage.save("2017/07/kept.txt", ContentFile(b"kept"))
    with override_settings(STORAGES=dict(settings.STORAGES)):
        assert storages["default"] is not default_storage._wrapped

    assert default_storage.open(name).read() == b"kept"
    default_storage.delete(name)
