"""A ledger sent again: what it corrects, what it asks, and what it leaves as it is."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.base.workbooks.books import workbook
from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.poverty import HouseholdFactory
from tests.visits.test_ledger_rows import HEADING, line, outcome, reasons, take
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.corrections import KEEP, TAKE
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from visits.actions import edit_visit, record_visit
from visits.models import HouseholdCall, Visit
from visits.queries.stored import outing_of

pytestmark = pytest.mark.django_db

FIRST = ("钱一鸣", "孙二娘", "李三才")
OTHERS = "孙二娘、李三才、周四海"


def said(report, kind):
    return [(f.column, f.reason) for f in report.of_kind(kind)]


def changed(report):
    return said(report, IssueKind.CHANGE)


def call():
    return HouseholdCall.objects.standing().get()


def type_over(visit, by, **answers):
    """Somebody changes what was found, on the page of the visit."""
    outing = outing_of(visit)
    outing.calls[0].answers |= answers
    with acting_as(by):
        edit_visit(visit, outing, by=by)


def settle(value, by):
    question = ImportIssue.objects.open_questions().get()
    return actions.answer_all([(question, value)], by=by)


def test_a_second_call_by_other_deputies_is_another_visit(outing, clerk):
    take(line(), by=clerk)

    report = take(line(参加代表=OTHERS, 问="又添一口", 评="不满意"), by=clerk)

    assert (outcome(report), reasons(report)) == ((1, 0, 0, 0), [])
    found = {
        frozenset(visit.deputies.values_list("name", flat=True)): visit.calls.get()
        for visit in Visit.objects.all()
    }
    assert {names: each.answers["ask_basics"] for names, each in found.items()} == {
        frozenset(FIRST): "家中4口人",
        frozenset(OTHERS.split("、")): "又添一口",
    }


def test_corrected_words_are_shown_and_taken_field_by_field(outing, clerk):
    take(line(), by=clerk)

    report = take(line(问="家中5口人", 评="基本满意", 记录人="孙二娘"), by=clerk)

    assert outcome(report) == (0, 1, 0, 0)
    assert changed(report) == [
        ("问(基本情况)", "原为“家中4口人”，改为“家中5口人”"),
        ("评(帮扶成效)", "原为“满意”，改为“基本满意”"),
        ("记录人", "原为“钱一鸣”，改为“孙二娘”"),
    ]
    assert call().answers == {
        "ask_basics": "家中5口人",
        "evaluate_result": "基本满意",
    }
    assert call().visit.recorder == "孙二娘"


def test_old_and_new_stand_in_the_preview_before_anything_is_written(
    outing, clerk, clerks_desk
):
    take(line(), by=clerk)
    data = workbook(走访台账=[["走访台账"], HEADING, line(问="家中5口人")])
    sent = {"kind": "visits", "file": SimpleUploadedFile("台账.xlsx", data)}

    answer = clerks_desk.post(reverse("workbooks:create"), sent, follow=True)
    page = answer.content.decode()

    assert "原为“家中4口人”，改为“家中5口人”" in page
    assert call().answers["ask_basics"] == "家中4口人"
    batch = ImportBatch.objects.latest("pk")
    clerks_desk.post(reverse("workbooks:write", args=[batch.pk]))
    assert call().answers["ask_basics"] == "家中5口人"


def test_an_empty_cell_takes_nothing_away_and_nothing_named_says_so(outing, clerk):
    take(line(), by=clerk)

    report = take(line(问="", 评="无", 记录人=""), by=clerk)

    assert outcome(report) == (0, 0, 1, 0)
    assert call().answers["evaluate_result"] == "满意"
    assert said(report, IssueKind.WARNING) == [
        ("评(帮扶成效)", "已登记为“对帮扶成效的评价：满意”，未作改动")
    ]


def test_what_was_changed_by_hand_since_is_asked_and_waits(outing, clerk):
    take(line(), by=clerk)
    type_over(Visit.objects.get(), clerk, ask_basics="家中3口人")

    report = take(line(问="家中5口人", 评="不满意"), by=clerk)

    assert outcome(report) == (0, 0, 0, 1)
    (question,) = report.of_kind(IssueKind.QUESTION)
    assert question.reason == "导入以后有人改为“家中3口人”，表中为“家中5口人”，请选择"
    assert [candidate.value for candidate in question.candidates] == [KEEP, TAKE]
    assert call().answers == {"ask_basics": "家中3口人", "evaluate_result": "满意"}


@pytest.mark.parametrize(("value", "words"), [(KEEP, "家中3口人"), (TAKE, "家中5口人")])
def test_the_answer_decides_and_the_rest_of_the_row_goes_in(
    outing, clerk, value, words
):
    take(line(), by=clerk)
    type_over(Visit.objects.get(), clerk, ask_basics="家中3口人")
    take(line(问="家中5口人", 评="不满意"), by=clerk)

    assert settle(value, clerk) == (1, [])

    assert call().answers == {"ask_basics": words, "evaluate_result": "不满意"}
    batch = ImportBatch.objects.latest("pk")
    assert (batch.changed, batch.rejected) == (1, 0)
    again = take(line(问="家中5口人", 评="不满意"), by=clerk)
    assert outcome(again) == (0, 0, 1, 0)


def test_undoing_the_correcting_batch_brings_the_earlier_words_back(outing, clerk):
    take(line(), by=clerk)
    take(line(问="家中5口人", 记录人="孙二娘"), by=clerk)

    actions.undo(ImportBatch.objects.latest("pk"), by=clerk, reason="新表有误")

    assert call().answers["ask_basics"] == "家中4口人"
    assert call().visit.recorder == "钱一鸣"
    # They are the first ledger's words again: a third one corrects them unasked.
    assert outcome(take(line(问="家中6口人"), by=clerk)) == (0, 1, 0, 0)


def test_what_an_answer_took_over_goes_back_with_its_batch(outing, clerk):
    take(line(), by=clerk)
    type_over(Visit.objects.get(), clerk, ask_basics="家中3口人")
    take(line(问="家中5口人"), by=clerk)
    settle(TAKE, clerk)

    actions.undo(ImportBatch.objects.latest("pk"), by=clerk, reason="新表有误")

    assert call().answers["ask_basics"] == "家中3口人"


def test_a_visit_typed_here_is_left_and_the_difference_is_told(outing, clerk):
    outing.visited_on = date(2017, 6, 5)
    record_visit(outing, by=clerk)

    report = take(line(), by=clerk)

    assert outcome(report) == (0, 0, 1, 0)
    assert [column for column, _ in said(report, IssueKind.WARNING)] == [
        "问(基本情况)",
        "评(帮扶成效)",
    ]
    assert call().answers == {"ask_basics": "家中4口人，因病致贫"}


def test_one_call_twice_in_other_words_is_named(outing, clerk):
    report = take(line(), line(问="家中5口人"), by=clerk)

    assert outcome(report) == (1, 0, 0, 1)
    assert reasons(report) == ["与第3行是同一次走访、同一户，内容不同，请核对"]


@pytest.mark.parametrize(
    ("is_same", "visits", "deputies"), [(True, 1, 4), (False, 2, 3)]
)
def test_of_a_list_with_one_more_it_is_asked_whether_it_is_the_same(
    outing, clerk, is_same, visits, deputies
):
    take(line(), by=clerk)
    first = Visit.objects.get()

    report = take(line(参加代表=f"{'、'.join(FIRST)}、周四海"), by=clerk)
    assert outcome(report) == (0, 0, 0, 1)
    assert settle(str(first.pk) if is_same else "another", clerk) == (1, [])

    assert Visit.objects.count() == visits
    assert first.deputies.count() == deputies


def test_a_list_with_one_fewer_is_undone_as_it_was(outing, clerk):
    take(line(), by=clerk)
    visit = Visit.objects.get()
    take(line(参加代表="钱一鸣、孙二娘"), by=clerk)
    settle(str(visit.pk), clerk)
    assert visit.deputies.count() == 2

    actions.undo(ImportBatch.objects.latest("pk"), by=clerk, reason="新表有误")

    assert set(visit.deputies.values_list("name", flat=True)) == set(FIRST)


def test_two_recorders_of_one_outing_are_told_and_do_not_change_places(
    outing, clerk, qingshan
):
    HouseholdFactory(village=qingshan, head_name="王五")
    rows = line(), line(走访贫困户="王五", 记录人="孙二娘")

    first = take(*rows, by=clerk)
    again = take(*rows, by=clerk)

    told = [("记录人", "这次走访的记录人为“钱一鸣”，未另作登记")]
    assert said(first, IssueKind.WARNING) == told
    assert (outcome(first), outcome(again)) == ((2, 0, 0, 0), (0, 0, 2, 0))
    assert Visit.objects.get().recorder == "钱一鸣"


def test_whoever_was_said_to_be_meant_is_not_asked_about_again(
    outing, clerk, yuxin_group
):
    double = PersonFactory(name="钱一鸣", work="村医")
    MembershipFactory(group=yuxin_group, person=double)
    row = line(参加代表="钱一鸣、孙二娘、李三才、周四海")
    take(row, by=clerk)
    settle(str(double.pk), clerk)

    report = take(row, by=clerk)

    assert (outcome(report), report.is_clear) == ((0, 0, 1, 0), True)


def test_who_was_meant_can_be_answered_of_a_row_that_waited(
    outing, clerk, qingshan, yuxin_group
):
    HouseholdFactory(village=qingshan, head_name="张三丰", hamlet="二组")
    MembershipFactory(group=yuxin_group, person=PersonFactory(name="钱一鸣"))
    take(line(参加代表="钱一鸣、孙二娘、李三才、周四海"), by=clerk)
    who, home = (
        ImportIssue.objects.get(column=column) for column in ("参加代表", "走访贫困户")
    )
    early = actions.answer_all([(who, who.candidates[0]["value"])], by=clerk)
    actions.answer_all([(home, home.candidates[0]["value"])], by=clerk)

    late = actions.answer_all([(who, who.candidates[0]["value"])], by=clerk)

    assert early[0] == 0
    assert "这一行还没有写入" in early[1][0]
    assert late == (1, [])
    assert Visit.objects.get().deputies.count() == 4
