"""The ledger of visits of the examples, whole, upon the rosters that offices send."""

import json

import pytest
from django.conf import settings

from tests import examples
from tianmen_congress.base.campaigns.actions import preset
from tianmen_congress.base.workbooks.enums import IssueKind
from visits.models import HouseholdCall, Visit

HOUSEHOLDS = "渔薪镇建档立卡贫困户花名册.xlsx"
LEDGER = "渔薪镇走访台账.xlsx"
FACTS = examples.MANIFEST[LEDGER]


@pytest.fixture(scope="module")
def taken(django_db_setup, django_db_blocker):
    path = settings.BASE_DIR / "fixtures" / "campaign_2017.json"
    with examples.kept_for_a_module(django_db_blocker):
        examples.load_places()
        preset(json.loads(path.read_text(encoding="utf-8")))
        examples.take_in("deputies", examples.HIGHER)
        examples.take_in("deputies", examples.TOWNSHIPS)
        examples.take_in("groups", examples.GROUPS)
        examples.take_in("households", HOUSEHOLDS)
        yield examples.take_in("visits", LEDGER)


@pytest.fixture
def report(taken, django_db_blocker):
    with django_db_blocker.unblock(), examples.rolled_back():
        yield taken


def faults(report):
    return {
        (fault.row, fault.column, fault.value)
        for fault in report.of_kind(IssueKind.FAULT)
    }


def test_what_is_in_no_roster_is_named(report):
    unknown = {(row, column, value) for _, row, column, value in FACTS["unknown"]}

    assert unknown <= faults(report)


def test_nothing_else_is_faulty_but_what_waits_in_the_rosters(report):
    """Households of faulty roster rows, and one of two bearers of a name, are not in yet."""
    unknown = {(row, column, value) for _, row, column, value in FACTS["unknown"]}

    waiting = {value for row, column, value in faults(report) - unknown}

    assert waiting == {"施东", "邵鹏", "贺欣", "周冬梅", "白龙", "张英", "王洁"}


def test_every_clear_row_is_a_call_on_its_household(report):
    rows, new, _, _, rejected = examples.counted(report)

    assert rows == FACTS["visits"]
    assert (new, rejected) == (42, 18)
    assert HouseholdCall.objects.count() == new
    assert not report.of_kind(IssueKind.QUESTION)


def test_cells_answer_the_questions_of_the_form(report):
    call = HouseholdCall.objects.get(
        household__head_name="周帆", household__village__name="涂口村委会"
    )

    assert f"{call.visit.visited_on}" == "2017-06-08"
    assert call.visit.recorder == "陆红梅"
    assert call.answers == {
        "ask_basics": "家中2口人，因病致贫",
        "look_living": "已通自来水",
        "check_notes": "医疗救助未到位",
        "evaluate_result": "基本满意",
        "suggest_notes": "建议提供养殖技术培训",
    }


def test_the_days_are_read_in_all_their_ways(report):
    days = set(Visit.objects.values_list("visited_on", flat=True))

    assert {day.year for day in days} == {2017}
    assert {day.month for day in days} <= {5, 6}


def test_the_same_ledger_again_changes_nothing(report):
    _, new, changed, unchanged, rejected = examples.counted(
        examples.take_in("visits", LEDGER)
    )

    assert (new, changed, unchanged, rejected) == (0, 0, 42, 18)
    assert HouseholdCall.objects.count() == 42
