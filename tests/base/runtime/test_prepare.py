"""What a new system is filled with, and when the demo is left out."""

import pytest

from tests.factories.platform import UserFactory
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.runtime import prepare
from tianmen_congress.base.runtime.home import Home

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path):
    home = Home(tmp_path / "home")
    home.make()
    return home


def test_a_new_system_has_what_every_system_needs_and_nobody_in_it(home):
    prepare.mark_demo(home, False)
    prepare.fill(home)
    assert Organ.objects.filter(kind=OrganKind.OFFICE).exists()
    assert not User.objects.filter(is_active=True).exists()
    assert home.ready.exists()
    assert not home.demo.exists()


def test_filling_again_after_a_broken_start_changes_nothing(home):
    prepare.fill(home)
    organs = Organ.objects.count()
    home.ready.unlink()
    prepare.fill(home)
    assert Organ.objects.count() == organs
    assert home.ready.exists()


def test_no_demo_goes_where_somebody_works(home, capsys):
    UserFactory()
    prepare.mark_demo(home, True)
    prepare.fill(home)
    assert not home.demo.exists()
    assert "空系统" in capsys.readouterr().err
    assert home.ready.exists()


def test_a_demo_that_was_loaded_before_the_start_broke_stays_a_demo(home):
    UserFactory(is_demo=True)
    prepare.mark_demo(home, True)
    prepare.fill(home)
    assert home.demo.exists()
    assert User.objects.filter(is_demo=True).count() == 1


def test_an_empty_system_wished_for_after_a_broken_demo_is_no_demo(home):
    prepare.mark_demo(home, True)
    prepare.mark_demo(home, False)
    assert not home.demo.exists()
