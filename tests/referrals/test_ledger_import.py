"""The ledger of the examples, whole, and single rows of it."""

from collections import Counter
from io import BytesIO

import openpyxl
import pytest
from django.core.management import call_command

from referrals.enums import State
from referrals.models import Event, Opinion
from tests import examples
from tests.factories.groups import GroupFactory
from tests.referrals.histories import illegal
from tianmen_congress.base.accounts.actions import ensure_township_organs
from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.divisions.queries import find_townships
from tianmen_congress.base.figures.exports import write_table
from tianmen_congress.base.figures.registry import Asked, find_table
from tianmen_congress.base.workbooks.actions import UndoRefused, check_file, undo
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportBatch

LEDGER = "意见建议收集交办台账.xlsx"
COUNT = examples.MANIFEST[LEDGER]["opinions"]


@pytest.fixture(scope="module")
def taken(django_db_setup, django_db_blocker):
    with examples.kept_for_a_module(django_db_blocker):
        examples.load_places()
        call_command("load_basics", verbosity=0)
        ensure_township_organs()
        for name, place in ledger_groups().items():
            township = find_townships(place)[0]
            GroupFactory(township=township, name=name)
        yield examples.take_in("opinions", LEDGER)


@pytest.fixture
def report(taken, django_db_blocker):
    with django_db_blocker.unblock(), examples.rolled_back():
        yield taken


def ledger_groups():
    """The groups that the ledger names, with the township each stands beside."""
    book = openpyxl.load_workbook(examples.FOLDER / LEDGER, read_only=True)
    rows = book.worksheets[0].iter_rows(min_row=4, values_only=True)
    return {row[3].replace("\u3000", "").strip(): row[2] for row in rows}


def test_all_opinions_go_in(report):
    assert examples.counted(report) == (COUNT, COUNT, 0, 0, 0)
    assert Opinion.objects.count() == COUNT


def test_each_stands_where_the_ledger_says(report):
    states = Counter(Opinion.objects.values_list("state", flat=True))

    assert set(states) == {State.CLOSED, State.HANDLING, State.PROCESSING}
    closed = Opinion.objects.filter(state=State.CLOSED)
    assert set(closed.values_list("verdict", flat=True)) == {"satisfied", "basically"}


def test_the_history_says_that_it_comes_from_the_ledger(report):
    assert {illegal(opinion) for opinion in Opinion.objects.all()} == {""}
    assert set(Event.objects.values_list("basis", flat=True)) == {
        "意见建议收集交办台账"
    }


def test_the_second_time_nothing_is_new(report):
    again = examples.take_in("opinions", LEDGER)

    assert examples.counted(again) == (COUNT, 0, 0, COUNT, 0)


def test_the_numbers_have_no_gap(report):
    found = {}
    for township, sequence in Opinion.objects.values_list("township", "sequence"):
        found.setdefault(township, []).append(sequence)

    for numbers in found.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_the_ledger_that_goes_out_comes_back_unchanged(report):
    user = system_user()
    asked = Asked(campaign=current_campaign())
    out = BytesIO()
    write_table(find_table("opinion-ledger", user)(user, asked), out)

    again = check_file(get_kind("opinions"), out.getvalue(), name="台账.xlsx", by=user)

    assert examples.counted(again) == (COUNT, 0, 0, COUNT, 0)
    assert again.of_kind(IssueKind.FAULT) == []


def test_a_ledger_is_not_undone_as_one(report):
    batch = ImportBatch.objects.latest("pk")

    with pytest.raises(UndoRefused, match="不能整批撤销"):
        undo(batch, by=system_user(), reason="试")

    assert Opinion.objects.count() == COUNT
