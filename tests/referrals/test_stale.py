"""Two people at one opinion: the second is told what changed and keeps what he typed."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.urls import reverse
from PIL import Image

from deputies.models import Person
from referrals import actions
from referrals.models import Event, Opinion
from referrals.workflow import TRANSITIONS
from tests.referrals.arrivals import Arrivals, day_of
from tests.referrals.rulebook import LEGAL
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.files.models import StoredFile

pytestmark = pytest.mark.django_db

# Every move that has a form of its own, and a state in which it is made.
FORMS = {
    "hand_in": "draft",
    "send_back": "screening",
    "set_aside": "screening",
    "settle": "screening",
    "contact": "processing",
    "progress": "processing",
    "merge": "screening",
    "report_up": "screening",
    "return_to_group": "triage",
    "refer": "triage",
    "grade_city": "triage",
    "recall": "handling",
    "submit": "to_submit",
    "extend_local": "handling",
    **dict.fromkeys(("sign_local", "ask_time"), "handling"),
    **dict.fromkeys(("grant_time", "refuse_time"), "handling"),
    "answer_local": "handling",
    **dict.fromkeys(("add_local", "drop_local"), "handling"),
    "accept": "submitted",
    "return_to_township": "accepted",
    "dismiss": "submitted",
    "put_on_agenda": "accepted",
    "take_off_agenda": "agenda",
    "assign_urgent": "accepted",
    "report_to_province": "accepted",
    "answer_province": "reported",
    "mark_key": "triage",
    "unmark_key": "triage",
    "sign": "assigned",
    "co_sign": "assigned",
    "ask_relief": "assigned",
    "relieve": "assigned",
    "relieve_co": "assigned",
    "refuse_relief": "assigned",
    "ask_extension": "processing",
    "grant_extension": "processing",
    "refuse_extension": "processing",
    "give_part": "processing",
    "waive_part": "processing",
    "draft_answer": "processing",
    "issue": "processing",
    "answer": "processing",
    "return_answer": "answered",
    "unissue": "processing",
    "ask_part": "processing",
    "take_back": "processing",
    "change_lead": "processing",
    "add_co": "processing",
    "drop_co": "processing",
    "replace_co": "processing",
    "reset_deadline": "processing",
    "reset_requirement": "processing",
    "tell": "answered",
    "feed_back": "answered",
    "evaluate": "fed_back",
    "reject": "fed_back",
    "reject_again": "fed_back",
    "assess": "deciding",
    "close_dissatisfied": "deciding",
    "call_back": "evaluated",
    "remind": "fed_back",
    "close_unevaluated": "fed_back",
    "close": "evaluated",
    "promise_due": "answered",
    "reopen": "closed",
    "withdraw": "triage",
    "pause": "handling",
    "ask_pause": "handling",
    "grant_pause": "handling",
    "refuse_pause": "handling",
    "resume": "handling",
    "urge": "handling",
    "urge_co": "processing",
    "heed": "handling",
    "heed_co": "processing",
    "attach": "triage",
    **dict.fromkeys(("pass_on", "insist"), "accepted"),
    **dict.fromkeys(("invite", "confirm_on_paper"), "triage"),
    "judge": "fed_back",
}
TYPED = {
    "assessment": "这是我写的评估意见",
    "reason": "这是我写的理由",
    "text": "这是我写的答复",
    "part": "这是我写的协办意见",
    "note": "这是我写的说明",
    "said": "这是我写的联系情况",
    "settled_text": "这是我写的解决情况",
    "signed_by": "我签的王小明",
    "issued_by": "我签的李局长",
    "requirement": "这是我写的要求",
}
THEIRS = "别人补充的照片"


@pytest.fixture
def arrivals(way, people):
    return Arrivals(way, people)


def picture():
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG")
    return SimpleUploadedFile("照片.jpg", out.getvalue(), "image/jpeg")


def typed(arrivals, opinion, name):
    """What the form is sent: keys of rows, days in digits, texts of one's own."""
    given = arrivals.way.given(name) | arrivals.more(opinion, name)
    if name == "merge":
        given = {"into": arrivals.new(is_draft=False)}
    data = {"on": f"{day_of(name):%Y-%m-%d}"}
    for field, value in given.items():
        data |= _sent(field, value)
    if name in (
        "report_up",
        "accept",
        "answer",
        "feed_back",
        "close",
        "resume",
        "grant_pause",
    ):
        data["note"] = TYPED["note"]
    return data


def _called(value):
    """As the boxes of handlers name organs; a value that is none stays what it is."""
    if isinstance(value, list):
        return [_called(each) for each in value]
    if not isinstance(value, Organ):
        return value
    is_village = value.kind == OrganKind.COMMITTEE
    return f"v{value.division_id}" if is_village else f"o{value.pk}"


def _sent(field, value):
    if field == "into":
        return {"into_pk": value.pk}
    if field in ("handler", "co_handlers"):
        return {field: _called(value)}
    if isinstance(value, StoredFile):
        return {field: picture()}
    if isinstance(value, Person):
        return {field: str(value), f"{field}_pk": value.pk}
    if isinstance(value, Model):
        return {field: value.pk}
    if isinstance(value, list) and isinstance(value[0], Model):
        is_file = isinstance(value[0], StoredFile)
        return {field: picture() if is_file else [each.pk for each in value]}
    if isinstance(value, date):
        return {field: f"{value:%Y-%m-%d}"}
    return {field: TYPED.get(field, value)}


def url_of(opinion, name):
    return reverse("referrals:move", args=[opinion.pk, name])


def acted_by_another(arrivals, opinion):
    """The clerk adds a picture, or the office reopens what was closed."""
    if opinion.state == "closed":
        office = arrivals.people["office"]
        actions.move(opinion, "reopen", by=office, reason=THEIRS)
        return "重新办理"
    arrivals.step(opinion, "attach", by=arrivals.people["clerk"], note=THEIRS)
    return "补充材料"


def texts_in(data):
    return [value for key, value in data.items() if TYPED.get(key) == value]


@pytest.mark.parametrize("name", FORMS)
def test_a_stale_form_of_a_move_shows_both_texts_and_stores_nothing(
    arrivals, client, name
):
    opinion = arrivals.ready(name, FORMS[name])
    client.force_login(arrivals.actor(opinion, name))
    page = client.get(url_of(opinion, name))
    assert page.context["form"]["version"].value() == opinion.version
    data = typed(arrivals, opinion, name) | {"version": opinion.version}
    done = acted_by_another(arrivals, opinion)
    events = Event.objects.count()

    answer = client.post(url_of(opinion, name), data)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f"别人已办理了“{done}”" in page
    assert THEIRS in page
    for text in texts_in(data):
        assert text in page, text
    assert Event.objects.count() == events
    now = Opinion.objects.get(pk=opinion.pk)
    assert answer.context["form"]["version"].value() == now.version


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_a_move_pressed_twice_is_stored_once(arrivals, client, name):
    opinion = arrivals.ready(name, FORMS[name])
    client.force_login(arrivals.actor(opinion, name))
    data = typed(arrivals, opinion, name) | {"version": opinion.version}
    files = {key for key, value in data.items() if hasattr(value, "read")}

    first = client.post(url_of(opinion, name), data)
    again = client.post(url_of(opinion, name), data | {key: picture() for key in files})

    assert first.status_code == 302, first.context["form"].errors
    assert again.status_code in (200, 404)
    mine = opinion.history.filter(version__gt=opinion.version)
    assert [event.name for event in mine] == [name]


def test_every_move_of_the_book_has_its_form_tested_but_those_within():
    without = {name for name, step in TRANSITIONS.items() if step.is_hidden}

    assert set(FORMS) == {name for name, _ in LEGAL} - without


@pytest.mark.parametrize(
    ("field", "theirs", "mine"),
    [
        ("title", "别人改的标题", "我改的标题"),
        ("text", "别人改的内容", "我改的内容"),
    ],
)
def test_a_stale_form_of_the_text_shows_both_and_keeps_theirs(
    arrivals, client, field, theirs, mine
):
    opinion = arrivals.to("screening")
    old = opinion.version
    client.force_login(arrivals.people["secretary"])
    arrivals.step(
        opinion,
        "revise",
        by=arrivals.people["clerk"],
        **{"title": opinion.title, "text": opinion.text} | {field: theirs},
    )
    data = {"title": opinion.title, "text": opinion.text, "version": old}
    url = reverse("referrals:revise", args=[opinion.pk])

    answer = client.post(url, data | {field: mine})

    page = answer.content.decode()
    assert theirs in page
    assert mine in page
    assert getattr(Opinion.objects.get(pk=opinion.pk), field) == theirs
    version = answer.context["form"].data["version"]
    again = client.post(url, data | {field: mine, "version": version})
    assert again.status_code == 302
    now = Opinion.objects.get(pk=opinion.pk)
    assert getattr(now, field) == mine
    assert theirs in str([event.words for event in now.history.all()])


def test_the_text_sent_twice_is_one_revision(arrivals, client):
    opinion = arrivals.to("screening")
    client.force_login(arrivals.people["secretary"])
    url = reverse("referrals:revise", args=[opinion.pk])
    data = {"title": "新标题", "text": "新内容", "version": opinion.version}

    client.post(url, data)
    client.post(url, data)

    names = opinion.history.filter(version__gt=opinion.version)
    assert [event.name for event in names] == ["revise"]


def test_a_new_opinion_pressed_twice_is_one_opinion(arrivals, client):
    client.force_login(arrivals.people["secretary"])
    url = reverse("referrals:create")
    page = client.get(url).content.decode()
    token = re.search(r'name="form_token" value="([^"]+)"', page).group(1)
    data = {
        "group_pk": arrivals.way.group.pk,
        "origin": "visit",
        "collected_on": "2017-06-05",
        "name": "张三",
        "title": "修桥",
        "text": "村口的桥断了",
        "form_token": token,
    }

    first, again = client.post(url, data), client.post(url, data)

    assert Opinion.objects.count() == 1
    assert first.url == again.url == Opinion.objects.get().get_absolute_url()


def test_the_second_to_withdraw_learns_that_it_was_answered_meanwhile(arrivals, client):
    opinion = arrivals.to("handling")
    client.force_login(arrivals.people["secretary"])
    data = {"reason": "已经自行解决", "version": opinion.version, "on": "2017-06-20"}
    arrivals.step(opinion, "answer_local")

    answer = client.post(url_of(opinion, "withdraw"), data)

    page = answer.content.decode()
    assert "别人已办理了“登记办理结果”" in page
    assert "已经自行解决" in page
    again = client.post(
        url_of(opinion, "withdraw"),
        data | {"version": answer.context["form"].data["version"]},
    )
    assert "当前状态为“已答复待反馈”，不能撤回" in again.content.decode()
    assert Opinion.objects.get(pk=opinion.pk).state == "answered"


def test_a_form_sent_without_a_version_is_still_judged_by_the_state(arrivals, client):
    opinion = arrivals.to("evaluated")
    client.force_login(arrivals.people["clerk"])
    data = {"on": "2017-06-20"}

    first = client.post(url_of(opinion, "close"), data)
    again = client.post(url_of(opinion, "close"), data)

    assert (first.status_code, again.status_code) == (302, 200)
    assert opinion.history.filter(name="close").count() == 1
