"""What happened to a visit, told in words, complete and in order."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories.groups import ActivityFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import PairingFactory
from tests.visits.typed import typed
from tianmen_congress.base.access.acting import acting_as
from visits import actions
from visits.enums import VisitKind
from visits.outing import CallData
from visits.shown.history import history_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(visit, outing, clerk):
    """The clerk makes the visit say something else; the newest event of its history."""

    def change(**typed):
        with acting_as(clerk):
            actions.edit_visit(visit, replace(outing, **typed), by=clerk)
        return history_of(visit, user=clerk)[0]

    return change


def told(event):
    return [(c.label, c.old, c.new) for c in event.changes]


def test_a_new_visit_has_one_event_with_its_size(visit, secretary):
    [event] = history_of(visit, user=secretary)

    assert (event.what, event.who) == ("登记", secretary.name)
    assert event.note == "代表3名，入户1户"
    assert event.changes == []


def test_what_was_entered_on_behalf_says_so(outing, clerk):
    with acting_as(clerk):
        visit = actions.record_visit(outing, by=clerk)

    [event] = history_of(visit, user=clerk)

    assert event.who == clerk.name
    assert event.note == "代表3名，入户1户，代录"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ({"visited_on": date(2017, 6, 5)}, ("走访日期", "2017-05-01", "2017-06-05")),
        ({"note": "雨天"}, ("备注", "（空）", "雨天")),
        ({"recorder": ""}, ("记录人", "钱一鸣", "（空）")),
        ({"answers": {}}, ("村：基本情况", "全村320户", "（空）")),
    ],
)
def test_each_change_is_told_with_before_and_after(change, typed, line):
    event = change(**typed)

    assert event.what == "修改"
    assert told(event) == [line]


def test_an_edit_that_changes_nothing_tells_nothing(change, visit, clerk):
    event = change()

    assert event.changes == []
    assert len(history_of(visit, user=clerk)) == 2


def test_team_activity_and_reason_are_told_by_name(change, outing, members):
    team = outing.group.teams.create(name="一分队")
    activity = ActivityFactory(
        group=outing.group, campaign=outing.campaign, title="六月活动"
    )

    event = change(
        team=team, activity=activity, deputies=members[:2], few_reason="汛期值守"
    )

    assert told(event) == [
        ("参加代表", "孙二娘、李三才、钱一鸣", "孙二娘、钱一鸣"),
        ("分队", "（空）", "一分队"),
        ("所属小组活动", "（空）", str(activity)),
        ("人数不符规定的原因", "（空）", "汛期值守"),
    ]


def test_another_village_is_told_with_its_households(change, yuxin):
    village = VillageFactory(parent=yuxin, name="河口村委会")
    home = HouseholdFactory(village=village, head_name="王五")

    event = change(village=village, calls=[CallData(home, {"ask_basics": "独居"})])

    labels = [label for label, _, _ in told(event)]
    assert labels == [
        "走访村",
        "张三丰户",
        "张三丰户：基本情况",
        "王五户",
        "王五户：基本情况",
    ]


def test_another_way_of_visiting_is_told(change, members, household, yuxin_group):
    PairingFactory(person=members[0], household=household, group=yuxin_group)

    event = change(kind=VisitKind.PAIRED, deputies=members[:1])

    assert told(event)[0] == ("走访方式", "集体走访", "联户走访")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"look_house": "危房"}, ("张三丰户：住房状况", "（空）", "危房")),
        (
            {"check_policies": ["医疗救助", "教育资助"]},
            ("张三丰户：已落实的政策", "（空）", "医疗救助、教育资助"),
        ),
    ],
)
def test_answers_of_households_are_told_in_the_words_of_the_form(
    change, outing, household, answers, words
):
    asked = outing.calls[0].answers | answers

    event = change(calls=[CallData(household, asked)])

    assert told(event) == [words]


def test_several_changes_come_newest_first(change, visit, clerk):
    change(note="一稿")
    change(note="二稿")
    change(note="三稿")

    notes = [told(event) for event in history_of(visit, user=clerk)[:3]]

    assert notes == [
        [("备注", "二稿", "三稿")],
        [("备注", "一稿", "二稿")],
        [("备注", "（空）", "一稿")],
    ]


def test_striking_off_is_the_last_word_with_its_reason(visit, clerk):
    with acting_as(clerk):
        actions.void_visit(visit, by=clerk, reason="重复登记")

    event = history_of(visit, user=clerk)[0]

    assert (event.what, event.who, event.note) == ("作废", clerk.name, "重复登记")
    assert event.changes == []


def test_a_household_that_came_and_went_is_told_both_times(change, qingshan, outing):
    other = HouseholdFactory(village=qingshan, head_name="王五")

    came = change(calls=[*outing.calls, CallData(other, {"ask_basics": "独居"})])
    went = change()

    assert ("王五户", "（空）", "已登记") in told(came)
    assert ("王五户", "已登记", "（空）") in told(went)


def test_readers_with_masks_read_masked_names(change, visit, outing, leader, qingshan):
    other = HouseholdFactory(village=qingshan, head_name="王五六")
    change(calls=[*outing.calls, CallData(other, {"ask_basics": "独居"})])

    event = history_of(visit, user=leader)[0]

    assert told(event)[0] == ("王*六户", "（空）", "已登记")
    assert "王五六" not in str(event)


def test_the_history_costs_the_same_however_long(
    change, visit, clerk, django_assert_num_queries
):
    change(note="一稿")
    with django_assert_num_queries(6):
        history_of(visit, user=clerk)
    for number in range(3):
        change(note=f"第{number}稿")

    with django_assert_num_queries(6):
        history_of(visit, user=clerk)


def test_the_page_tells_it_in_a_time_line(desk, visit, outing):
    desk.post(f"/visits/{visit.pk}/edit/", typed(outing, version=1, note="补记"))

    text = desk.get(visit.get_absolute_url()).content.decode()

    for words in ("登记", "修改", "备注", "补记", "代表3名，入户1户"):
        assert words in text


def test_what_no_form_changed_is_told_too(visit, secretary, clerk):
    """The trail is written by the database: no way round it goes unseen."""
    with acting_as(clerk):
        type(visit).objects.filter(pk=visit.pk).update(note="直接改库")

    event = history_of(visit, user=secretary)[0]

    assert told(event) == [("备注", "（空）", "直接改库")]
    assert event.who == clerk.name
