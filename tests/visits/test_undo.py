"""A ledger of visits taken in by mistake is struck off as one, or not at all."""

from datetime import date

import pytest

from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.referrals import OpinionFactory
from tests.visits.test_ledger_rows import line, outcome, take
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from tianmen_congress.base.workbooks.undoing import examine
from visits.actions import edit_visit, record_visit, void_visit
from visits.models import HouseholdCall, Visit, VisitDeputy
from visits.queries.stored import outing_of

pytestmark = pytest.mark.django_db


def latest():
    return ImportBatch.objects.latest("pk")


def undo(by):
    return actions.undo(latest(), by=by, reason="台账发错了")


def obstacles():
    return [(each.model, each.reason) for each in examine(latest()).obstacles]


def test_visits_are_struck_off_and_stay_on_file(outing, clerk):
    take(line(), line(走访日期="2017.6.9"), by=clerk)

    undo(clerk)

    assert not Visit.objects.standing().exists()
    voided = Visit.objects.all()
    assert {visit.void_reason for visit in voided} == {"撤销导入：台账发错了"}
    assert [visit.calls.count() for visit in voided] == [1, 1]
    assert [visit.deputies.count() for visit in voided] == [3, 3]


def test_the_ledger_goes_in_again_after_it_was_undone(outing, clerk):
    take(line(), by=clerk)
    undo(clerk)

    assert outcome(take(line(), by=clerk)) == (1, 0, 0, 0)
    assert Visit.objects.standing().count() == 1


def test_a_call_added_to_a_visit_typed_before_is_taken_out_again(
    outing, clerk, qingshan
):
    outing.visited_on = date(2017, 6, 5)
    with acting_as(clerk):
        typed = record_visit(outing, by=clerk)
    HouseholdFactory(village=qingshan, head_name="王五")
    take(line(走访贫困户="王五"), by=clerk)
    assert typed.calls.count() == 2

    undo(clerk)

    typed.refresh_from_db()
    assert typed.is_standing
    assert [call.household.head_name for call in typed.calls.all()] == ["张三丰"]


def test_an_opinion_heard_on_the_visit_keeps_the_batch(outing, clerk, yuxin_group):
    take(line(), by=clerk)
    visit = Visit.objects.get()
    OpinionFactory(group=yuxin_group, source_visit=visit)

    with pytest.raises(actions.UndoRefused):
        undo(clerk)

    assert obstacles() == [(Visit, "已被意见建议使用（1条）")]
    assert Visit.objects.standing().count() == 1


def test_a_visit_edited_since_keeps_the_batch(outing, clerk):
    take(line(), by=clerk)
    visit = Visit.objects.get()
    whole = outing_of(visit)
    whole.note = "补记"
    with acting_as(clerk):
        edit_visit(visit, whole, by=clerk)

    assert obstacles() == [(Visit, "导入之后又有修改")]


def test_a_deputy_taken_out_since_keeps_the_batch(outing, clerk, members):
    take(line(参加代表="钱一鸣、孙二娘、李三才、周四海"), by=clerk)
    visit = Visit.objects.get()
    whole = outing_of(visit)
    whole.deputies = members[:3]
    with acting_as(clerk):
        edit_visit(visit, whole, by=clerk)

    assert obstacles() == [(VisitDeputy, "导入之后又有修改")]


def test_a_household_called_on_added_since_keeps_the_batch(outing, clerk, qingshan):
    take(line(), by=clerk)
    visit = Visit.objects.get()
    other = HouseholdFactory(village=qingshan, head_name="王五")
    with acting_as(clerk):
        HouseholdCall.objects.create(
            visit=visit, household=other, township=visit.township
        )

    assert obstacles() == [(Visit, "已被入户记录使用（1条）")]


def test_a_visit_struck_off_since_keeps_the_batch(outing, clerk):
    take(line(), by=clerk)
    with acting_as(clerk):
        void_visit(Visit.objects.get(), by=clerk, reason="重复")

    assert obstacles() == [(Visit, "导入之后又有修改")]


def test_a_deputy_who_joined_by_an_answer_is_struck_off_with_the_visit(
    outing, clerk, yuxin_group
):
    double = PersonFactory(name="钱一鸣", work="村医")
    MembershipFactory(group=yuxin_group, person=double)
    take(line(参加代表="钱一鸣、孙二娘、李三才、周四海"), by=clerk)
    actions.answer(ImportIssue.objects.get(), str(double.pk), by=clerk)

    undo(clerk)

    assert not Visit.objects.standing().exists()


@pytest.fixture
def asked(outing, clerk, qingshan):
    """Two households of one name: the row waits for the answer."""
    second = HouseholdFactory(village=qingshan, head_name="张三丰", hamlet="二组")
    take(line(), line(走访贫困户="", 走访日期="2017.6.9"), by=clerk)
    return ImportIssue.objects.open_questions().get(), second


def test_the_answer_takes_the_row_in_without_the_file_being_sent_again(asked, clerk):
    issue, second = asked
    assert Visit.objects.count() == 1

    assert actions.answer_all([(issue, str(second.pk))], by=clerk) == (1, [])

    assert HouseholdCall.objects.get().household == second
    batch = latest()
    assert (batch.new, batch.rejected) == (2, 0)


def test_the_row_taken_in_by_an_answer_is_undone_with_its_batch(asked, clerk):
    issue, second = asked
    actions.answer_all([(issue, str(second.pk))], by=clerk)

    undo(clerk)

    assert not Visit.objects.standing().exists()


def test_an_answer_of_an_undone_ledger_is_not_held_to(asked, clerk):
    issue, second = asked
    actions.answer_all([(issue, str(second.pk))], by=clerk)
    undo(clerk)

    take(line(), by=clerk)

    assert ImportIssue.objects.open_questions().get(batch=latest()).value == "张三丰"
