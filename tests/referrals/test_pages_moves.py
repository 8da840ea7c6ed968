"""The form of each move: what is asked, what is refused, and that no text is lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from referrals.enums import State
from referrals.workflow import TRANSITIONS
from tests.factories.platform import OrganFactory, user_of
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Organ

pytestmark = pytest.mark.django_db
# State, who, move, and the longest texts that the page lets one type.
LONGEST = [
    (State.PROCESSING, "office", "urge", {"note": 300}),
    (State.HANDLING, "clerk", "pause", {"reason": 300}),
    (State.HANDLING, "clerk", "recall", {"reason": 300}),
    (State.SUBMITTED, "office", "return_to_township", {"reason": 300}),
    (State.ASSIGNED, "unit", "ask_relief", {"reason": 300}),
    (
        State.ASSIGNED,
        "unit",
        "sign",
        {"signed_by": 40, "responsible_person": 40, "responsible_phone": 20},
    ),
    (State.ANSWERED, "clerk", "return_answer", {"reason": 300}),
    (State.ANSWERED, "clerk", "feed_back", {"note": 300}),
    (State.FED_BACK, "secretary", "reject", {"reason": 300}),
    (State.FED_BACK, "secretary", "evaluate", {"note": 300}),
    (State.CLOSED, "office", "reopen", {"reason": 300}),
    (State.ACCEPTED, "office", "report_to_province", {"document_number": 40}),
]


def move_url(opinion, name):
    return reverse("referrals:move", args=[opinion.pk, name])


@pytest.fixture
def take(way, client):
    """Send the form of a move, with its simplest answers unless told otherwise."""

    def take(opinion, name, *, by=None, **typed):
        client.force_login(by or way.actor(name))
        plain = {key: _sent(value) for key, value in way.given(name).items()}
        data = {"on": START.isoformat(), "version": opinion.version}
        return client.post(move_url(opinion, name), data | plain | typed)

    return take


def _sent(value):
    """As a browser sends it."""
    if isinstance(value, Organ):
        return f"o{value.pk}" if value.kind == "government" else value.pk
    return getattr(value, "pk", value)


def faults(response):
    return response.context["form"].errors


@pytest.mark.parametrize(
    ("state", "who", "name", "lengths"), LONGEST, ids=[row[2] for row in LONGEST]
)
def test_the_longest_text_that_can_be_typed_is_kept_whole(
    way, take, state, who, name, lengths
):
    opinion = way.to(state)
    typed = {field: "长" * length for field, length in lengths.items()}

    response = take(opinion, name, by=getattr(way, who), **typed)

    assert response.status_code == 302, faults(response)
    event = opinion.history.last()
    told = event.note + "".join(value for _, value in event.words)
    assert [field for field in typed if typed[field] not in told] == []


@pytest.mark.parametrize(
    ("state", "who", "name", "lengths"), LONGEST, ids=[row[2] for row in LONGEST]
)
def test_a_longer_one_is_refused_at_its_field_and_still_on_the_page(
    way, take, state, who, name, lengths
):
    opinion = way.to(state)
    typed = {field: "长" * (length + 1) for field, length in lengths.items()}

    response = take(opinion, name, by=getattr(way, who), **typed)

    assert set(faults(response)) == set(typed)
    page = response.content.decode()
    assert [field for field in typed if typed[field] not in page] == []
    opinion.refresh_from_db()
    assert opinion.state == state


def test_the_longest_reasons_for_a_co_handler_are_kept_whole(way, take):
    opinion = way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])

    response = take(opinion, "waive_part", reason="长" * 300)

    assert response.status_code == 302, faults(response)
    assert opinion.assignments.get(unit=way.co_unit).waive_reason == "长" * 300


@pytest.mark.parametrize(
    ("state", "name", "missing", "words"),
    [
        (State.TRIAGE, "refer", "category", "请选择类别"),
        (State.TRIAGE, "refer", "level", "请选择层级"),
        (State.TRIAGE, "refer", "handler", "请选择承办单位"),
        (State.TRIAGE, "return_to_group", "reason", "请填写理由"),
        (State.TRIAGE, "grade_city", "category", "请选择类别"),
        (State.TO_SUBMIT, "submit", "reason", "请填写理由"),
        (State.HANDLING, "answer_local", "answer_class", "请选择答复类别"),
        (State.HANDLING, "answer_local", "text", "请填写内容"),
        (State.SUBMITTED, "dismiss", "dismissal_reason", "请选择不作为建议处理的情形"),
        (State.ACCEPTED, "put_on_agenda", "conference", "请选择联席会议"),
        (State.ACCEPTED, "assign_urgent", "lead_unit", "请选择主办单位"),
        (State.ACCEPTED, "assign_urgent", "reason", "请填写理由"),
        (State.ASSIGNED, "sign", "signed_by", "请填写签收人"),
        (State.PROCESSING, "draft_answer", "text", "请填写内容"),
        (State.ANSWERED, "feed_back", "how", "请选择反馈方式"),
        (State.FED_BACK, "evaluate", "verdict", "请选择办理结果评价"),
        (State.FED_BACK, "reject", "reason", "请填写理由"),
        (State.CLOSED, "reopen", "reason", "请填写理由"),
    ],
)
def test_what_is_missing_is_asked_for_in_its_own_words(
    way, take, state, name, missing, words
):
    opinion = way.to(state)

    response = take(opinion, name, **{missing: ""})

    assert faults(response) == {missing: [words]}
    opinion.refresh_from_db()
    assert opinion.state == state


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2017-07-26", "不能晚于今天"),
        ("2017-05-31", "办理日期不能早于上一步的日期2017-06-01"),
        ("六月", "不是日期"),
    ],
)
def test_the_day_lies_between_the_last_step_and_today(way, take, day, words):
    opinion = way.to(State.TRIAGE)

    response = take(opinion, "return_to_group", on=day, reason="内容要补充")

    page = response.content.decode()
    assert words in page
    assert "内容要补充" in page
    opinion.refresh_from_db()
    assert opinion.state == State.TRIAGE


@pytest.mark.parametrize(
    ("answer_class", "promised", "words"),
    [
        ("b", "", "答复为“B 正在解决或列入计划”的须填写承诺解决的日期"),
        ("b", "2017-06-01", "承诺解决的日期须晚于答复日期"),
        ("b", "明年", "不是日期"),
        ("x", "", "x"),
    ],
)
def test_a_promise_has_a_day_ahead_and_the_answer_stays_typed(
    way, take, answer_class, promised, words
):
    opinion = way.to(State.HANDLING)

    response = take(
        opinion,
        "answer_local",
        answer_class=answer_class,
        promised_on=promised,
        text="已列入年度计划",
    )

    page = response.content.decode()
    assert words in page
    assert "已列入年度计划" in page
    assert not opinion.answers.exists()


def test_the_lead_unit_does_not_handle_beside_itself(way, take):
    opinion = way.to(State.ACCEPTED)

    response = take(
        opinion, "assign_urgent", co_units=[way.lead_unit.pk], reason="汛期将至"
    )

    page = response.content.decode()
    assert "主办单位和协办单位不能重复" in page
    assert "汛期将至" in page
    assert not opinion.assignments.exists()


def test_several_co_handling_units_are_ticked_and_each_gets_its_part(way, take):
    others = [OrganFactory(name=name) for name in ("市财政局", "市农业局", "市环保局")]
    opinion = way.to(State.ACCEPTED)

    take(opinion, "assign_urgent", co_units=[unit.pk for unit in others])

    opinion.refresh_from_db()
    live = opinion.live_assignments
    assert [row.unit for row in live] == [way.lead_unit, *others]
    assert [row.is_lead for row in live] == [True, False, False, False]


def test_a_unit_that_is_dissolved_is_not_offered(way, client):
    gone = OrganFactory(name="市移民局", until=date(2017, 1, 1))
    client.force_login(way.office)

    page = client.get(move_url(way.to(State.ACCEPTED), "assign_urgent"))

    assert gone.name not in page.content.decode()
    assert way.co_unit.name in page.content.decode()


def test_a_village_of_the_next_township_cannot_be_the_handler(way, take, duobao):
    body = OrganFactory(kind="government", name="多宝镇人民政府", division=duobao)
    opinion = way.to(State.TRIAGE)

    response = take(opinion, "refer", handler=f"o{body.pk}")

    assert list(faults(response)) == ["handler"]
    opinion.refresh_from_db()
    assert opinion.handler is None


@pytest.mark.parametrize("handler", ["o", "x1", "o0", "v-1", "o1;drop", "9" * 40])
def test_a_strange_handler_is_a_fault_of_the_field(way, take, handler):
    response = take(way.to(State.TRIAGE), "refer", handler=handler)

    assert list(faults(response)) == ["handler"]


def test_a_clerk_who_judges_for_a_voter_brings_his_paper(way, take):
    opinion = way.to(State.FED_BACK)
    refused = take(opinion, "evaluate", by=way.clerk, note="群众当面表示")
    assert "须上传纸质件扫描" in refused.content.decode()
    assert "群众当面表示" in refused.content.decode()
    scan = SimpleUploadedFile("征询意见表.pdf", b"%PDF-1.4 ...", "application/pdf")

    response = take(opinion, "evaluate", by=way.clerk, scan=scan)

    assert response.status_code == 302, faults(response)
    evaluation = opinion.evaluations.get()
    assert evaluation.scan.name == "征询意见表.pdf"
    assert opinion.history.last().is_on_behalf


def test_the_paper_of_a_verdict_is_not_shown_to_the_unit(way, take, client):
    opinion = way.walk(
        way.to(State.PROCESSING), "draft_answer", "issue", "answer", "feed_back"
    )
    scan = SimpleUploadedFile("征询意见表.pdf", b"%PDF-1.4 ...", "application/pdf")
    take(opinion, "evaluate", by=way.clerk, scan=scan)
    url = reverse("referrals:attachment", args=[opinion.attachments.get().pk])

    assert client.get(url).status_code == 200
    client.force_login(way.unit)
    assert client.get(url).status_code == 404


def test_a_letter_goes_with_the_answer_to_all_who_see_it(way, take, client, leader):
    opinion = way.walk(way.to(State.PROCESSING), "draft_answer", "issue")
    letter = SimpleUploadedFile("答复函.pdf", b"%PDF-1.4 ...", "application/pdf")

    take(opinion, "answer", letter=letter)

    attachment = opinion.attachments.get()
    assert attachment.event.name == "answer"
    for user in (way.clerk, way.secretary, way.office):
        client.force_login(user)
        assert "答复函.pdf" in client.get(opinion.get_absolute_url()).content.decode()


def test_a_program_in_place_of_a_letter_is_refused_and_nothing_is_answered(way, take):
    opinion = way.walk(way.to(State.PROCESSING), "draft_answer", "issue")
    letter = SimpleUploadedFile("答复函.pdf", b"MZ\x90\x00", "application/pdf")

    response = take(opinion, "answer", letter=letter, note="随函附后")

    assert list(faults(response)) == ["letter"]
    assert "随函附后" in response.content.decode()
    opinion.refresh_from_db()
    assert opinion.state == State.PROCESSING


def test_two_at_once_the_second_is_told_and_decides_again(way, take, client):
    opinion = way.to(State.PROCESSING)
    take(opinion, "draft_answer", text="甲的初稿")

    response = take(opinion, "draft_answer", text="乙的初稿")

    page = response.content.decode()
    assert "起草答复" in page
    assert "乙的初稿" in page
    assert opinion.answers.get().text == "甲的初稿"
    version = response.context["form"].data["version"]
    take(opinion, "draft_answer", text="乙的初稿", version=version)
    assert opinion.answers.get().text == "乙的初稿"


@pytest.mark.parametrize("name", ["absorb", "revise", "nonsense", "collect"])
def test_there_is_no_page_for_what_is_no_move_of_its_own(way, client, name):
    client.force_login(way.clerk)

    assert client.get(move_url(way.to(State.TRIAGE), name)).status_code == 404


def test_a_move_that_is_not_possible_now_says_why_before_anybody_types(way, client):
    client.force_login(way.clerk)

    page = client.get(move_url(way.to(State.SCREENING), "close")).content.decode()

    assert "当前状态为“待甄别”，不能办结" in page


@pytest.mark.parametrize("name", [n for n, s in TRANSITIONS.items() if not s.is_hidden])
def test_no_form_greets_with_a_word_of_english(way, client, name):
    client.force_login(way.office)

    form = client.get(move_url(way.to(State.ACCEPTED), name)).context["form"]

    labels = [field.label for field in form if not field.is_hidden]
    assert [label for label in labels if label.isascii()] == []
    assert [label for label in labels if not label] == []


def test_a_unit_of_its_own_account_answers_to_the_end(way, take):
    opinion = way.to(State.ASSIGNED)
    for name in ("sign", "draft_answer", "issue", "answer"):
        response = take(opinion, name)
        assert response.status_code == 302, (name, faults(response))
        opinion.refresh_from_db()

    assert opinion.state == State.ANSWERED
    assert {event.by for event in opinion.history.order_by("-pk")[:4]} == {way.unit}


def test_another_unit_finds_nothing_of_it(way, client):
    opinion = way.to(State.PROCESSING)
    client.force_login(user_of(Role.UNIT, OrganFactory(name="市商务局")))

    for url in (opinion.get_absolute_url(), move_url(opinion, "answer")):
        assert client.get(url).status_code == 404
        assert client.post(url, {}).status_code in (404, 405)
