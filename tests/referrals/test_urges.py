"""催办: recorded, seen by the urged, replied to, overtaken by the next step."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.actions import move
from referrals.enums import State
from referrals.models import Opinion
from referrals.workflow import MoveRefused
from tests.kept import kept
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db


def page_of(client, user, url):
    client.force_login(user)
    return client.get(url).content.decode()


@kept
def urged(way):
    """The office asked the unit to hurry."""
    return way.step(
        way.to(State.PROCESSING), "urge", by=way.office, note="汛期前务必修好"
    )


def test_an_urge_keeps_whom_it_was_for_the_step_and_its_day(way, urged):
    urge = urged.urges.get()

    assert (urge.organ, urge.step, urge.due_on) == (
        way.lead_unit,
        "answer",
        urged.due_on,
    )
    assert (urge.number, urge.on, urge.by) == (1, START, way.office)
    event = urged.history.last()
    assert ["被催办单位", "市交通运输局"] in event.words
    assert ["次数", "第1次"] in event.words
    assert event.note == "汛期前务必修好"


def test_the_urged_sees_it_on_the_first_page_in_the_inbox_and_on_the_item(
    way, client, urged
):
    for url in (reverse("workbench:home"), reverse("referrals:inbox")):
        assert "被催办1次" in page_of(client, way.unit, url)
    page = page_of(client, way.unit, urged.get_absolute_url())
    assert "第1次催办" in page
    assert "汛期前务必修好（还没有回应）" in page
    assert "回应催办" in page


def test_the_page_of_what_one_began_says_whether_there_was_a_reply(way, client, urged):
    mine = reverse("workbench:mine")
    assert "未回应" in page_of(client, way.office, mine)

    way.step(urged, "heed", by=way.unit)

    page = page_of(client, way.office, mine)
    assert "已回应" in page
    assert "未回应" not in page


def test_a_reply_settles_all_urges_and_stands_in_the_history(way, urged):
    opinion = way.step(urged, "urge", by=way.office)
    opinion = move(opinion, "heed", by=way.unit, on=START, note="水泵7月到货")

    assert [urge.reply for urge in opinion.urges.all()] == ["水泵7月到货"] * 2
    assert not opinion.urges.open().exists()
    assert opinion.state == State.PROCESSING
    event = opinion.history.last()
    assert (event.label, event.note) == ("回应催办", "水泵7月到货")


def test_a_reply_has_words(way, urged):
    with pytest.raises(MoveRefused, match="回应催办须填写说明"):
        move(urged, "heed", by=way.unit, on=START)


def test_who_was_not_urged_has_nothing_to_reply(way):
    with pytest.raises(MoveRefused, match="没有待回应的催办"):
        way.step(way.to(State.PROCESSING), "heed", by=way.unit)


@pytest.mark.parametrize("who", ["office", "clerk", "secretary", "deputy"])
def test_nobody_replies_for_the_unit(way, urged, who):
    with pytest.raises(MoveRefused, match="无权"):
        way.step(urged, "heed", by=getattr(way, who))


def test_the_clerk_replies_for_the_village_that_has_no_account(way):
    opinion = way.step(way.to(State.HANDLING), "urge", by=way.office)

    opinion = way.step(opinion, "heed", by=way.clerk)

    assert not opinion.urges.open().exists()


def test_the_next_step_overtakes_an_urge_without_a_reply(way, urged):
    opinion = way.walk(urged, "draft_answer", "issue")
    assert opinion.urges.open().count() == 1

    opinion = way.step(opinion, "answer")

    urge = opinion.urges.get()
    assert (urge.settled_on, urge.reply) == (opinion.moved_on, "")


def test_urges_are_counted_on_through_all_steps(way):
    opinion = way.step(way.to(State.TRIAGE), "urge", by=way.office)
    opinion = way.walk(opinion, "refer")
    opinion = way.step(opinion, "urge")

    numbers = [(urge.number, str(urge.organ)) for urge in opinion.urges.all()]
    assert numbers == [(1, "渔薪镇人大主席团"), (2, "渔薪镇人民政府")]
    assert Opinion.objects.with_urges().get().open_urges == 1


@pytest.mark.parametrize("who", ["secretary", "unit", "deputy"])
def test_only_those_above_urge(way, who):
    with pytest.raises(MoveRefused, match="无权"):
        way.step(way.to(State.PROCESSING), "urge", by=getattr(way, who))


def test_the_office_urges_the_presidium_and_not_itself(way):
    to_close = way.walk(
        way.to(State.PROCESSING),
        *("draft_answer", "issue", "answer", "feed_back", "evaluate"),
    )
    with pytest.raises(MoveRefused, match="无权"):
        way.step(to_close, "urge", by=way.office)

    opinion = way.step(way.to(State.EVALUATED), "urge", by=way.office)

    assert str(opinion.urges.get().organ) == "渔薪镇人大主席团"


def test_many_are_urged_at_once_and_the_others_named(way, client):
    late, ended = way.to(State.PROCESSING), way.to(State.CLOSED)
    client.force_login(way.office)
    data = {"ids": [late.pk, ended.pk], "confirmed": "1", "note": "请抓紧"}

    response = client.post(reverse("referrals:bulk", args=["urge"]), data, follow=True)

    page = response.content.decode()
    assert "催办：完成1条，跳过1条" in page
    assert "当前状态为“已办结”，不能催办" in page
    assert late.urges.get().note == "请抓紧"
    assert not ended.urges.exists()


def test_urging_all_results_of_a_search_leaves_the_others_alone(way, client):
    late = way.to(State.HANDLING)
    fresh = way.to(State.TRIAGE)
    client.force_login(way.clerk)
    url = reverse("referrals:bulk", args=["urge"])

    client.post(f"{url}?state=handling", {"all_results": "1", "confirmed": "1"})

    assert late.urges.count() == 1
    assert not fresh.urges.exists()


def test_the_next_townships_clerk_urges_nothing_here(way, client, other_clerk):
    opinion = way.to(State.HANDLING)
    client.force_login(other_clerk)

    response = client.post(
        reverse("referrals:bulk", args=["urge"]),
        {"ids": [opinion.pk], "confirmed": "1"},
        follow=True,
    )

    assert "请先勾选要办理的记录" in response.content.decode()
    assert not opinion.urges.exists()


@pytest.mark.parametrize(("wanted", "count"), [("1", 1), ("0", 2), ("", 3)])
def test_the_list_finds_what_was_urged_to_no_effect(way, client, urged, wanted, count):
    way.to(State.PROCESSING)
    way.step(
        way.step(way.to(State.PROCESSING), "urge", by=way.office), "heed", by=way.unit
    )
    client.force_login(way.office)

    response = client.get(
        reverse("referrals:list"), {"is_urged": wanted} if wanted else {}
    )

    assert response.context["listing"].total == count


def test_a_masked_reader_sees_that_it_was_urged_but_cannot_reply(
    way, client, leader, urged
):
    assert leader.has_role(Role.LEADER)
    page = page_of(client, leader, urged.get_absolute_url())

    assert "第1次催办" in page
    assert "回应催办" not in page


def test_an_urge_is_dated_by_the_business_day(way, urged, settings):
    settings.TODAY = date(2017, 7, 20)

    opinion = move(urged, "urge", by=way.office)

    assert [urge.on for urge in opinion.urges.all()] == [START, date(2017, 7, 20)]
