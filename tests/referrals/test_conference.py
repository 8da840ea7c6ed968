"""A session, from the agenda to the units' desks."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from referrals import actions
from referrals.actions import Decision
from referrals.enums import State
from referrals.models import AgendaItem, HandlingUnit, JointConference
from referrals.queries.conference import by_unit, items_of, urgent_before
from referrals.workflow import MoveRefused
from tests.factories.platform import CampaignFactory, OrganFactory, user_of
from tests.factories.referrals import ConferenceFactory
from tests.referrals.way import START
from tests.trust.forms import forms_on
from tianmen_congress.accounts.enums import Role

pytestmark = pytest.mark.django_db
HELD = date(2017, 6, 20)
NOBODY = [
    "clerk",
    "other_clerk",
    "secretary",
    "deputy",
    "supervisor",
    "unit",
    "sysadmin",
    "secadmin",
    "auditor",
]


@pytest.fixture
def agenda(way):
    return [way.to(State.AGENDA), way.to(State.AGENDA)]


def decision(item, way, **given):
    choice = {"order": item.order, "lead_unit": way.lead_unit}
    return Decision(item=item, **choice | given)


def decide(item, way, **given):
    actions.decide(way.conference, [decision(item, way, **given)], by=way.office)


def decide_all(way, **given):
    for item in way.conference.items.all():
        decide(item, way, **given)


def first(way) -> AgendaItem:
    return way.conference.items.order_by("pk").first()


def at(name, way):
    return reverse(f"referrals:{name}", args=[way.conference.pk])


# --- a new session ------------------------------------------------------------------


def test_a_session_asks_all_units_of_the_conference(way, client):
    client.force_login(way.office)
    data = {"title": "第二次联席会议", "held_on": "2017-07-01"}

    response = client.post(reverse("referrals:conference_create"), data)

    page = client.get(response.url).content.decode()
    assert "第二次联席会议" in page
    assert way.lead_unit.name in page
    assert way.co_unit.name in page


def test_sessions_are_numbered_within_the_campaign(way):
    second = JointConference(title="第二次", held_on=date(2017, 7, 1))

    actions.save_conference(second, by=way.office, campaign=way.campaign)

    assert second.number == way.conference.number + 1
    assert second.recorded_by == way.office


def test_a_unit_that_was_closed_is_not_asked_any_more(way):
    actions.register_units()
    unit = HandlingUnit.objects.get(organ=way.co_unit)
    unit.closed_on = date(2017, 6, 30)
    actions.change_unit(unit, by=way.office)
    session = JointConference(title="第二次", held_on=date(2017, 7, 1))

    actions.save_conference(session, by=way.office, campaign=way.campaign)

    assert [each.unit for each in session.attendances.all()] == [way.lead_unit]


def test_a_unit_that_is_no_member_is_not_asked(way):
    actions.register_units()
    HandlingUnit.objects.filter(organ=way.co_unit).update(is_member=False)
    session = JointConference(title="第二次", held_on=date(2017, 7, 1))

    actions.save_conference(session, by=way.office, campaign=way.campaign)

    assert [each.unit for each in session.attendances.all()] == [way.lead_unit]


def test_whom_to_call_at_the_unit_is_proposed_as_the_one_who_comes(way):
    actions.register_units()
    HandlingUnit.objects.filter(organ=way.lead_unit).update(contact="赵六")
    session = JointConference(title="第二次", held_on=date(2017, 7, 1))

    actions.save_conference(session, by=way.office, campaign=way.campaign)

    assert session.attendances.get(unit=way.lead_unit).name == "赵六"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"title": "", "held_on": "2017-07-01"}, "请填写会议名称"),
        ({"title": "会", "held_on": ""}, "请填写会议日期"),
        ({"title": "会", "held_on": "七月一日"}, "七月一日"),
        ({"title": "会", "held_on": "2017.13.1"}, "2017.13.1"),
    ],
)
def test_a_session_without_name_or_day_is_asked_for_them(way, client, data, sentence):
    client.force_login(way.office)

    page = client.post(reverse("referrals:conference_create"), data)

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert JointConference.objects.count() == 1


def test_two_who_change_a_session_at_once_are_told(way, client):
    client.force_login(way.office)
    data = {"title": "甲改的名", "held_on": "2017-06-20", "version": 1}
    client.post(at("conference_edit", way), data)

    page = client.post(at("conference_edit", way), data | {"title": "乙改的名"})

    html = page.content.decode()
    assert page.status_code == 200
    assert "别人已修改并保存了这条记录" in html
    assert "甲改的名" in html
    assert "乙改的名" in html


def test_minutes_are_written_after_the_hand_over_and_nothing_else(way, agenda, client):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)
    client.force_login(way.office)
    way.conference.refresh_from_db()
    data = {
        "title": "换个名",
        "held_on": "2017-07-09",
        "minutes": "会议议定两件事项。",
        "version": way.conference.version,
    }

    client.post(at("conference_edit", way), data)

    row = JointConference.objects.get()
    assert row.minutes == "会议议定两件事项。"
    assert (row.title, row.held_on) == (way.conference.title, HELD)


def test_who_came_is_written_down(way, client):
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    client.force_login(way.office)
    one, two = way.conference.attendances.all()
    data = {
        f"unit-{one.pk}-is_present": "on",
        f"unit-{one.pk}-name": "赵局长",
        f"unit-{two.pk}-name": "",
    }

    client.post(at("attendance", way), data)

    came = [(each.name, each.is_present) for each in way.conference.attendances.all()]
    assert came == [("赵局长", True), ("", False)]


def attendance_copy(way, client):
    """The page's boxes as a browser sends them, with what stood in them at first."""
    page = client.get(at("attendance", way)).content.decode()
    boxes = forms_on(page, at("attendance", way))
    return next(form for form in boxes if form.method == "post")


def test_two_who_write_down_who_came_wipe_nothing_of_each_other(way, client):
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    client.force_login(way.office)
    one, two = way.conference.attendances.all()
    mine, theirs = attendance_copy(way, client), attendance_copy(way, client)

    client.post(
        at("attendance", way), dict(theirs.changed(**{f"unit-{one.pk}-name": "赵局长"}))
    )
    client.post(
        at("attendance", way), dict(mine.changed(**{f"unit-{two.pk}-name": "孙局长"}))
    )

    names = [each.name for each in way.conference.attendances.all()]
    assert names == ["赵局长", "孙局长"]


def test_the_second_who_writes_the_same_box_is_told_and_decides(way, client):
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    client.force_login(way.office)
    one = way.conference.attendances.first()
    box = f"unit-{one.pk}-name"
    mine, theirs = attendance_copy(way, client), attendance_copy(way, client)
    client.post(at("attendance", way), dict(theirs.changed(**{box: "赵局长"})))

    page = client.post(at("attendance", way), dict(mine.changed(**{box: "钱局长"})))
    one.refresh_from_db()
    kept, text = one.name, page.content.decode()
    again = next(f for f in forms_on(text, at("attendance", way)) if f.value(box))
    client.post(at("attendance", way), dict(again.pairs))

    one.refresh_from_db()
    assert kept == "赵局长"
    assert "您打开之后别人已改为：赵局长" in text
    assert one.name == "钱局长"


def test_a_name_too_long_is_told_and_the_others_are_kept_typed(way, client):
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    client.force_login(way.office)
    one, two = way.conference.attendances.all()
    data = {f"unit-{one.pk}-name": "长" * 41, f"unit-{two.pk}-name": "孙局长"}

    page = client.post(at("attendance", way), data).content.decode()

    assert "40" in page
    assert "孙局长" in page
    assert {each.name for each in way.conference.attendances.all()} == {""}


def test_who_came_to_another_session_cannot_be_written_here(way, client):
    other = ConferenceFactory(campaign=way.campaign)
    actions.save_conference(other, by=way.office, campaign=way.campaign)
    foreign = other.attendances.first()
    client.force_login(way.office)
    data = {f"unit-{foreign.pk}-is_present": "on", f"unit-{foreign.pk}-name": "某"}

    client.post(at("attendance", way), data)

    foreign.refresh_from_db()
    assert (foreign.is_present, foreign.name) == (False, "")


# --- the agenda ---------------------------------------------------------------------


def test_accepted_ones_come_onto_the_agenda_one_after_the_other(way, agenda):
    orders = [item.order for item in items_of(way.conference)]

    assert orders == [1, 2]


def test_the_agenda_stands_in_its_order(way, agenda):
    one, two = items_of(way.conference)
    decide(one, way, order=9)

    assert items_of(way.conference) == [two, one]


def test_it_is_grouped_by_lead_unit_those_without_last(way, agenda):
    third = way.to(State.AGENDA)
    items = {item.opinion: item for item in items_of(way.conference)}
    decide(items[agenda[0]], way, lead_unit=way.co_unit)
    decide(items[third], way)

    groups = by_unit(items_of(way.conference))

    assert [(unit, [item.opinion for item in rows]) for unit, rows in groups] == [
        (way.lead_unit, [third]),
        (way.co_unit, [agenda[0]]),
        (None, [agenda[1]]),
    ]


def test_taken_off_the_agenda_it_may_come_again(way, agenda):
    opinion = way.walk(agenda[0], "take_off_agenda", "put_on_agenda")

    assert opinion.state == State.AGENDA
    assert opinion.agenda_items.count() == 2
    assert opinion.moved_on == START


def test_nothing_comes_onto_the_agenda_of_a_session_that_is_over(way, agenda):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)
    way.conference.refresh_from_db()

    with pytest.raises(MoveRefused, match="已经交办，请选择另一次会议"):
        way.to(State.AGENDA)


def test_the_page_costs_as_many_queries_for_three_as_for_one(way, client):
    client.force_login(way.office)
    way.to(State.AGENDA)
    client.get(at("conference", way))

    def count():
        with CaptureQueriesContext(connection) as context:
            client.get(at("conference", way))
        return len(context)

    one = count()
    way.to(State.AGENDA)
    way.to(State.AGENDA)
    assert count() == one


def test_the_page_of_a_session_asks_the_calendar_once_for_what_was_handed_over(
    way, client, agenda
):
    client.force_login(way.office)
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)

    with CaptureQueriesContext(connection) as context:
        page = client.get(at("conference", way))

    days = [item.answer_by for item in page.context["items"]]
    asked = [query for query in context if "clocks_holiday" in query["sql"]]
    assert (len(days), len(set(days))) == (2, 1)
    assert days[0] > START
    assert len(asked) == 1


# --- decisions on one screen ----------------------------------------------------------


def typed(item, **given):
    """What the browser sends for one item."""
    data = {"version": item.version, "order": item.order, **given}
    return {f"item-{item.pk}-{name}": value for name, value in data.items()}


def test_the_decisions_of_all_items_are_typed_on_one_screen(way, agenda, client):
    client.force_login(way.office)
    data = {}
    for item in way.conference.items.all():
        data |= typed(
            item,
            lead_unit=way.lead_unit.pk,
            co_units=[way.co_unit.pk],
            due_on="2017.9.30",
            remarks="限期整改",
        )

    assert client.get(at("decisions", way)).status_code == 200
    assert client.post(at("decisions", way), data).status_code == 302

    for item in way.conference.items.all():
        assert item.lead_unit == way.lead_unit
        assert list(item.co_units.all()) == [way.co_unit]
        assert (item.due_on, item.remarks) == (date(2017, 9, 30), "限期整改")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"order": "0"}, "大于或等于"),
        ({"order": "一"}, "整数"),
        ({"order": ""}, "请填写顺序"),
        ({"lead_unit": "999999"}, "选择"),
        ({"co_units": ["LEAD"]}, "主办单位和协办单位不能重复"),
        ({"due_on": "国庆前"}, "国庆前"),
        ({"due_on": "2017-06-20"}, "办理期限须晚于会议日期"),
        ({"due_on": "2017-05-01"}, "办理期限须晚于会议日期"),
        ({"due_on": "2018-03-01"}, "自交办之日起最长"),
        ({"remarks": "长" * 301}, "300"),
    ],
)
def test_one_fault_stores_nothing_and_keeps_what_was_typed(
    way, agenda, client, given, sentence
):
    client.force_login(way.office)
    good, bad = items_of(way.conference)
    if given.get("co_units"):
        given = {"co_units": [way.lead_unit.pk]}
    data = typed(good, lead_unit=way.co_unit.pk, remarks="这一件填对了")
    data |= typed(bad, **{"lead_unit": way.lead_unit.pk, "remarks": "这也留着"} | given)

    page = client.post(at("decisions", way), data)

    html = page.content.decode()
    assert page.status_code == 200
    assert sentence in html
    assert "有1件需要改正，都还没有保存" in html
    assert "这一件填对了" in html
    assert given.get("remarks", "这也留着") in html
    assert {item.lead_unit for item in items_of(way.conference)} == {None}


def test_the_second_of_two_is_told_what_the_first_decided(way, agenda, client):
    client.force_login(way.office)
    item = first(way)
    data = typed(item, lead_unit=way.co_unit.pk, remarks="我的意见")
    decide(item, way, due_on=date(2017, 9, 1))

    page = client.post(at("decisions", way), data)

    html = page.content.decode()
    assert "您打开之后别人改过：现主办单位为市交通运输局，期限2017-09-01" in html
    assert "我的意见" in html
    assert first(way).lead_unit == way.lead_unit


def test_sent_again_in_full_sight_it_counts(way, agenda, client):
    client.force_login(way.office)
    item = first(way)
    data = typed(item, lead_unit=way.co_unit.pk)
    decide(item, way)
    page = client.post(at("decisions", way), data)
    form = next(f for f in page.context["forms"] if f.item == item)
    data[f"item-{item.pk}-version"] = form["version"].value()

    assert client.post(at("decisions", way), data).status_code == 302

    assert first(way).lead_unit == way.co_unit


def test_a_decision_on_an_old_version_is_refused_at_the_gate_too(way, agenda):
    item = first(way)
    decide(item, way)

    with pytest.raises(MoveRefused, match="刚被别人改过"):
        decide(item, way, version=item.version, lead_unit=way.co_unit)


def test_of_several_decisions_all_are_kept_or_none(way, agenda):
    one, two = items_of(way.conference)
    bad = decision(two, way, co_units=[way.lead_unit])

    with pytest.raises(MoveRefused, match="不能重复"):
        actions.decide(way.conference, [decision(one, way), bad], by=way.office)

    assert {item.lead_unit for item in items_of(way.conference)} == {None}


def test_an_item_that_came_meanwhile_is_shown_and_not_touched(way, agenda, client):
    client.force_login(way.office)
    data = typed(first(way), lead_unit=way.lead_unit.pk)
    third = way.to(State.AGENDA)

    client.post(at("decisions", way), data)

    assert first(way).lead_unit == way.lead_unit
    assert third.agenda_items.get().lead_unit is None


def test_who_types_while_another_hands_over_keeps_his_text(way, agenda, client):
    client.force_login(way.office)
    data = typed(first(way), lead_unit=way.co_unit.pk, remarks="来不及了的意见")
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)
    data |= {f"item-{first(way).pk}-version": first(way).version}

    page = client.post(at("decisions", way), data)

    html = page.content.decode()
    assert page.status_code == 200
    assert "会议已经交办，不能再改决定" in html
    assert "来不及了的意见" in html
    assert first(way).lead_unit == way.lead_unit


def test_a_closed_unit_is_not_among_those_to_choose_from(way, agenda, client):
    way.co_unit.until = date(2017, 6, 1)
    way.co_unit.save()
    client.force_login(way.office)

    page = client.get(at("decisions", way)).content.decode()

    assert way.lead_unit.name in page
    assert way.co_unit.name not in page


# --- handing over -----------------------------------------------------------------------


def test_everything_decided_is_handed_over_at_once(way, agenda):
    decide_all(way, co_units=[way.co_unit], remarks="限期整改")

    count = actions.hand_over(way.conference, by=way.office)

    way.conference.refresh_from_db()
    assert (count, way.conference.state) == (2, "handed_over")
    for opinion in agenda:
        opinion.refresh_from_db()
        assert (opinion.state, opinion.lead_unit) == (State.ASSIGNED, way.lead_unit)
        assert opinion.requirement == "限期整改"
        assert [a.unit for a in opinion.live_assignments] == [
            way.lead_unit,
            way.co_unit,
        ]
        assert opinion.live_assignments[0].assigned_on == HELD


def test_each_opinion_gets_a_number_of_its_own(way, agenda):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)

    numbers = [opinion.live_assignments[0].document_number for opinion in agenda]
    assert numbers == ["天人办交〔2017〕1号", "天人办交〔2017〕2号"]


def test_the_deadline_decided_runs_from_the_session(way, agenda):
    decide_all(way, due_on=date(2017, 9, 30))
    actions.hand_over(way.conference, by=way.office)

    clock = agenda[0].clocks.get(step="answer")
    assert (clock.started_on, clock.due_on) == (HELD, date(2017, 9, 30))


def test_without_a_deadline_the_law_s_three_months_run(way, agenda):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)

    clock = agenda[0].clocks.get(step="answer")
    assert (clock.allowed, clock.unit) == (3, "month")
    assert clock.due_on == date(2017, 9, 20)


def test_what_was_decided_without_a_day_is_printed_with_the_day_of_the_rule(
    way, agenda, client
):
    client.force_login(way.office)
    decide_all(way)
    day = date(2017, 9, 20)

    assert {item.answer_by for item in items_of(way.conference)} == {day}
    assert "于2017年9月20日前答复" in client.get(minutes_of(way)).content.decode()
    actions.hand_over(way.conference, by=way.office)

    assert {item.answer_by for item in items_of(way.conference)} == {day}
    assert agenda[0].clocks.get(step="answer").due_on == day
    page = client.get(at("conference", way)).content.decode()
    assert page.count('data-label="期限">2017-09-20<') == 2


def minutes_of(way):
    return reverse("referrals:conference_print", args=[way.conference.pk, "minutes"])


def test_a_day_that_was_decided_stands_and_nobody_s_item_has_none(way, agenda):
    decide(first(way), way, due_on=date(2017, 9, 30))

    assert [item.answer_by for item in items_of(way.conference)] == [
        date(2017, 9, 30),
        None,
    ]


def test_nothing_is_handed_over_while_one_is_undecided(way, agenda):
    decide(first(way), way)

    with pytest.raises(MoveRefused, match="还有1件没有确定主办单位"):
        actions.hand_over(way.conference, by=way.office)

    for opinion in agenda:
        opinion.refresh_from_db()
        assert opinion.state == State.AGENDA


def test_one_that_cannot_go_keeps_all_back_and_is_named(way, agenda, monkeypatch):
    decide_all(way)
    last = items_of(way.conference)[-1]
    last.lead_unit = way.handler  # not a city unit
    last.save()

    with pytest.raises(MoveRefused, match=f"“{last.opinion.title}”不能交办"):
        actions.hand_over(way.conference, by=way.office)

    for opinion in agenda:
        opinion.refresh_from_db()
        assert opinion.state == State.AGENDA
        assert not opinion.assignments.exists()


def test_it_is_handed_over_once(way, agenda):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)

    with pytest.raises(MoveRefused, match="已经交办"):
        actions.hand_over(way.conference, by=way.office)

    assert agenda[0].assignments.count() == 1


def test_a_session_without_agenda_hands_nothing_over(way):
    with pytest.raises(MoveRefused, match="没有议题"):
        actions.hand_over(way.conference, by=way.office)


def test_before_the_session_nothing_is_handed_over(way, agenda, settings):
    settings.TODAY = date(2017, 6, 19)
    decide_all(way)

    with pytest.raises(MoveRefused, match="会议定于2017-06-20召开，会后才能交办"):
        actions.hand_over(way.conference, by=way.office)


def test_the_check_page_names_act_and_count_and_what_each_unit_gets(
    way, agenda, client
):
    decide(first(way), way, lead_unit=way.co_unit)
    decide(items_of(way.conference)[1], way)
    client.force_login(way.office)

    page = client.get(at("hand_over", way)).content.decode()

    assert "交办（2件）" in page
    assert "市水务局主办" in page
    assert "市交通运输局主办" in page
    assert "不能撤销" in page


def test_the_check_page_says_what_is_missing_and_has_no_button(way, agenda, client):
    client.force_login(way.office)

    page = client.get(at("hand_over", way)).content.decode()

    assert "现在还不能交办：还有2件没有确定主办单位" in page
    assert "交办（2件）</button>" not in page


def test_pressing_it_anyway_changes_nothing(way, agenda, client):
    client.force_login(way.office)

    page = client.post(at("hand_over", way), {"confirmed": "1"})

    assert page.status_code == 200
    agenda[0].refresh_from_db()
    assert agenda[0].state == State.AGENDA


def test_each_unit_finds_its_own_on_its_list(way, agenda, client):
    helper = user_of(Role.UNIT, way.co_unit, username="helper")
    one, two = items_of(way.conference)
    decide(one, way)
    decide(two, way, lead_unit=way.co_unit)
    client.force_login(way.office)
    client.post(at("hand_over", way), {"confirmed": "1"})

    lists = {}
    for user in (way.unit, helper):
        client.force_login(user)
        page = client.get(reverse("referrals:inbox"))
        rows = page.context["listing"].found
        lists[user.username] = [row.city_number for row in rows]

    assert lists == {
        "unit": [one.opinion.city_number],
        "helper": [two.opinion.city_number],
    }


# --- between sessions -------------------------------------------------------------------


def test_an_urgent_one_goes_to_its_unit_between_sessions(way):
    opinion = way.step(way.to(State.ACCEPTED), "assign_urgent")

    assert opinion.state == State.ASSIGNED
    assert "汛期将至" in opinion.history.last().note


def test_the_next_session_is_told_of_it(way, client):
    opinion = way.step(way.to(State.ACCEPTED), "assign_urgent", co_units=[way.co_unit])
    client.force_login(way.office)

    page = client.get(at("conference", way)).content.decode()

    assert "闭会期间紧急交办（1件，向会议通报）" in page
    assert f"{opinion.city_number} {opinion.title}" in page
    assert "市交通运输局、市水务局" in page
    assert "汛期将至" in page


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2017, 6, 20), []),
        (date(2017, 6, 21), ["second"]),
        (date(2017, 7, 10), ["second"]),
        (date(2017, 7, 11), ["third"]),
    ],
)
def test_each_is_told_to_one_session_only_the_next(way, day, told):
    second = ConferenceFactory(campaign=way.campaign, held_on=date(2017, 7, 10))
    third = ConferenceFactory(campaign=way.campaign, held_on=date(2017, 7, 20))
    way.step(way.to(State.ACCEPTED), "assign_urgent", on=day)

    sessions = {"second": second, "third": third}
    found = [name for name, row in sessions.items() if urgent_before(row)]

    assert found == told


def test_one_taken_off_the_agenda_as_urgent_is_told_to_the_session_too(way):
    way.step(way.to(State.AGENDA), "assign_urgent")

    assert len(urgent_before(way.conference)) == 1
    assert actions.open_items(way.conference) == []


def test_what_the_session_itself_assigned_is_not_told_as_urgent(way, agenda):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)

    assert urgent_before(way.conference) == []


def test_an_urgent_one_of_another_campaign_is_not_told(way):
    other = CampaignFactory(slug="2018", year=2018, is_current=False)
    session = ConferenceFactory(campaign=other, held_on=date(2017, 7, 1))
    way.step(way.to(State.ACCEPTED), "assign_urgent")

    assert urgent_before(session) == []


# --- who -------------------------------------------------------------------------------

PAGES = [
    "conference",
    "conference_edit",
    "decisions",
    "attendance",
    "hand_over",
    "pack_workbook",
]


@pytest.mark.parametrize("who", NOBODY)
@pytest.mark.parametrize("name", PAGES)
def test_those_without_business_there_find_no_conference(
    way, client, name, who, request
):
    client.force_login(request.getfixturevalue(who))

    assert client.get(at(name, way)).status_code in (403, 404)


@pytest.mark.parametrize("name", ["conference_edit", "decisions", "hand_over"])
def test_a_leader_reads_and_decides_nothing(way, agenda, client, leader, name):
    client.force_login(leader)

    assert client.post(at(name, way), {"confirmed": "1"}).status_code == 403
    page = client.get(at("conference", way)).content.decode()
    assert agenda[0].title in page
    assert "录入会议决定" not in page
    assert "登记到会" not in page


def test_after_the_hand_over_no_more_decisions_are_offered(way, agenda, client):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)
    client.force_login(way.office)

    page = client.get(at("conference", way)).content.decode()

    assert "录入会议决定" not in page
    assert "会后交办（" not in page
    assert "录入纪要" in page


def test_a_new_unit_of_the_city_may_be_chosen_at_once(way, agenda, client):
    OrganFactory(name="市应急管理局")
    client.force_login(way.office)

    assert "市应急管理局" in client.get(at("decisions", way)).content.decode()
