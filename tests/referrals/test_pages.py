"""What people see and press."""

import pytest
from django.urls import reverse

from referrals import actions, workflow
from referrals.enums import State
from referrals.models import Opinion
from tests.referrals.way import START

pytestmark = pytest.mark.django_db


def move_url(opinion, name):
    return reverse("referrals:move", args=[opinion.pk, name])


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_page_with_the_buttons_of_its_reader(
    way, client, leader, state
):
    opinion = way.to(state)

    for user in (way.office, way.clerk, way.secretary, way.unit, leader):
        client.force_login(user)
        response = client.get(opinion.get_absolute_url())
        seen = Opinion.objects.visible_to(user).filter(pk=opinion.pk).exists()
        assert response.status_code == (200 if seen else 404)
        for name, step in workflow.available(opinion, user).items() if seen else ():
            assert move_url(opinion, name) in response.content.decode(), step.label
            assert step.label in client.get(move_url(opinion, name)).content.decode()


def test_the_clerk_collects_for_a_group(way, client, qingshan):
    client.force_login(way.clerk)

    response = client.post(
        reverse("referrals:create"),
        {
            "group_0": "渔薪镇第一代表小组",
            "group_pk": way.group.pk,
            "group": "渔薪镇第一代表小组",
            "origin": "visit",
            "collected_on": "2017.6.5",
            "name": "张三",
            "phone": "138 0000 0001",
            "co_signers": "李四、王五",
            "title": "修桥",
            "text": "村口的桥断了",
        },
    )

    assert response.status_code == 302, response.context["form"].errors
    opinion = Opinion.objects.get()
    assert (opinion.state, opinion.group) == (State.SCREENING, way.group)
    assert opinion.is_on_behalf
    assert [p.name for p in opinion.proposers.all()] == ["张三", "李四", "王五"]


def test_the_clerk_refers_an_opinion_to_a_village(way, client, qingshan):
    opinion = way.to(State.TRIAGE)
    client.force_login(way.clerk)

    response = client.post(
        move_url(opinion, "refer"),
        {
            "category": way.category.pk,
            "level": "village",
            "handler": f"v{qingshan.pk}",
            "responsible_person": "村主任",
            "on": "2017-06-06",
            "version": opinion.version,
        },
    )

    assert response.status_code == 302, response.context["form"].errors
    opinion.refresh_from_db()
    assert (opinion.state, opinion.handler.name) == (State.HANDLING, "青山村委会")
    assert opinion.responsible_person == "村主任"


def test_a_stale_press_shows_what_changed_and_keeps_what_was_typed(way, client):
    opinion = way.to(State.TRIAGE)
    old = opinion.version
    way.step(opinion, "grade_city")
    client.force_login(way.clerk)
    data = {"reason": "内容要补充", "on": "2017-06-06", "version": old}

    response = client.post(move_url(opinion, "recall"), data)

    page = response.content.decode()
    assert response.status_code == 200
    assert "定为市级事项" in page
    assert "内容要补充" in page
    again = client.post(
        move_url(opinion, "recall"),
        data | {"version": response.context["form"].data["version"]},
    )
    assert again.status_code == 302
    opinion.refresh_from_db()
    assert opinion.state == State.TRIAGE


def test_a_text_changed_by_another_is_shown_beside_ones_own(way, client):
    opinion = way.to(State.SCREENING)
    old = opinion.version
    actions.move(opinion, "revise", by=way.secretary, on=START, text="别人写的")
    client.force_login(way.clerk)
    url = reverse("referrals:revise", args=[opinion.pk])
    data = {"title": "修桥", "text": "我写的", "version": old}

    response = client.post(url, data)

    page = response.content.decode()
    assert "别人写的" in page
    assert "我写的" in page
    opinion.refresh_from_db()
    assert opinion.text == "别人写的"


def test_the_original_text_stays_in_the_history(way, client):
    opinion = way.to(State.SCREENING)
    client.force_login(way.secretary)

    client.post(
        reverse("referrals:revise", args=[opinion.pk]),
        {"title": opinion.title, "text": "改过的", "version": opinion.version},
    )

    event = opinion.history.last()
    assert ["原意见建议内容", opinion.text] in event.words


def test_many_are_referred_at_once_and_the_others_named(way, client):
    first, second = way.to(State.TRIAGE), way.to(State.HANDLING)
    client.force_login(way.clerk)
    data = {
        "ids": [first.pk, second.pk],
        "confirmed": "1",
        "category": way.category.pk,
        "level": "township",
        "handler": f"o{way.handler.pk}",
    }

    response = client.post(reverse("referrals:bulk", args=["refer"]), data, follow=True)

    page = response.content.decode()
    assert "完成1条，跳过1条" in page
    assert "不能交办" in page
    first.refresh_from_db()
    assert first.state == State.HANDLING


def test_the_inbox_shows_what_waits_for_its_reader(way, client):
    way.to(State.TRIAGE)
    way.to(State.SUBMITTED)
    way.to(State.CLOSED)

    client.force_login(way.office)
    assert (
        "共 <strong>1</strong> 条"
        in client.get(reverse("referrals:inbox")).content.decode()
    )


def test_a_unit_does_not_learn_who_spoke_in_confidence(way, client):
    opinion = way.to(State.PROCESSING, is_confidential=True)
    open_one = way.to(State.PROCESSING)
    client.force_login(way.unit)

    assert "张三" not in client.get(opinion.get_absolute_url()).content.decode()
    assert "张三" in client.get(open_one.get_absolute_url()).content.decode()


def test_a_unit_learns_the_proposer_only_once_it_signed(way, client):
    opinion = way.to(State.ASSIGNED)
    client.force_login(way.unit)

    assert "张三" not in client.get(opinion.get_absolute_url()).content.decode()
    way.step(opinion, "sign")
    assert "张三" in client.get(opinion.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["list", "inbox"])
def test_lists_take_the_same_number_of_queries_for_more_rows(
    way, client, name, django_assert_num_queries
):
    # Of each kind one: organs are asked for where some row has one.
    way.to(State.TRIAGE)
    way.to(State.HANDLING)
    client.force_login(way.clerk)
    url = reverse(f"referrals:{name}")
    client.get(url)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(url)
    way.to(State.TRIAGE)
    way.to(State.HANDLING)
    with CaptureQueriesContext(connection) as three:
        client.get(url)

    assert len(one) == len(three)


def test_the_next_townships_clerk_finds_nothing(way, client, other_clerk):
    opinion = way.to(State.TRIAGE)
    client.force_login(other_clerk)

    assert client.get(opinion.get_absolute_url()).status_code == 404
    assert client.get(move_url(opinion, "refer")).status_code == 404
    assert client.post(move_url(opinion, "refer"), {}).status_code == 404
