"""A ledger sent again: it goes on from where each opinion stands, and swallows nothing."""

from io import BytesIO

import pytest

from referrals.models import Event, Opinion
from tests.factories.platform import VillageFactory
from tests.factories.referrals import CategoryFactory
from tests.referrals.histories import clock_fault, illegal
from tests.referrals.ledgers import CITY, NAME, OPEN, bring, counted, found, names_of
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.figures.exports import write_table
from tianmen_congress.base.figures.registry import Asked, find_table
from tianmen_congress.base.workbooks.actions import answer_all, check_file
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportIssue

pytestmark = pytest.mark.django_db

WAITS = {"交办层级": "", "承办单位": ""} | OPEN


@pytest.fixture(autouse=True)
def places(way, qingshan):
    return way


@pytest.fixture
def education(way):
    return CategoryFactory(code="education", name="教育")


def only():
    return Opinion.objects.get()


def said(report, kind):
    return [(each.column, each.reason) for each in report.of_kind(kind)]


def outcome(report):
    return report.counts.changed, *counted(report)


@pytest.mark.parametrize(
    ("before", "after", "state", "step"),
    [
        (WAITS, OPEN, "handling", "enter_handled"),
        (WAITS, CITY, "closed", "enter_closed"),
        (WAITS, WAITS | {"类别": ""}, "triage", None),
        (OPEN, {}, "closed", "enter_closed"),
        (OPEN, {"满意度": ""}, "closed", "enter_closed"),
        (CITY | OPEN, CITY | {"是否办结": "否"}, "evaluated", "enter_judged"),
        ({"是否办结": "否"}, {}, "closed", "close"),
        # Handled again after a bad verdict, and then to everybody's content.
        ({"是否办结": "否", "满意度": "不满意"}, {}, "closed", "enter_closed"),
        (
            OPEN | {"办理情况": "正在办理"},
            OPEN | {"办理情况": "正在施工"},
            "handling",
            "enter_progress",
        ),
    ],
)
def test_it_goes_on_from_where_it_stands(way, before, after, state, step):
    bring(way, before)
    steps = names_of(only())

    report = bring(way, after)

    assert (outcome(report), found(report)) == ((bool(step), 0, not step, 0), [])
    opinion = only()
    assert opinion.state == state
    assert names_of(opinion) == [*steps, *([step] if step else [])]
    assert illegal(opinion) == clock_fault(opinion) == ""
    assert outcome(bring(way, after)) == (0, 0, 1, 0)


def test_what_changes_is_shown_with_old_and_new(way):
    bring(way, OPEN)

    report = bring(way, {})

    assert said(report, IssueKind.CHANGE) == [
        ("是否办结", "原为“否”，改为“是”"),
        ("满意度", "原为（空），改为“满意”"),
    ]


@pytest.mark.parametrize(
    ("row", "column", "stands"),
    [
        ({"办理情况": "不能解决"}, "办理情况", "已登记为“已落实”"),
        ({"满意度": "不满意"}, "满意度", "已登记为“满意”，表中为“不满意”"),
        ({"类别": "教育"}, "类别", "已登记为“基础设施”"),
        (
            {"交办层级": "村级", "承办单位": "青山村"},
            "承办单位",
            "已由渔薪镇人民政府承办",
        ),
    ],
)
def test_what_contradicts_the_record_is_named_and_rewrites_nothing(
    way, education, row, column, stands
):
    bring(way, {})
    events = Event.objects.count()

    report = bring(way, row)

    assert outcome(report) == (0, 0, 0, 1)
    reasons = dict(said(report, IssueKind.FAULT))
    assert stands in reasons[column]
    assert "请在该件页面办理" in reasons[column]
    assert Event.objects.count() == events


def test_an_older_ledger_changes_nothing_and_is_told(way):
    bring(way, OPEN | {"办理情况": "正在办理"})
    bring(way, {})

    report = bring(way, OPEN | {"办理情况": "正在办理"})

    assert outcome(report) == (0, 0, 1, 0)
    bring(way, OPEN | {"办理情况": "正在勘察"})
    assert only().state == "closed"


def test_a_category_is_put_right_while_it_waits(way, education):
    bring(way, WAITS)

    report = bring(way, WAITS | {"类别": "教育"})

    assert outcome(report) == (1, 0, 0, 0)
    assert said(report, IssueKind.CHANGE) == [("类别", "原为“基础设施”，改为“教育”")]
    assert only().category == education


def test_what_a_unit_is_drafting_is_not_passed_over(way):
    bring(way, CITY | OPEN)
    way.step(only(), "draft_answer", on=today())

    report = bring(way, CITY)

    assert outcome(report) == (0, 0, 0, 1)
    assert "承办单位已经起草答复" in found(report)[0][-1]
    assert only().state == "processing"


def test_two_people_with_one_wish_are_two_opinions(way):
    rows = [{}, {"反映人": "李四"}]

    assert outcome(bring(way, *rows)) == (0, 2, 0, 0)

    assert outcome(bring(way, *rows)) == (0, 0, 2, 0)
    assert Opinion.objects.count() == 2


@pytest.mark.parametrize(("is_same", "many"), [(True, 1), (False, 2)])
def test_another_proposer_of_the_same_words_is_asked(way, is_same, many):
    bring(way, {})

    report = bring(way, {"反映人": "张山"})

    assert outcome(report) == (0, 0, 0, 1)
    answer = str(only().pk) if is_same else "another"
    question = ImportIssue.objects.open_questions().get()
    assert answer_all([(question, answer)], by=way.office) == (1, [])
    assert Opinion.objects.count() == many
    assert outcome(bring(way, {"反映人": "张山"})) == (0, 0, 1, 0)


def test_one_opinion_twice_with_other_verdicts_is_named(way):
    report = bring(way, {}, {"满意度": "基本满意"})

    assert outcome(report) == (0, 1, 0, 1)
    assert "与第3行是同一件" in found(report)[0][-1]


def test_an_open_question_about_the_village_is_no_change(way, yuxin):
    twins = [
        VillageFactory(name="红星村委会", parent=yuxin, code=f"429006105{n}")
        for n in (901, 902)
    ]
    row = {"交办层级": "村级", "承办单位": "红星村"}
    bring(way, row)

    assert outcome(bring(way, row)) == (0, 0, 1, 0)

    question = ImportIssue.objects.open_questions().get()
    assert answer_all([(question, str(twins[0].pk))], by=way.office) == (1, [])
    assert only().state == "closed"
    assert outcome(bring(way, row)) == (0, 0, 1, 0)


def test_a_ledger_of_all_states_that_went_out_comes_in_unchanged(way):
    way.collect(text="空格  和\n换行", proposers=[], is_anonymous=True)
    for state in (
        "triage",
        "handling",
        "answered",
        "closed",
        "submitted",
        "processing",
    ):
        way.to(state, text=f"状态为{state}的一件")
    bring(way, {}, CITY | OPEN | {"意见建议内容": "路灯不亮", "反映人": ""})
    out = BytesIO()
    write_table(find_table("opinion-ledger", way.office)(way.office, Asked()), out)

    report = check_file(get_kind("opinions"), out.getvalue(), name=NAME, by=way.office)

    many = Opinion.objects.exclude(state="draft").count()
    assert (outcome(report), found(report)) == ((0, 0, many, 0), [])
    assert report.of_kind(IssueKind.WARNING) == []
