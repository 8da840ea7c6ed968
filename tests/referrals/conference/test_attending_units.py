"""A unit reads agenda and pack of the sessions that it attends, and of no other."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from referrals import actions
from referrals.enums import ConferenceState, State
from referrals.models import Attendance
from referrals.workflow import MoveRefused
from tests.base.papers.words import document_of, everything_in
from tests.factories.platform import OrganFactory, user_of
from tests.factories.referrals import CategoryFactory, ConferenceFactory
from tests.kept import kept
from tests.referrals.conference.session import at, decide_all
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db
LIST = reverse("referrals:conferences")


@kept
def invited(way, agenda):
    """Every unit of the city is asked to the session."""
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    return way.conference


@kept
def sent(way, invited):
    actions.send_agenda(way.conference, by=way.office)
    way.conference.refresh_from_db()
    return way.conference


def paper(way, slug="pack", name="conference_word"):
    return reverse(f"referrals:{name}", args=[way.conference.pk, slug])


def reads(client, way):
    """What the page, the paper, its print and the workbook answer, and the list."""
    pages = [at("conference", way), paper(way), paper(way, name="conference_print")]
    pages.append(at("pack_workbook", way))
    rows = client.get(LIST).context["listing"].table.data
    return [status(client, url) for url in pages], len(rows)


def status(client, url):
    answer = client.get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def test_before_the_agenda_is_sent_the_unit_sees_no_session(way, invited, client):
    client.force_login(way.unit)

    assert reads(client, way) == ([404] * 4, 0)


def test_from_the_day_it_is_sent_the_unit_reads_agenda_and_pack(way, sent, client):
    client.force_login(way.unit)

    assert reads(client, way) == ([200] * 4, 1)
    page = client.get(at("conference", way)).content.decode()
    titles = [item.opinion.title for item in sent.items.all()]
    assert all(title in page for title in titles)
    assert sent.agenda_sent_on == date(2017, 7, 25)


def test_a_unit_that_does_not_attend_finds_nothing(way, sent, client):
    stranger = user_of(Role.UNIT, OrganFactory(name="市文化馆"), username="other-unit")
    client.force_login(stranger)

    assert not Attendance.objects.filter(unit=stranger.main_post.organ).exists()
    assert reads(client, way) == ([404] * 4, 0)


def test_the_session_of_others_is_not_listed(way, sent, client):
    other = ConferenceFactory(campaign=way.campaign, agenda_sent_on=date(2017, 7, 1))
    client.force_login(way.unit)

    page = client.get(LIST).content.decode()

    assert [way.conference.title in page, other.title in page] == [True, False]
    assert client.get(other.get_absolute_url()).status_code == 404


def test_it_decides_nothing_and_reads_neither_story_nor_minutes(way, sent, client):
    decide_all(way)
    way.conference.minutes = "内部讨论情况"
    way.conference.save(update_fields=["minutes"])
    client.force_login(way.unit)

    page = client.get(at("conference", way)).content.decode()

    words = ("决定过程", "内部讨论情况", "会议纪要", "录入会议决定", "登记到会")
    assert [word for word in words if word in page] == []
    for name in ("conference_word", "conference_print"):
        assert client.get(paper(way, "minutes", name)).status_code == 403
    for name in ("conference_edit", "decisions", "send_agenda", "hand_over"):
        assert client.post(at(name, way)).status_code == 403
    client.force_login(way.office)
    assert "内部讨论情况" in client.get(at("conference", way)).content.decode()


def test_its_own_page_opens_only_where_it_has_a_part(way, sent, client):
    item = sent.items.first()
    client.force_login(way.unit)

    assert item.opinion.get_absolute_url() not in (
        client.get(at("conference", way)).content.decode()
    )
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)
    assert item.opinion.get_absolute_url() in (
        client.get(at("conference", way)).content.decode()
    )


def test_handing_over_opens_it_to_those_who_sat_there(way, invited, client):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)
    way.conference.refresh_from_db()
    client.force_login(way.unit)

    assert way.conference.state == ConferenceState.HANDED_OVER
    assert reads(client, way) == ([200] * 4, 1)


def everything(client, way):
    """All that the unit can read of the session, in one text."""
    page = client.get(at("conference", way)).content.decode()
    word = everything_in(document_of(client.get(paper(way))))
    file = client.get(at("pack_workbook", way))
    book = openpyxl.load_workbook(BytesIO(b"".join(file.streaming_content)))
    cells = [str(row) for sheet in book for row in sheet.values]
    return "\n".join([page, word, *cells])


def test_it_reads_nobody_who_spoke(way, sent, client):
    delicate = CategoryFactory(code="secret", name="保密类", hides_source=True)
    for given in ({"is_confidential": True}, {"category": delicate}, {}):
        opinion = way.to(
            State.TO_SUBMIT,
            title="张三家门前的路",
            text="张三（13800000001）说",
            **given,
        )
        reason = f"{way.group}反映，张三多次来访"
        opinion = way.step(opinion, "submit", reason=reason)
        way.walk(opinion, "accept", "put_on_agenda")
    client.force_login(way.unit)

    text = everything(client, way)

    secrets = ("张三", "13800000001", "138 0000 0001")
    assert [secret for secret in secrets if secret in text] == []
    assert text.count("反映人家门前的路") >= 3
    client.force_login(way.office)
    assert "张三家门前的路" in everything(client, way)


def test_an_urgent_one_about_a_unit_is_told_to_no_session(way, sent, client):
    """It went past the agenda because all units read what lies there."""
    accused = OrganFactory(name="市旅游局")
    about = way.to(State.ACCEPTED, title="反映单位的", accused_organ=accused)
    way.step(about, "assign_urgent")
    told = way.step(way.to(State.ACCEPTED, title="防汛的"), "assign_urgent")

    for user in (way.unit, way.office):
        client.force_login(user)
        text = everything(client, way)
        assert [each.title in text for each in (about, told)] == [False, True]


def test_a_government_that_attends_reads_nothing_about_itself(way, invited, client):
    government = way.handler
    about = way.collect(title="反映镇政府的", accused_organ=government)
    way.walk(about, "accept", "put_on_agenda")
    way.conference.attendances.create(unit=government)
    actions.send_agenda(way.conference, by=way.office)
    client.force_login(user_of(Role.UNIT, government, username="zhengfu"))

    text = everything(client, way)

    assert about.title not in text
    assert f"议题（{way.conference.items.count() - 1}件" in text
    client.force_login(way.unit)
    assert about.title in everything(client, way)


def test_a_post_as_unit_does_not_shut_the_office_out(way, invited, client):
    both = user_of(Role.OFFICE, way.office.main_post.organ, username="both")
    both.posts.create(role=Role.UNIT, organ=way.lead_unit, since=date(2017, 1, 1))
    client.force_login(both)

    assert reads(client, way) == ([200] * 4, 1)


def test_an_agenda_is_sent_once_and_not_without_items(way, client):
    empty = ConferenceFactory(campaign=way.campaign)

    with pytest.raises(MoveRefused, match="会议还没有议题"):
        actions.send_agenda(empty, by=way.office)
    way.to(State.AGENDA)
    with pytest.raises(MoveRefused, match="还没有参会单位"):
        actions.send_agenda(way.conference, by=way.office)
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    actions.send_agenda(way.conference, by=way.office)
    with pytest.raises(MoveRefused, match="议题已于2017-07-25发送"):
        actions.send_agenda(way.conference, by=way.office)


def test_the_office_sends_it_from_its_page(way, invited, client):
    client.force_login(way.office)

    asked = client.get(at("send_agenda", way)).content.decode()
    client.post(at("send_agenda", way), {"confirmed": "1"})

    assert "发送给" in asked
    assert str(way.lead_unit) in asked
    way.conference.refresh_from_db()
    assert way.conference.agenda_sent_on == date(2017, 7, 25)
    page = client.get(at("conference", way)).content.decode()
    assert "议题 2017-07-25 已发送参会单位" in page
    assert at("send_agenda", way) not in page
