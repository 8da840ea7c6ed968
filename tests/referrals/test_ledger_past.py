"""What a ledger states of the past is taken as it stands; what it leaves out is not made up."""

import pytest
from django.urls import reverse

from referrals.actions.daily import run_daily
from referrals.models import Clock, Event, Opinion
from referrals.papers import papers_of
from referrals.queries.rates import rates_by
from tests.factories.platform import VillageFactory
from tests.referrals.histories import clock_fault, illegal
from tests.referrals.ledgers import CITY, OPEN, bring, counted, found
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.figures.registry import Asked
from tianmen_congress.base.numbers.models import Counter
from tianmen_congress.base.workbooks.actions import answer_all
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue

pytestmark = pytest.mark.django_db

PLANNED = "已列入2018年计划"
UNCLEAR = {"办理情况": "已修复"}


@pytest.fixture(autouse=True)
def places(way, qingshan):
    return way


def only():
    return Opinion.objects.get()


@pytest.mark.parametrize("place", [{}, CITY])
def test_no_number_signer_day_or_feedback_is_made_up(way, place):
    bring(way, place, place | OPEN | {"意见建议内容": "路灯不亮"})

    assert set(Counter.objects.values_list("kind", flat=True)) == {"opinion"}
    for opinion in Opinion.objects.all():
        assert (opinion.handover_number, opinion.city_number) == ("", "")
        assert not opinion.feedbacks.exists()
        assert not opinion.urges.exists()
        for row in opinion.assignments.all():
            told = (row.document_number, row.signed_by, row.signed_on, row.assigned_on)
            assert told == ("", "", None, None)
    stated = Opinion.objects.get(state="closed")
    given = stated.answers.get()
    assert (given.issued_by, given.document_number) == ("", "")
    assert (given.issued_on, given.answered_on, given.drafted_on) == (None,) * 3
    assert (stated.closed_on, stated.answered_on) == (None, None)
    assert stated.evaluations.get().on is None
    # After the day of collection none is told: the rest is of the day of entering.
    days = Event.objects.exclude(name="collect").values_list("on", flat=True)
    assert set(days) == {today()}
    started = Clock.objects.exclude(step__in=["screen", "triage"])
    assert set(started.values_list("started_on", flat=True)) == {today()}


@pytest.mark.parametrize("place", [{}, CITY])
def test_no_paper_is_offered_that_never_was(way, client, place):
    bring(way, place, place | OPEN | {"意见建议内容": "路灯不亮"})
    client.force_login(way.office)

    for opinion in Opinion.objects.all():
        offered = [paper.slug for paper in papers_of(opinion, user=way.office)]
        assert set(offered) <= {"withdrawal"}
        for slug in ("handover", "assignment", "answer"):
            url = reverse("referrals:paper_print", args=[opinion.pk, slug])
            assert client.get(url).status_code == 404


def test_what_is_done_here_afterwards_has_its_papers(way):
    bring(way, OPEN)

    answered = way.step(only(), "answer_local", on=today())

    assert [paper.slug for paper in papers_of(answered, user=way.clerk)] == [
        "answer",
        "consultation",
    ]
    assert answered.answers.get().document_number == "渔薪镇人民政府函〔2017〕1号"


@pytest.mark.parametrize(
    ("done", "verdict", "letter"),
    [
        ("已落实", "满意", "a"),
        (PLANNED, "满意", "b"),
        ("不能解决", "不满意", "c"),
    ],
)
def test_a_closed_row_has_the_class_that_its_words_tell(way, done, verdict, letter):
    bring(way, {"办理情况": done, "满意度": verdict})

    opinion = only()
    assert (opinion.state, opinion.round) == ("closed", 1)
    assert [opinion.answer_class.code, opinion.answers.get().answer_class.code] == [
        letter
    ] * 2
    assert opinion.get_verdict_display() == verdict
    assert opinion.evaluations.get().get_verdict_display() == verdict
    total = rates_by("township", user=way.office, asked=Asked())[-1]
    assert total.counts["solved"] == (letter == "a")


def test_a_promise_without_a_day_says_so_and_does_not_come_back(way, client):
    bring(way, {"办理情况": PLANNED})
    opinion = only()

    assert set(run_daily().values()) == {0}

    client.force_login(way.office)
    page = client.get(opinion.get_absolute_url()).content.decode()
    assert "未注明期限" in page
    assert "承诺到期再答复" not in page
    assert "reopen" in page
    assert (only().state, only().promised_on) == ("closed", None)


def test_words_that_tell_no_class_are_asked_and_the_row_waits(way):
    report = bring(way, UNCLEAR, {"意见建议内容": "路灯不亮"})

    assert (counted(report), found(report)) == ((1, 0, 1), [])
    assert only().text == "路灯不亮"
    (question,) = report.as_dict()["questions"]
    assert (question["column"], question["value"]) == ("办理情况", "已修复")
    assert [c["value"] for c in question["candidates"]] == ["a", "b", "c"]


def test_one_answer_serves_equal_words_of_the_file_and_of_later_ones(way):
    rows = [UNCLEAR | {"意见建议内容": text} for text in ("甲", "乙")]
    bring(way, *rows, {"意见建议内容": "丙", "办理情况": "见附件"})
    first = ImportIssue.objects.filter(value="已修复").first()

    done, said = answer_all([(first, "a")], by=way.office)

    assert (done, said) == (2, [])
    assert dict(Opinion.objects.values_list("text", "answer_class__code")) == {
        "甲": "a",
        "乙": "a",
    }
    batch = ImportBatch.objects.get()
    assert (batch.new, batch.rejected) == (2, 1)
    assert batch.issues.open_questions().get().value == "见附件"
    report = bring(way, UNCLEAR | {"意见建议内容": "丁"})
    assert counted(report) == (1, 0, 0)


def test_equal_words_answered_alike_at_once_are_no_mistake(way):
    bring(way, *(UNCLEAR | {"意见建议内容": text} for text in ("甲", "乙")))
    questions = ImportIssue.objects.open_questions().order_by("pk")

    answered = answer_all([(each, "b") for each in questions], by=way.office)

    assert answered == (2, [])


def test_an_unclear_row_in_an_unclear_village_is_asked_one_after_the_other(way, yuxin):
    twins = [
        VillageFactory(name="红星村委会", parent=yuxin, code=f"429006105{n}")
        for n in (901, 902)
    ]
    bring(way, UNCLEAR | {"交办层级": "村级", "承办单位": "红星村"})
    answer_all([(ImportIssue.objects.get(), "c")], by=way.office)
    village = ImportIssue.objects.open_questions().get()

    assert answer_all([(village, str(twins[1].pk))], by=way.office) == (1, [])

    opinion = only()
    assert (opinion.state, opinion.answer_class.code) == ("closed", "c")
    assert opinion.handler.division == twins[1]
    assert illegal(opinion) == clock_fault(opinion) == ""


def test_a_unit_that_has_it_by_the_ledger_reads_whom_to_call(way, client):
    bring(way, CITY | OPEN)
    client.force_login(way.unit)

    page = client.get(only().get_absolute_url()).content.decode()

    assert "张三" in page
    assert "起草答复" in page


def test_the_office_may_reopen_what_a_ledger_closed(way):
    bring(way, CITY)

    again = way.step(only(), "reopen", on=today())

    assert (again.state, again.round) == ("processing", 2)
    assert [row.is_taken_on for row in again.live_assignments] == [True]
    assert papers_of(again, user=way.office) == []
    assert illegal(again) == clock_fault(again) == ""
