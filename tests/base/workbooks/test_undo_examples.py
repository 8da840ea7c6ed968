"""The workbooks that offices send: taken in, undone, and taken in again."""

import pytest

from tests import examples
from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.workbooks.actions import undo
from tianmen_congress.base.workbooks.enums import BatchState
from tianmen_congress.base.workbooks.models import ImportBatch

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def places(django_db_setup, django_db_blocker):
    with examples.kept_for_a_module(django_db_blocker):
        examples.load_places()
        yield


@pytest.mark.parametrize(
    ("slug", "name", "before"),
    [
        ("deputies", examples.TOWNSHIPS, []),
        ("groups", examples.GROUPS, [("deputies", examples.TOWNSHIPS)]),
        ("households", "渔薪镇建档立卡贫困户花名册.xlsx", []),
    ],
)
def test_the_examples_go_in_again_as_the_first_time(
    places, django_db_blocker, slug, name, before
):

    with django_db_blocker.unblock(), examples.rolled_back():
        for step in before:
            examples.take_in(*step)
        first = examples.take_in(slug, name).as_dict()
        batch = ImportBatch.objects.latest("pk")
        undone = undo(batch, by=system_user(), reason="试")
        assert (undone.state, undone.new) == (BatchState.UNDONE, first["new"])
        assert examples.take_in(slug, name).as_dict() == first
