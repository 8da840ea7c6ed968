"""The roster as 渔薪 sends it: what its manifest says of it, and nothing else."""

import pytest

from poverty.models import Household, HouseholdMember
from tests import examples
from tests.factories.platform import presidium_of, user_of
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.workbooks.actions import take
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import get_kind

ROSTER = "渔薪镇建档立卡贫困户花名册.xlsx"
SAYS = examples.MANIFEST[ROSTER]


@pytest.fixture(scope="module", autouse=True)
def report(django_db_setup, django_db_blocker):
    """The file taken in by the office, once for all tests of this module."""
    with examples.kept_for_a_module(django_db_blocker):
        examples.load_places()
        yield examples.take_in("households", ROSTER)


@pytest.fixture(autouse=True)
def _own_changes():
    with examples.rolled_back():
        yield


def township(name):
    return Division.objects.townships().get(name=name)


def clerk_of(name):
    return user_of(Role.PRESIDIUM, presidium_of(township(name)))


def send(by, place):
    data = (examples.FOLDER / ROSTER).read_bytes()
    kind = get_kind("households")
    return take(
        kind, data, name=ROSTER, by=by, township=township(place), accept_rest=True
    )


def test_every_household_without_a_fault_went_in(report):
    rejected = SAYS["households"] - SAYS["households_without_fault"]

    counts = examples.counted(report)

    assert counts == (
        SAYS["households"],
        SAYS["households_without_fault"],
        0,
        0,
        rejected,
    )
    assert Household.objects.count() == SAYS["households_without_fault"]
    assert HouseholdMember.objects.count() == SAYS["people_in_them"]


def test_every_fault_is_named_by_sheet_row_and_column_and_no_other(report):
    faults = report.of_kind(IssueKind.FAULT)

    assert [[f.sheet, f.row, f.column] for f in faults] == [
        fault[:3] for fault in SAYS["bad"]
    ]
    assert report.of_kind(IssueKind.QUESTION) == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("check digit", "校验码"),
        ("17 digits", "应为18位"),
        ("number that lost its digits", "丢失"),
    ],
)
def test_each_kind_of_fault_has_its_reason_in_words(report, kind, words):
    rows = {row for _, row, _, what in SAYS["bad"] if what == kind}

    reasons = [f.reason for f in report.of_kind(IssueKind.FAULT) if f.row in rows]

    assert len(reasons) == len(rows)
    assert all(words in reason for reason in reasons)


def test_the_second_time_nothing_is_new_or_changed(report):
    again = examples.take_in("households", ROSTER)

    good = SAYS["households_without_fault"]
    assert examples.counted(again) == (120, 0, 0, good, 120 - good)
    assert Household.objects.count() == good


def test_everything_is_in_the_township_that_the_sheet_names():
    assert set(Household.objects.values_list("township__name", flat=True)) == {"渔薪镇"}
    parents = Household.objects.values_list("village__parent__name", flat=True)
    assert set(parents) == {"渔薪镇"}


def test_the_first_household_stands_as_in_the_file():
    household = Household.objects.get(head_name="钟云")

    assert (household.village.name, household.phone) == ("青山村委会", "15800006704")
    assert (household.category, household.main_cause) == (
        "five_guarantees",
        "schooling",
    )
    assert [(m.name, m.relation, m.health) for m in household.members.all()] == [
        ("钟云", "head", "healthy"),
        ("傅柳", "daughter", "serious"),
        ("蒋瑜", "mother", "serious"),
        ("李想", "father", "healthy"),
        ("张佳", "son", "chronic"),
    ]


def test_the_states_are_those_of_the_file():
    lifted = Household.objects.filter(state="lifted")

    assert set(lifted.values_list("lifted_year", flat=True)) == {2014, 2015, 2016}
    assert not Household.objects.filter(state="poor").exclude(lifted_year=None).exists()


def test_every_number_is_found_by_its_digest_and_unreadable_in_the_table(report):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number, id_digest FROM poverty_householdmember")
        stored = cursor.fetchall()

    assert len({digest for _, digest in stored}) == SAYS["people_in_them"]
    assert not any("429099" in number for number, _ in stored)


def test_the_clerk_of_the_township_finds_nothing_to_change():
    assert examples.counted(send(clerk_of("渔薪镇"), "渔薪镇"))[1:3] == (0, 0)


def test_the_clerk_of_another_township_gets_nothing_in_and_learns_nothing():
    report = send(clerk_of("多宝镇"), "多宝镇")

    assert examples.counted(report)[1:] == (0, 0, 0, 120)
    words = str([f.reason for f in report.findings])
    assert "青山" not in words
    assert "钟云" not in words


def test_the_clerk_takes_the_file_into_an_empty_register():
    HouseholdMember.objects.all().delete()
    Household.objects.all().delete()

    report = send(clerk_of("渔薪镇"), "渔薪镇")

    assert examples.counted(report)[1] == SAYS["households_without_fault"]
