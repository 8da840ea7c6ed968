"""Two people change one visit: the second sees both texts and loses none of his."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.groups import ActivityFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import PairingFactory
from tests.visits.typed import typed
from visits import actions
from visits.enums import VisitKind
from visits.models import Visit
from visits.outing import CallData

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(visit):
    return f"/visits/{visit.pk}/edit/"


@pytest.fixture
def send(desk, url, outing):
    """What the secretary sends from the page that he opened at version 1."""

    def send(mine=outing, **changes):
        return desk.post(url, typed(mine, version=1) | changes)

    return send


def lines(response):
    return [
        (d.label, d.theirs, d.mine) for d in response.context["page"].seen.conflicts
    ]


def test_equal_texts_are_still_a_conflict_without_a_difference(
    visit, outing, clerk, send
):
    actions.edit_visit(visit, outing, by=clerk)

    response = send()

    assert response.status_code == 200
    assert lines(response) == []
    assert "别人已修改并保存了这条记录" in response.content.decode()


@pytest.mark.parametrize(
    ("theirs", "line"),
    [
        ({"note": "雨天"}, ("备注", "雨天", "（空）")),
        ({"recorder": "孙二娘"}, ("记录人", "孙二娘", "钱一鸣")),
        (
            {"visited_on": date(2017, 6, 5)},
            ("走访日期", "2017-06-05", "2017-05-01"),
        ),
        (
            {"answers": {"ask_basics": "全村321户"}},
            ("村：基本情况", "全村321户", "全村320户"),
        ),
        (
            {"answers": {"ask_basics": "全村320户", "ask_wishes": "修路"}},
            ("村：困难和诉求", "修路", "（空）"),
        ),
    ],
)
def test_each_field_that_differs_is_one_line(visit, outing, clerk, send, theirs, line):
    actions.edit_visit(visit, replace(outing, **theirs), by=clerk)

    assert lines(send()) == [line]


def test_deputies_that_differ_are_named_on_both_sides(
    visit, outing, members, clerk, send
):
    actions.edit_visit(visit, replace(outing, deputies=members), by=clerk)

    assert lines(send()) == [
        ("参加代表", "周四海、孙二娘、李三才、钱一鸣", "孙二娘、李三才、钱一鸣")
    ]


def test_team_and_activity_that_differ_are_named(visit, outing, clerk, send):
    team = outing.group.teams.create(name="一分队")
    activity = ActivityFactory(
        group=outing.group, campaign=outing.campaign, title="六月活动"
    )
    theirs = replace(outing, team=team, activity=activity)
    actions.edit_visit(visit, theirs, by=clerk)

    assert lines(send()) == [
        ("分队", "一分队", "（空）"),
        ("所属小组活动", str(activity), "（空）"),
    ]


def test_another_village_means_another_household_too(visit, outing, clerk, send, yuxin):
    village = VillageFactory(parent=yuxin, name="河口村委会")
    home = HouseholdFactory(village=village, head_name="王五")
    theirs = replace(
        outing, village=village, calls=[CallData(home, {"ask_basics": "独居"})]
    )
    actions.edit_visit(visit, theirs, by=clerk)

    assert lines(send()) == [
        ("走访村", "河口村委会", "青山村委会"),
        ("王五户", "已登记", "（空）"),
        ("王五户：基本情况", "独居", "（空）"),
        ("张三丰户", "（空）", "已登记"),
        ("张三丰户：基本情况", "（空）", "家中4口人，因病致贫"),
    ]


def test_a_way_of_visiting_that_changed_is_told(
    visit, outing, members, household, clerk, send, yuxin_group
):
    PairingFactory(person=members[0], household=household, group=yuxin_group)
    theirs = replace(outing, kind=VisitKind.PAIRED, deputies=members[:1])
    actions.edit_visit(visit, theirs, by=clerk)

    assert ("走访方式", "联户走访", "集体走访") in lines(send())


def test_everything_typed_stays_on_the_page(visit, outing, members, clerk, send):
    actions.edit_visit(visit, replace(outing, note="书记员写的"), by=clerk)
    mine = replace(outing, deputies=members[1:], answers={"ask_basics": "全村322户"})

    page = send(mine, note="联络员写的", visited_on="2017.6.8").context["page"]

    assert page.head["visited_on"].value() == "2017.6.8"
    assert page.head["note"].value() == "联络员写的"
    assert page.village["a_ask_basics"].value() == "全村322户"
    assert page.head["deputies"].value() == [str(p.pk) for p in members[1:]]
    assert page.calls[0]["a_ask_basics"].value() == "家中4口人，因病致贫"


def test_nothing_is_stored_until_it_is_decided_again(visit, outing, clerk, send):
    actions.edit_visit(visit, replace(outing, note="书记员写的"), by=clerk)

    send(note="联络员写的")

    assert Visit.objects.get().note == "书记员写的"
    assert Visit.objects.get().version == 2


def test_the_second_decision_is_one_against_the_newest_text(
    visit, outing, clerk, send, desk, url
):
    actions.edit_visit(visit, replace(outing, note="第二稿"), by=clerk)
    seen = send(note="我的").context["page"].seen["version"].value()
    actions.edit_visit(visit, replace(outing, note="第三稿"), by=clerk)

    again = desk.post(url, typed(outing, version=seen, note="我的"))

    assert lines(again) == [("备注", "第三稿", "我的")]
    assert again.context["page"].seen["version"].value() == 3


@pytest.mark.parametrize("version", ["", "0", "2", "x", "1.0", "１", "-1", "9" * 40])
def test_a_version_that_was_never_shown_is_no_pass(desk, url, visit, outing, version):
    response = desk.post(url, typed(outing, version=version, note="新"))

    assert response.status_code == 200
    assert Visit.objects.get().note == ""


def test_faults_are_told_before_the_conflict(visit, outing, clerk, send):
    actions.edit_visit(visit, replace(outing, note="书记员写的"), by=clerk)

    page = send(visited_on="昨天").context["page"]

    assert page.seen.conflicts == []
    assert [fault["label"] for fault in page.faults] == ["走访日期"]


def test_a_visit_struck_off_meanwhile_is_not_changed(visit, clerk, send):
    actions.void_visit(visit, by=clerk, reason="重复登记")

    response = send(note="联络员写的")

    assert response.status_code == 403
    assert "已作废的走访不能修改" in response.content.decode()
    assert Visit.objects.get().note == ""


def test_a_visit_moved_to_another_group_is_out_of_sight(
    visit, outing, clerk, send, second_group, members
):
    Visit.objects.filter(pk=visit.pk).update(group=second_group)

    assert send(note="联络员写的").status_code == 404


def test_who_opens_the_page_anew_has_no_conflict(visit, outing, clerk, desk, url):
    actions.edit_visit(visit, replace(outing, note="书记员写的"), by=clerk)
    page = desk.get(url).context["page"]

    response = desk.post(
        url, typed(outing, version=page.seen["version"].value(), note="补充")
    )

    assert response.status_code == 302
    assert Visit.objects.get().note == "补充"


def test_the_row_is_locked_before_versions_are_compared(visit, outing, desk, url):
    with CaptureQueriesContext(connection) as captured:
        desk.post(url, typed(outing, version=1, note="新"))

    asked = [query["sql"] for query in captured]
    locks = [n for n, sql in enumerate(asked) if "FOR UPDATE" in sql]
    writes = [n for n, sql in enumerate(asked) if 'UPDATE "visits_visit"' in sql]
    assert locks[0] < writes[0]
