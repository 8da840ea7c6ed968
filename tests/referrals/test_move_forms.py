"""What the forms of moves take, refuse and keep; alone and in bulk."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from referrals import actions
from referrals.models import Clock, Event, Opinion
from tests.factories.platform import OrganFactory, VillageFactory
from tests.factories.referrals import OpinionFactory
from tests.referrals.arrivals import Arrivals
from tests.referrals.rulebook import BOOK
from tests.referrals.test_stale import FORMS, typed
from tianmen_congress.base.accounts.enums import OrganKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrivals(way, people):
    return Arrivals(way, people)


def url_of(opinion, name):
    return reverse("referrals:move", args=[opinion.pk, name])


def bulk(client, name, rows, **data):
    ids = [row.pk for row in rows]
    url = reverse("referrals:bulk", args=[name])
    return client.post(url, {"ids": ids, "confirmed": "1", **data}, follow=True)


def row_of(opinion):
    return Opinion.objects.get(pk=opinion.pk)


def press(arrivals, client, name, opinion=None, **more):
    """The form of `name` filled plainly, with `more` typed over it."""
    opinion = opinion or arrivals.ready(name, FORMS[name])
    client.force_login(arrivals.actor(opinion, name))
    data = typed(arrivals, opinion, name) | {"version": opinion.version} | more
    return opinion, client.post(url_of(opinion, name), data)


# --- texts longer than the form allows ---------------------------------------------

LONGEST = {
    ("answer_local", "text"): 4000,
    ("give_part", "part"): 2000,
    ("reject", "reason"): 300,
    ("sign", "signed_by"): 40,
    ("refer", "responsible_phone"): 20,
}


@pytest.mark.parametrize(("name", "field"), LONGEST)
def test_one_character_more_is_said_at_the_field_and_kept(
    arrivals, client, name, field
):
    text = "长" * (LONGEST[name, field] + 1)

    opinion, response = press(arrivals, client, name, **{field: text})

    assert response.status_code == 200
    form = response.context["form"]
    most = LONGEST[name, field]
    assert form.errors[field] == [f"最多{most}个字，现有{most + 1}个字"]
    assert text in response.content.decode()
    assert row_of(opinion).version == opinion.version


# --- what the boxes offer ---------------------------------------------------------------


@pytest.fixture
def next_door(duobao):
    """A government and a village of the next township."""
    organ = OrganFactory(
        kind=OrganKind.GOVERNMENT, name="多宝镇人民政府", division=duobao
    )
    return organ, VillageFactory(name="多宝村委会", parent=duobao)


def test_a_handler_of_the_next_township_is_neither_offered_nor_taken(
    arrivals, client, next_door
):
    organ, village = next_door
    opinion = arrivals.to("triage")
    client.force_login(arrivals.people["clerk"])
    page = client.get(url_of(opinion, "refer")).content.decode()
    assert "渔薪镇人民政府" in page
    assert "多宝" not in page

    for foreign in (f"o{organ.pk}", f"v{village.pk}", "o0", "x1", "v"):
        _, response = press(arrivals, client, "refer", opinion, handler=foreign)
        assert response.status_code == 200
        assert response.context["form"].errors["handler"]

    assert row_of(opinion).state == "triage"


def test_a_village_without_a_committee_gets_one_when_it_is_chosen(
    arrivals, client, qingshan
):
    opinion, response = press(
        arrivals, client, "refer", level="village", handler=f"v{qingshan.pk}"
    )

    assert response.status_code == 302
    handler = row_of(opinion).handler
    assert (handler.kind, handler.division) == (OrganKind.COMMITTEE, qingshan)
    assert actions.committee_of(qingshan) == handler


def test_a_unit_that_was_dissolved_is_no_longer_offered(arrivals, client):
    OrganFactory(name="市农办", until=date(2017, 1, 1))
    opinion = arrivals.to("accepted")
    client.force_login(arrivals.people["office"])

    page = client.get(url_of(opinion, "assign_urgent")).content.decode()

    assert "市水务局" in page
    assert "市农办" not in page


def test_the_level_of_a_referral_is_the_villages_or_the_townships(arrivals, client):
    opinion, response = press(arrivals, client, "refer", level="city")

    assert response.status_code == 200
    assert response.context["form"].errors["level"]
    assert row_of(opinion).state == "triage"


def test_a_bad_verdict_is_not_typed_into_the_good_ones_form(arrivals, client):
    opinion, response = press(arrivals, client, "evaluate", verdict="dissatisfied")

    assert response.context["form"].errors["verdict"]
    assert row_of(opinion).state == "fed_back"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2017-07-26", "不能晚于今天"),
        ("2017-05-31", "办理日期不能早于上一步的日期2017-06-01"),
        ("昨天", "日期"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words(arrivals, client, day, sentence):
    opinion, response = press(arrivals, client, "report_up", on=day)

    assert response.status_code == 200
    assert sentence in str(response.context["form"].errors)
    assert row_of(opinion).state == "screening"


@pytest.mark.parametrize(
    "name", ["照片.jpg", "说明.pdf", "文件.docx", "程序.exe", "无名"]
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_moves(
    arrivals, client, name
):
    file = SimpleUploadedFile(name, b"<script>alert(1)</script>", "image/jpeg")

    opinion, response = press(arrivals, client, "attach", material=file)

    assert response.status_code == 200
    assert response.context["form"].errors["material"]
    assert row_of(opinion).version == opinion.version
    assert not opinion.attachments.exists()


# --- what is not typed stays -----------------------------------------------------------


@pytest.fixture
def marked(arrivals):
    return arrivals.step(
        arrivals.to("triage"), "submit", is_suggestion=True, is_urgent=True
    )


def test_the_form_of_acceptance_shows_what_the_opinion_is(arrivals, client, marked):
    client.force_login(arrivals.people["office"])

    form = client.get(url_of(marked, "accept")).context["form"]

    assert form["is_suggestion"].initial is True
    assert form["is_urgent"].initial is True


def test_accepting_many_takes_no_mark_away(arrivals, client, marked):
    client.force_login(arrivals.people["office"])

    page = bulk(client, "accept", [marked]).content.decode()

    assert "完成1条，跳过0条" in page
    accepted = row_of(marked)
    assert (accepted.state, accepted.is_suggestion, accepted.is_urgent) == (
        "accepted",
        True,
        True,
    )


def test_the_office_may_still_say_that_it_is_no_suggestion(arrivals, client, marked):
    client.force_login(arrivals.people["office"])

    client.post(
        url_of(marked, "accept"), {"version": marked.version, "is_urgent": "on"}
    )

    accepted = row_of(marked)
    assert (accepted.is_suggestion, accepted.is_urgent) == (False, True)
    assert ["代表建议", "否"] in accepted.history.last().words


def test_looking_at_a_form_changes_nothing(arrivals, client):
    opinion = arrivals.to("triage")
    client.force_login(arrivals.people["clerk"])
    before = Event.objects.count(), Clock.objects.count()

    for name in ("refer", "grade_city", "return_to_group", "withdraw", "pause"):
        assert client.get(url_of(opinion, name)).status_code == 200

    assert (Event.objects.count(), Clock.objects.count()) == before
    assert row_of(opinion).version == opinion.version


@pytest.mark.parametrize(
    "name", ["assign", "absorb", "follow", "revise", "collect", "no-such", "__init__"]
)
def test_what_has_no_form_of_its_own_is_not_there(arrivals, client, name):
    opinion = arrivals.to("screening")
    client.force_login(arrivals.people["office"])

    assert client.get(url_of(opinion, name)).status_code == 404
    assert client.post(url_of(opinion, name), {}).status_code == 404


# --- many at once ------------------------------------------------------------------------

IN_BULK = {
    *("hand_in", "set_aside", "report_up", "return_to_group", "refer", "grade_city"),
    *("submit", "accept", "return_to_township", "put_on_agenda", "mark_key"),
    *("feed_back", "remind", "close_unevaluated", "close", "urge", "urge_co"),
}


@pytest.mark.parametrize("name", sorted(set(BOOK) - IN_BULK))
def test_a_move_that_wants_a_look_at_each_is_not_made_in_bulk(arrivals, client, name):
    client.force_login(arrivals.people["office"])

    url = reverse("referrals:bulk", args=[name])
    assert client.post(url, {"ids": [1]}).status_code == 404


def test_many_are_urged_at_once_and_each_left_out_says_why(arrivals, client):
    at_unit, at_handler = arrivals.to("processing"), arrivals.to("handling")
    at_office, ended = arrivals.to("accepted"), arrivals.to("closed")
    client.force_login(arrivals.people["office"])

    page = bulk(
        client, "urge", [at_unit, at_handler, at_office, ended], note="请抓紧"
    ).content.decode()

    assert "催办：完成2条，跳过2条" in page
    assert "当前状态为“市级已受理”，不能催办" in page
    assert "当前状态为“已办结”，不能催办" in page
    assert [urge.note for urge in at_unit.urges.all()] == ["请抓紧"]
    assert not at_office.urges.exists()


def test_the_clerk_urges_her_handlers_but_not_the_city_nor_herself(arrivals, client):
    at_handler, at_unit = arrivals.to("handling"), arrivals.to("processing")
    own = arrivals.to("triage")
    client.force_login(arrivals.people["clerk"])

    page = bulk(client, "urge", [at_handler, at_unit, own]).content.decode()

    assert "催办：完成1条，跳过2条" in page
    assert page.count("您无权办理“催办”") == 2
    assert at_handler.urges.count() == 1


def test_another_townships_rows_are_not_even_named_among_those_left_out(
    arrivals, client, duobao_group
):
    own = arrivals.to("screening")
    foreign = OpinionFactory(group=duobao_group, title="多宝的水渠")
    client.force_login(arrivals.people["clerk"])

    page = bulk(client, "report_up", [own, foreign]).content.decode()

    assert "完成1条，跳过0条" in page
    assert "多宝的水渠" not in page
    assert row_of(foreign).state == "screening"
    assert not Event.objects.filter(opinion=foreign).exists()


def test_all_that_the_search_finds_are_taken_and_no_others(arrivals, client):
    found = [arrivals.to("screening", title="修路") for _ in range(3)]
    other = arrivals.to("screening", title="修桥")
    client.force_login(arrivals.people["clerk"])
    url = reverse("referrals:bulk", args=["report_up"])
    search = urlencode({"q": "修路"})

    client.post(f"{url}?{search}", {"all_results": "1", "confirmed": "1"})

    assert {row_of(each).state for each in found} == {"triage"}
    assert row_of(other).state == "screening"
    assert sorted(row_of(each).sequence for each in found) == [1, 2, 3]


def test_the_first_press_only_asks_and_names_the_count(arrivals, client):
    rows = [arrivals.to("screening"), arrivals.to("screening")]
    client.force_login(arrivals.people["clerk"])
    url = reverse("referrals:bulk", args=["report_up"])

    page = client.post(url, {"ids": [row.pk for row in rows]}).content.decode()

    assert "2" in page
    assert "立即生效" in page
    assert {row_of(row).state for row in rows} == {"screening"}


def test_what_a_bulk_act_needs_is_asked_once_for_all(arrivals, client):
    rows = [arrivals.to("triage"), arrivals.to("triage")]
    client.force_login(arrivals.people["clerk"])

    page = bulk(client, "return_to_group", rows, reason="").content.decode()

    assert "请填写理由" in page
    assert {row_of(row).state for row in rows} == {"triage"}
    bulk(client, "return_to_group", rows, reason="内容要补充")
    assert {row_of(row).state for row in rows} == {"screening"}
    assert {row.history.last().note for row in rows} == {"内容要补充"}


@pytest.mark.parametrize("who", ["leader", "supervisor", "deputy", "unit"])
def test_readers_do_nothing_in_bulk(arrivals, client, who):
    opinion = arrivals.to("assigned")
    client.force_login(arrivals.people[who])
    events = Event.objects.count()

    for name in ("urge", "mark_key", "return_to_township", "close"):
        bulk(client, name, [opinion], reason="无")

    assert Event.objects.count() == events
