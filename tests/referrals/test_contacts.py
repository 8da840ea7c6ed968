"""Talks with the proposer before, during and after the work, and how the work goes on."""

from datetime import date

import pytest

from referrals import actions, workflow
from referrals.actions import Proponent
from referrals.enums import State
from referrals.shown.contacts import contacts
from referrals.shown.record import timeline
from referrals.workflow import MoveRefused
from tests.factories.platform import user_of
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db
TALK = {
    "stage": "before",
    "contact_how": "in_person",
    "said": "张三说路要在雨季前修好",
    "by_name": "王科长",
}


def talk(opinion, by, **given):
    return actions.move(opinion, "contact", by=by, on=date(2017, 6, 1), **TALK | given)


def shown(opinion, user):
    lines = contacts(opinion, user=user)
    return [(line.met, line.organ, line.said) for line in lines]


def test_a_talk_stands_on_the_page_with_who_when_how_and_what(way, client):
    talk(way.to(State.PROCESSING), way.unit)
    client.force_login(way.office)

    page = client.get(way_of(way).get_absolute_url()).content.decode()

    line = f"<strong>办理前</strong> 2017-06-01 {way.lead_unit} 王科长 当面联系 张三"
    assert line in page
    assert "张三说路要在雨季前修好" in page


def way_of(way):
    return way.group.opinions.get()


def test_who_may_not_know_the_source_reads_neither_name_nor_what_names_it(
    way, leader, people
):
    """Of a confidential one a unit reads nothing of it, of an open one what it needs."""
    plain = talk(way.to(State.HANDLING), way.clerk)
    secret = way.to(State.HANDLING)
    secret.is_confidential = True
    secret.save()
    secret = talk(secret, way.clerk)
    organ = str(way.clerk.main_post.organ)

    assert shown(plain, people["handler"]) == [("张三", organ, TALK["said"])]
    assert shown(plain, leader) == [("张*", organ, "张*说路要在雨季前修好")]
    assert shown(secret, people["handler"]) == []
    assert shown(secret, leader) == [("（不显示）", organ, "反映人说路要在雨季前修好")]
    assert shown(secret, way.secretary) == [("张三", organ, TALK["said"])]


def test_the_history_names_whom_it_was_to_those_alone_who_may_know(way, leader):
    opinion = talk(way.to(State.HANDLING), way.clerk)

    def words(user):
        return dict(timeline(opinion, user=user)[-1].words).get("联系的反映人")

    assert (words(way.office), words(leader)) == ("张三", "张*")


# Who, in which state, of what kind: why he may not speak with the proposer.
REFUSED = {
    "a unit that has not signed": ("unit", State.ASSIGNED, {}, "签收之后才能联系"),
    "a unit, of what is confidential": (
        *("unit", State.PROCESSING, {"is_confidential": True}),
        "由收集的小组或者主席团",
    ),
    "anybody, of an anonymous one": (
        *("clerk", State.HANDLING, {"is_anonymous": True, "proposers": []}),
        "没有联系对象",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_only_who_may_know_the_proposer_speaks_with_him(way, case):
    who, state, facts, words = REFUSED[case]
    opinion = way.to(state, **facts)
    user = getattr(way, who)

    with pytest.raises(MoveRefused, match=words):
        talk(opinion, user)
    assert "contact" not in workflow.available(opinion, user)


def test_of_several_proposers_it_is_asked_which(way):
    two = [Proponent("张三"), Proponent("李四")]
    opinion = way.to(State.HANDLING, proposers=two)
    second = opinion.proposers.get(name="李四")

    with pytest.raises(MoveRefused, match="请选择联系的是哪一位"):
        talk(opinion, way.clerk)
    talk(opinion, way.clerk, met=second)

    assert opinion.contacts.get().proposer == second


def test_somebody_else_s_proposer_is_none(way):
    other = way.collect().proposers.get()

    with pytest.raises(MoveRefused, match="不是本件的反映人"):
        talk(way.to(State.HANDLING), way.clerk, met=other)


@pytest.mark.parametrize("day", [date(2017, 5, 31), date(2017, 6, 2)])
def test_a_talk_lies_between_hearing_it_and_writing_it_down(way, day):
    with pytest.raises(MoveRefused, match="联系日期须在收集日期2017-06-01和办理日期"):
        talk(way.to(State.HANDLING), way.clerk, met_on=day)


def test_how_the_work_goes_on_is_told_once_it_was_taken_on(way):
    opinion = way.to(State.PROCESSING)
    opinion = actions.move(opinion, "progress", by=way.unit, note="已完成勘测")

    assert timeline(opinion, user=way.clerk)[-1].note == "已完成勘测"
    with pytest.raises(MoveRefused, match="不能登记办理进展"):
        actions.move(way.to(State.ASSIGNED), "progress", by=way.unit, note="已勘测")


def test_a_co_unit_that_has_not_signed_tells_of_no_work(way):
    opinion = way.to(State.AGENDA)
    opinion = way.step(opinion, "assign", co_units=[way.co_unit])
    opinion = way.step(opinion, "sign")

    beside = user_of(Role.UNIT, way.co_unit)
    with pytest.raises(MoveRefused, match="还没有签收"):
        actions.move(opinion, "progress", by=beside, note="已勘测")
