"""A roster taken in by mistake is undone as one, or not at all."""

import pytest

from deputies.actions import confirm_different, confirm_same, end_mandate
from deputies.enums import EndReason, Tier
from deputies.models import Mandate, Person, PersonMatch
from tests.deputies.test_roster_rows import line, take
from tests.factories.deputies import MandateFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import UserFactory
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import BatchState
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from tianmen_congress.base.workbooks.undoing import examine

pytestmark = pytest.mark.django_db
WRONG_FILE = "导入了去年的名册"


@pytest.fixture(autouse=True)
def _places(tianmen, yuxin, duobao):
    """Rosters name congresses of city and province."""


def latest():
    return ImportBatch.objects.latest("pk")


def undo(by, batch=None):
    return actions.undo(batch or latest(), by=by, reason=WRONG_FILE)


def obstacles(batch=None):
    return [(each.model, each.reason) for each in examine(batch or latest()).obstacles]


def facts():
    rows = Person.objects.order_by("pk").values(
        "name", "sex", "phone", "birth_month", "work", "pinyin"
    )
    return list(rows)


def test_what_a_batch_made_goes(office):
    take([line("王宇"), line("李明", number=2, phone="13900005678")], by=office)

    undo(office)

    assert not Person.objects.exists()
    assert not Mandate.objects.exists()


def test_history_keeps_what_went_and_who_let_it_go(client, office):
    take([line("王宇")], by=office)
    batch = latest()
    client.force_login(office)
    client.post(f"/imports/{batch.pk}/undo/", {"reason": WRONG_FILE})

    events = Person.pgh_event_model.objects.order_by("pgh_id")
    assert [(e.pgh_label, e.name) for e in events] == [
        ("insert", "王宇"),
        ("delete", "王宇"),
    ]
    assert events[1].pgh_context.metadata["user"] == office.pk


def test_what_a_batch_changed_is_as_it_was_before(office):
    take([line("王宇"), line("李明", number=2, phone="13900005678")], by=office)
    before = facts()
    take([line("王宇", phone="13700009999", 工作单位及职务="渔薪镇教师")], by=office)
    assert facts() != before

    undo(office)

    assert facts() == before


def test_what_was_changed_back_is_a_change_of_its_own(office):
    """Somebody who has the page open is told that the row was changed."""
    take([line("王宇")], by=office)
    take([line("王宇", phone="13700009999")], by=office)
    assert Person.objects.get().version == 2

    undo(office)

    assert Person.objects.get().version == 3
    labels = Person.pgh_event_model.objects.order_by("pgh_id").values_list(
        "phone", flat=True
    )
    assert list(labels) == ["13800001234", "13700009999", "13800001234"]


def test_batches_are_undone_one_after_the_other_back_to_the_start(office):
    take([line("王宇")], by=office)
    first = latest()
    take([line("王宇", phone="13700009999"), line("李明", number=2)], by=office)
    second = latest()

    undo(office, second)
    undo(office, first)

    assert not Person.objects.exists()


def test_an_older_batch_waits_for_the_one_that_changed_it_since(office):
    take([line("王宇")], by=office)
    first = latest()
    take([line("王宇", phone="13700009999")], by=office)

    with pytest.raises(actions.UndoRefused, match="有1处在导入之后被修改或使用"):
        undo(office, first)

    assert Person.objects.get().phone == "13700009999"
    assert obstacles(first) == [(Person, "导入之后又有修改")]


def test_a_change_by_hand_keeps_the_whole_batch(office):
    take([line("王宇"), line("李明", number=2, phone="13900005678")], by=office)
    person = Person.objects.get(name="王宇")
    person.work = "渔薪镇教师"
    with acting_as(office):
        person.save()

    with pytest.raises(actions.UndoRefused):
        undo(office)

    assert Person.objects.count() == 2
    assert latest().state == BatchState.WRITTEN


def test_a_change_that_was_taken_back_by_hand_is_in_nobodys_way(office):
    take([line("王宇")], by=office)
    person = Person.objects.get()
    with acting_as(office):
        person.work, work = "渔薪镇教师", person.work
        person.save()
        person.work, person.version = work, 3
        person.save()

    undo(office)

    assert not Person.objects.exists()


def test_an_ended_mandate_keeps_the_batch(office):
    take([line("王宇")], by=office)
    mandate = Mandate.objects.get()
    with acting_as(office):
        end_mandate(mandate, by=office, until=today(), reason=EndReason.RESIGNED)

    assert obstacles() == [(Mandate, "导入之后又有修改")]


def test_whoever_joined_a_group_keeps_the_batch(office, yuxin_group):
    take([line("王宇")], by=office)
    MembershipFactory(group=yuxin_group, person=Person.objects.get())

    assert obstacles() == [(Person, "已被小组成员使用（1条）")]


def test_somebody_who_signs_in_keeps_the_batch(office):
    take([line("王宇")], by=office)
    with acting_as(office):
        Person.objects.filter(name="王宇").update(user=UserFactory())

    assert obstacles() == [(Person, "导入之后又有修改")]


def test_a_second_mandate_given_since_keeps_the_batch(office, yuxin, tianmen):
    take([line("王宇")], by=office)
    with acting_as(office):
        MandateFactory(
            person=Person.objects.get(),
            tier=Tier.COUNTY,
            congress__division=tianmen,
            township=yuxin,
        )

    assert obstacles() == [(Person, "已被代表职务使用（1条）")]


@pytest.fixture
def match(office, yuxin):
    """A roster row that looks like somebody who was there before."""
    known = MandateFactory(person__name="王宇", township=yuxin, congress__term=8)
    Person.objects.filter(pk=known.person_id).update(
        sex="male", birth_month="1970-05-01"
    )
    take([line("王宇")], by=office)
    return PersonMatch.objects.get()


def test_an_open_question_whether_two_are_one_goes_too(office, match):
    undo(office)

    assert not PersonMatch.objects.exists()
    assert Person.objects.count() == 1


def test_two_who_were_told_apart_keep_the_batch(office, match):
    confirm_different(match, by=office)

    assert obstacles() == [(Person, "已被疑似同一人使用（1条）")]


def test_two_who_became_one_keep_the_batch(office, match):
    with acting_as(office):
        confirm_same(match, by=office)

    models = {model for model, _ in obstacles()}
    assert models == {Person, Mandate}


@pytest.fixture
def answered(office):
    take([line("王宇", born=1964.1)], by=office)
    issue = ImportIssue.objects.open_questions().get()
    return actions.answer(issue, "1964-10", by=office)


def test_the_answer_to_a_question_is_undone_with_its_batch(office, answered):
    assert Person.objects.get().birth_month.month == 10

    undo(office)

    assert not Person.objects.exists()


def test_an_answer_about_a_known_person_is_taken_back(office):
    take([line("王宇", born="")], by=office)
    take([line("王宇", born=1964.1, 工作单位及职务="渔薪镇教师")], by=office)
    issue = ImportIssue.objects.open_questions().get()
    actions.answer(issue, "1964-10", by=office)

    undo(office)

    person = Person.objects.get()
    assert (person.birth_month, person.work) == (None, "渔薪镇农民")


def test_answers_to_two_batches_in_one_go_are_undone_apart(client, office):
    """One press saves answers to questions of several batches."""
    take([line("王宇", born=1964.1)], by=office)
    first = latest()
    take([line("李明", number=2, born=1969.1, phone="13900005678")], by=office)
    questions = ImportIssue.objects.open_questions()
    answers = {
        f"answer-{issue.pk}": issue.candidates[0]["value"] for issue in questions
    }
    client.force_login(office)
    client.post("/imports/questions/answer/", answers)

    undo(office, first)

    person = Person.objects.get()
    assert (person.name, person.birth_month.year) == ("李明", 1969)


def test_a_question_is_asked_in_the_older_batch_again(office):
    take([line("王宇", born=1964.1)], by=office)
    older = ImportIssue.objects.get()
    rows = [line("王宇", born=1964.1), line("李明", number=2)]
    take(rows, by=office)
    older.refresh_from_db()
    assert older.is_replaced

    undo(office)

    older.refresh_from_db()
    assert not older.is_replaced
    assert older.can_be_answered


def test_the_questions_of_an_undone_batch_are_asked_no_more(office):
    take([line("王宇", born=1964.1)], by=office)
    issue = ImportIssue.objects.get()
    undo(office)

    with pytest.raises(actions.AnswerRefused, match="已经撤销"):
        actions.answer(issue, "1964-10", by=office)


def test_a_question_that_moved_to_a_later_batch_is_answered_there(office):
    take([line("王宇", born=1964.1)], by=office)
    older = ImportIssue.objects.get()
    take([line("王宇", born=1964.1), line("李明", number=2)], by=office)

    with pytest.raises(actions.AnswerRefused, match="后来的导入"):
        actions.answer(older, "1964-10", by=office)


def test_undoing_is_in_the_trail_with_its_counts(office):
    take([line("王宇")], by=office)
    batch = undo(office)

    entry = TrailEntry.objects.filter(kind=Kind.IMPORT).latest("pk")
    assert entry.subject == f"撤销人大代表名册（批次{batch.pk}）"
    assert (entry.note, entry.rows, entry.user) == ("删除2条，恢复0条", 2, office)


def test_the_batch_tells_who_undid_it_and_why(office):
    take([line("王宇")], by=office)

    batch = undo(office)

    assert (batch.state, batch.undone_by) == (BatchState.UNDONE, office)
    assert (batch.undo_reason, bool(batch.undone_at)) == (WRONG_FILE, True)


def test_undoing_twice_undoes_once(office):
    take([line("王宇")], by=office)
    batch = undo(office)
    take([line("王宇")], by=office)

    undo(office, batch)

    assert Person.objects.count() == 1


def test_the_same_file_goes_in_again_as_the_first_time(office):
    rows = [line("王宇", born=1964.1), line("李明", number=2, phone="1380000")]
    first = take(rows, by=office).as_dict()
    undo(office)

    assert take(rows, by=office).as_dict() == first
