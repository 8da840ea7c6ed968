"""A unit is merged into another one, which goes on with what it had in hand."""

from datetime import date

import pytest
from django.urls import reverse

from referrals import actions
from referrals.enums import State
from referrals.models import Answer, Attendance, HandlingUnit, Opinion
from tests.factories.platform import OrganFactory, user_of
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db
DAY = date(2017, 6, 10)


@pytest.fixture
def heir():
    return OrganFactory(name="市交通和建设局")


@pytest.fixture
def reader(heir):
    return user_of(Role.UNIT, heir)


@pytest.fixture
def merge(way, client, heir):
    actions.register_units()
    client.force_login(way.office)

    def merge(**more):
        desk = HandlingUnit.objects.get(organ=way.lead_unit)
        data = {"into": heir.pk, "on": "2017-06-10", "confirmed": "1"} | more
        return client.post(
            reverse("referrals:unit_merge", args=[desk.pk]), data, follow=True
        )

    return merge


def parts(opinion):
    rows = opinion.assignments.order_by("pk")
    return [(row.unit.name, row.is_lead, row.ended_on is None) for row in rows]


def said(page):
    return [str(message) for message in page.context["messages"]]


def test_the_other_unit_goes_on_where_it_was(way, merge, heir, reader):
    signed, unsigned = way.to(State.PROCESSING), way.to(State.ASSIGNED)
    drafting = way.step(way.to(State.PROCESSING), "draft_answer")
    done = way.to(State.PROCESSING)
    done = way.walk(done, "draft_answer", "issue", "answer", "feed_back", "evaluate")
    done = way.step(done, "close", by=way.office)
    due = {o.pk: o.due_on for o in (signed, unsigned)}

    page = merge()

    assert said(page) == [
        "市交通运输局已并入市交通和建设局。随之移交：1个岗位、3件在办意见建议。"
    ]
    for opinion in (signed, unsigned):
        opinion.refresh_from_db()
        assert (opinion.lead_unit, opinion.holder, opinion.due_on) == (
            *(heir, heir),
            due[opinion.pk],
        )
        assert parts(opinion) == [
            ("市交通运输局", True, False),
            ("市交通和建设局", True, True),
        ]
        assert opinion.history.last().by == way.office
    assert signed.live_assignments[0].signed_by == "李四"
    assert Answer.objects.get(opinion=drafting).organ == heir
    assert Answer.objects.get(opinion=done).organ == way.lead_unit
    seen = set(Opinion.objects.visible_to(reader))
    assert seen == {signed, unsigned, drafting}
    assert way.step(unsigned, "sign", by=reader, on=DAY).state == State.PROCESSING


def test_who_had_two_parts_by_it_keeps_the_greater(way, merge, heir):
    beside = way.step(way.to(State.PROCESSING), "add_co", co_units=[heir])

    merge()

    assert parts(beside) == [
        ("市交通运输局", True, False),
        ("市交通和建设局", False, False),
        ("市交通和建设局", True, True),
    ]
    assert not beside.clocks.filter(stopped_on=None, step="co_answer").exists()


def test_posts_seat_and_decisions_go_along_and_the_unit_ends(way, merge, heir):
    item = way.to(State.AGENDA).agenda_items.get()
    decision = actions.ItemDecision(item=item, order=1, lead_unit=way.lead_unit)
    actions.decide(item.conference, [decision], by=way.office)
    Attendance.objects.get_or_create(conference=item.conference, unit=way.lead_unit)
    HandlingUnit.objects.filter(organ=heir).update(is_member=False)

    merge()

    item.refresh_from_db()
    assert item.lead_unit == heir
    assert item.story.last().words == [["主办单位", "市交通运输局", "市交通和建设局"]]
    assert Attendance.objects.filter(unit=heir).exists()
    old = HandlingUnit.objects.get(organ__name="市交通运输局")
    assert (old.closed_on, old.organ.until) == (DAY, date(2017, 6, 9))
    assert HandlingUnit.objects.get(organ=heir).is_member
    assert [post.organ for post in way.unit.posts.order_by("pk")] == [old.organ, heir]


def test_the_page_tells_what_will_go_and_merges_nothing_twice(way, merge, heir, client):
    way.to(State.PROCESSING)
    desk = HandlingUnit.objects.get(organ=way.lead_unit)
    address = reverse("referrals:unit_merge", args=[desk.pk])

    page = client.get(address)

    assert page.context["summary"] == [
        ("随之移交", "1个岗位、1件在办意见建议"),
        ("联席会议成员", "是，席位随之移交"),
    ]
    assert merge(into="").context["form"].errors["into"] == ["请选择并入的单位"]
    merge()
    assert client.get(address).status_code == 403
