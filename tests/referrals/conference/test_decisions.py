"""All decisions of a session on one screen."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals import actions
from referrals.enums import State
from referrals.queries.conference import items_of
from referrals.workflow import MoveRefused
from tests.referrals.conference.session import at, decide, decide_all, decision, first
from tianmen_congress.base.ui.conflicts import SAVED_MEANWHILE, Difference

pytestmark = pytest.mark.django_db


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


def test_the_second_of_two_reads_both_texts_of_all_that_differs(way, agenda, client):
    client.force_login(way.office)
    item = first(way)
    data = typed(item, lead_unit=way.co_unit.pk, remarks="我的意见")
    decide(item, way, due_on=date(2017, 9, 1), co_units=[way.co_unit], remarks="他的")

    page = client.post(at("decisions", way), data)

    (row,) = page.context["contested"].contested
    assert row.title == item.opinion.title
    assert row.conflicts == [
        Difference("主办单位", "市交通运输局", "市水务局"),
        Difference("协办单位", "市水务局", "（空）"),
        Difference("办理期限", "2017-09-01", "（空）"),
        Difference("备注", "他的", "我的意见"),
    ]
    html = page.content.decode()
    assert SAVED_MEANWHILE in html
    assert 'value="我的意见"' in html
    assert first(way).lead_unit == way.lead_unit


def test_what_another_decided_alike_is_no_conflict(way, agenda, client):
    client.force_login(way.office)
    item = first(way)
    data = typed(item, lead_unit=way.lead_unit.pk, remarks="同意")
    decide(item, way, remarks="同意")

    assert client.post(at("decisions", way), data).status_code == 302

    assert item.story.count() == 1


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


@pytest.mark.parametrize("name", ["decisions", "attendance", "conference_edit"])
def test_who_writes_waits_for_whoever_writes_at_the_same_time(way, client, name):
    """Else both would compare with the row as it was, and the second only be refused."""
    client.force_login(way.office)

    with CaptureQueriesContext(connection) as context:
        client.post(at(name, way), {})

    locked = [q["sql"] for q in context if "FOR UPDATE" in q["sql"]]
    assert 'FROM "referrals_jointconference"' in locked[0]
