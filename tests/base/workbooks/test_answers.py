"""Answering what an import asked, on its page, without sending the file again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from deputies.models import Mandate, Person
from groups.models import DeputyGroup, GroupMembership
from poverty.models import Household, HouseholdMember
from tests.base.workbooks.books import workbook
from tests.deputies.test_roster_rows import HEADING, TITLE, line
from tests.factories.deputies import MandateFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.groups import test_roster_rows as groups
from tests.poverty.imports.books import family, official
from tianmen_congress.base.audit.models import TrailEntry
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue

pytestmark = pytest.mark.django_db
ANSWER, QUESTIONS = reverse("workbooks:answer"), reverse("workbooks:questions")


@pytest.fixture(autouse=True)
def _places(tianmen, yuxin, duobao, qingshan, campaign):
    """Rosters name congresses of city and province."""


def send(client, kind, data):
    """Sent, looked at and written on the pages."""
    file = SimpleUploadedFile("名册.xlsx", data)
    client.post(reverse("workbooks:create"), {"kind": kind, "file": file})
    batch = ImportBatch.objects.latest("pk")
    client.post(reverse("workbooks:write", args=[batch.pk]))
    return batch


def answer(client, **values):
    """Answers by the place of their question in the list, as the page posts them."""
    issues = list(ImportIssue.objects.open_questions().order_by("pk"))
    posted = {
        f"answer-{issues[int(place[1:])].pk}": value for place, value in values.items()
    }
    return client.post(ANSWER, {**posted, "next": QUESTIONS}, follow=True)


def text_of(response):
    return response.content.decode()


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


# --- deputies ------------------------------------------------------------------------


@pytest.fixture
def months(desk):
    """Two birth months that may be January or October."""
    rows = [
        line("王宇", born=1964.1),
        line("李明", number=2, born=1969.1, phone="13900005678"),
    ]
    return send(desk, "deputies", workbook(渔薪镇=[TITLE, HEADING, *rows]))


def test_each_question_stands_on_the_page_with_its_candidates(desk, months):
    page = text_of(desk.get(months.get_absolute_url()))

    for label in ("1964年1月", "1964年10月", "1969年1月", "1969年10月"):
        assert label in page
    assert "保存答复" in page


def test_an_answer_is_written_with_history_as_who_gave_it(desk, months, clerk):
    page = text_of(answer(desk, q0="1964-10"))

    person = Person.objects.get(name="王宇")
    assert f"{person.birth_month:%Y-%m}" == "1964-10"
    assert person.version == 2
    event = Person.pgh_event_model.objects.filter(pgh_obj=person).latest("pgh_id")
    assert event.pgh_context.metadata["user"] == clerk.pk
    assert "已保存1个答复。" in page


def test_what_was_left_stays_on_the_list_and_what_was_answered_goes(desk, months):
    page = text_of(answer(desk, q0="1964-10"))

    assert "1969年10月" in page
    assert "1964年10月" not in page
    assert Person.objects.get(name="李明").birth_month is None


def test_the_list_shows_answered_ones_when_asked_for(desk, months):
    answer(desk, q0="1964-10")

    page = text_of(desk.get(QUESTIONS, {"answered": "0"}))

    assert "1964年10月" in page


def test_an_answer_that_was_not_offered_is_refused_and_nothing_written(desk, months):
    page = text_of(answer(desk, q0="1999-09"))

    assert "请选择列出的答复之一" in page
    assert "已保存0个答复。" in page
    assert Person.objects.get(name="王宇").birth_month is None


def test_one_refused_answer_keeps_no_other_out(desk, months):
    answer(desk, q0="1999-09", q1="1969-01")

    assert Person.objects.get(name="李明").birth_month.month == 1


def test_a_second_answer_is_told_who_was_first(desk, months, clerk):
    issue = ImportIssue.objects.open_questions().first()
    answer(desk, q0="1964-10")

    response = desk.post(ANSWER, {f"answer-{issue.pk}": "1964-01"}, follow=True)

    assert f"{clerk}已经答复过这个问题" in text_of(response)
    assert Person.objects.get(name="王宇").birth_month.month == 10


def test_next_door_no_question_is_seen_and_none_answered(client, months, other_clerk):
    issue = ImportIssue.objects.open_questions().first()
    client.force_login(other_clerk)

    client.post(ANSWER, {f"answer-{issue.pk}": "1964-10"})

    assert "1964年10月" not in text_of(client.get(QUESTIONS))
    assert Person.objects.get(name="王宇").birth_month is None


def test_the_office_answers_for_a_township(client, months, office):
    client.force_login(office)

    answer(client, q0="1964-10")

    assert Person.objects.get(name="王宇").birth_month.month == 10


def test_whose_record_the_office_keeps_the_office_answers(desk, months, tianmen, yuxin):
    """He was elected to the city's congress in the meantime."""
    MandateFactory(
        person=Person.objects.get(name="王宇"),
        tier="county",
        congress__division=tianmen,
        township=yuxin,
    )

    page = text_of(answer(desk, q0="1964-10"))

    assert "由机关答复" in page
    assert Person.objects.get(name="王宇").birth_month is None


def test_who_he_is_decides_whether_a_row_becomes_somebody_new(desk, yuxin):
    send(desk, "deputies", workbook(渔薪镇=[TITLE, HEADING, line("王宇")]))
    row = line("王宇", number=2, born="1981-02", phone="13900005678")
    send(desk, "deputies", workbook(渔薪镇=[TITLE, HEADING, row]))
    assert Mandate.objects.count() == 1

    answer(desk, q0="new")

    phones = Person.objects.filter(name="王宇").values_list("phone", flat=True)
    assert set(phones) == {"13800001234", "13900005678"}
    assert Mandate.objects.count() == 2


# --- groups --------------------------------------------------------------------------


@pytest.fixture
def doubles(desk, yuxin):
    """Two bear the name of a group's leader."""
    for name, work in (("李明", "小学教师"), ("李明", "村医"), ("王芳", "农民")):
        MandateFactory(person__name=name, person__work=work, township=yuxin)
    rows = [["代表小组划分表"], groups.HEADING, groups.line()]
    return send(desk, "groups", workbook(分组表=rows))


def test_the_membership_waits_and_the_answer_makes_it(desk, doubles):
    assert [m.person.name for m in GroupMembership.objects.all()] == ["王芳"]
    chosen = Person.objects.get(work="村医")

    answer(desk, q0=str(chosen.pk))

    membership = GroupMembership.objects.get(person=chosen)
    assert membership.is_leader
    assert membership.order == 0


def test_candidates_are_told_apart_by_their_work(desk, doubles):
    page = text_of(desk.get(doubles.get_absolute_url()))

    assert "小学教师" in page
    assert "村医" in page


def test_somebody_who_joined_another_group_meanwhile_is_refused_in_words(
    desk, doubles, second_group
):
    chosen = Person.objects.get(work="村医")
    GroupMembership.objects.create(group=second_group, person=chosen)

    page = text_of(answer(desk, q0=str(chosen.pk)))

    assert "请先在该小组办理退出" in page
    assert ImportIssue.objects.open_questions().count() == 1


# --- households ----------------------------------------------------------------------


@pytest.fixture
def villages(desk, yuxin):
    """One name for a village and a community: two households wait, one does not."""
    VillageFactory(name="汪台村委会", parent=yuxin, code="429006105201")
    VillageFactory(name="汪台居委会", parent=yuxin, code="429006105001")
    rows = [
        *family(code="1", 行政村="汪台"),
        *family("王强", serial=3, code="2", 行政村="汪台"),
        *family("赵云", serial=6, code="3"),
    ]
    return send(desk, "households", official(*rows))


def test_a_household_waits_for_its_village(desk, villages):
    assert [h.head_name for h in Household.objects.all()] == ["赵云"]
    assert (ImportBatch.objects.get().new, ImportBatch.objects.get().rejected) == (1, 2)


def test_the_answer_takes_the_household_in_from_the_stored_workbook(desk, villages):
    page = text_of(answer(desk, q0="429006105201"))

    home = Household.objects.get(code="1")
    assert home.village.name == "汪台村委会"
    assert home.members.count() == 3
    assert "已保存1个答复。" in page


def test_the_counts_of_the_batch_follow(desk, villages):
    answer(desk, q0="429006105201", q1="429006105201")

    batch = ImportBatch.objects.get()
    assert (batch.new, batch.rejected) == (3, 0)
    assert HouseholdMember.objects.count() == 9


def test_several_answers_read_the_workbook_once(desk, villages, monkeypatch):
    read = []
    answering = "tianmen_congress.base.workbooks.actions.answering.check_again"
    check_again = actions.answering.check_again
    monkeypatch.setattr(
        answering,
        lambda batch, *, by: read.append(batch) or check_again(batch, by=by),
    )

    answer(desk, q0="429006105201", q1="429006105201")

    assert len(read) == 1


def test_households_of_one_name_may_be_of_different_villages(desk, villages):
    """An answer is about its own row; the last one holds for files to come."""
    answer(desk, q0="429006105201")
    answer(desk, q0="429006105001")

    found = Household.objects.order_by("code").values_list("village__name", flat=True)
    assert list(found) == ["汪台村委会", "汪台居委会", "青山村委会"]


def test_one_press_may_say_that_one_name_means_two_villages(desk, villages):
    answer(desk, q0="429006105201", q1="429006105001")

    found = Household.objects.order_by("code").values_list("village__name", flat=True)
    assert list(found) == ["汪台村委会", "汪台居委会", "青山村委会"]


def test_a_row_that_cannot_go_in_after_all_says_why(desk, villages, duobao):
    HouseholdFactory(village__parent=duobao, code="1", head_name="别人")

    page = text_of(answer(desk, q0="429006105201"))

    assert "第2行仍未收：此户编号已登记在其他乡镇" in page
    assert Household.objects.get(code="1").head_name == "别人"


def test_a_batch_whose_workbook_is_not_kept_asks_for_it_again(desk, villages):
    ImportBatch.objects.update(file=None)

    page = text_of(answer(desk, q0="429006105201"))

    assert "请把工作簿再导入一次" in page
    assert Household.objects.count() == 1


def test_the_answer_holds_for_the_next_workbook(desk, villages):
    answer(desk, q0="429006105201")
    rows = family("钱多", serial=9, code="9", 行政村="汪台")

    send(desk, "households", official(*rows))

    assert Household.objects.get(code="9").village.name == "汪台村委会"


# --- all -----------------------------------------------------------------------------


def test_an_import_is_one_line_of_the_trail_and_its_answers_are_history(desk, months):
    lines = TrailEntry.objects.count()

    answer(desk, q0="1964-10")

    assert TrailEntry.objects.count() == lines


def test_nothing_chosen_saves_nothing(desk, months):
    assert "已保存0个答复。" in text_of(answer(desk))


@pytest.mark.parametrize("name", ["answer-", "answer-x", "answer-9" * 9, "answer--1"])
def test_odd_names_of_fields_are_passed_over(desk, months, name):
    response = desk.post(ANSWER, {name: "1964-10"}, follow=True)

    assert "已保存0个答复。" in text_of(response)


def test_the_list_counts_open_questions_of_each_batch(desk, months):
    answer(desk, q0="1964-10")

    row = desk.get(reverse("workbooks:list")).context["listing"].rows().get()

    assert row.open_count == 1


def test_a_group_is_founded_while_its_members_wait(desk, doubles):
    assert DeputyGroup.objects.get().name == "渔薪镇第三代表小组"
