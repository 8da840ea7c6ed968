"""What the units do: sign, ask to be relieved, give parts, answer round by round."""

from datetime import date

import pytest
from django.urls import reverse

from referrals import actions
from referrals.enums import State
from referrals.models import Opinion
from referrals.shown.record import requests
from referrals.workflow import MoveRefused, available, held_up
from tests.factories.platform import OrganFactory, user_of
from tests.kept import kept
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db


@kept
def co_user(way):
    return user_of(Role.UNIT, way.co_unit, username="co-unit")


@kept
def shared(way):
    """Assigned to a lead unit and one co-handling unit."""
    return way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])


def test_a_unit_sees_what_is_assigned_to_it_and_nothing_else(way, shared, co_user):
    way.to(State.ACCEPTED)

    assert list(Opinion.objects.visible_to(way.unit)) == [shared]
    assert list(Opinion.objects.visible_to(co_user)) == [shared]


def test_each_unit_signs_for_itself(way, shared, co_user):
    opinion = way.step(shared, "co_sign", by=co_user)
    assert opinion.state == State.ASSIGNED
    opinion = way.step(opinion, "sign")

    assert opinion.state == State.PROCESSING
    assert [a.signed_by for a in opinion.live_assignments] == ["李四", "王五"]
    assert not opinion.clocks.filter(step="sign", stopped_on=None).exists()


def test_a_lead_unit_that_is_relieved_gives_it_back_to_the_office(way, shared):
    opinion = way.step(shared, "ask_relief")
    with pytest.raises(MoveRefused, match="正在申请退办"):
        way.step(opinion, "sign")

    opinion = way.step(opinion, "relieve")

    assert (opinion.state, opinion.lead_unit) == (State.ACCEPTED, None)
    assert opinion.live_assignments == []
    # The law asks for an answer, whoever gives it.
    left = opinion.clocks.filter(stopped_on=None)
    assert {clock.step for clock in left} == {"law", "hand_over"}
    assert opinion in Opinion.objects.visible_to(way.unit)


def test_a_refused_unit_has_to_sign(way, shared):
    opinion = way.walk(shared, "ask_relief", "refuse_relief", "sign")

    assert opinion.state == State.PROCESSING
    with pytest.raises(MoveRefused):
        way.step(opinion, "ask_relief")


def test_who_decides_reads_what_is_asked_and_why_and_nobody_else_does(
    way, shared, co_user, client
):
    opinion = way.step(shared, "ask_relief", reason="不属本单位职责")
    asked_on = opinion.live_assignments[0].relief_asked_on
    words = f"市交通运输局申请退办（{asked_on}）：不属本单位职责"
    people = (way.office, way.unit, co_user)

    seen = [requests(opinion, user=user) for user in people]
    client.force_login(way.office)
    page = client.get(reverse("referrals:move", args=[opinion.pk, "refuse_relief"]))

    assert seen == [[words], [], []]
    assert words in page.content.decode()
    assert words in client.get(opinion.get_absolute_url()).content.decode()
    assert requests(way.step(opinion, "refuse_relief"), user=way.office) == []


def test_more_time_is_told_with_the_day_that_holds_now(way):
    opinion = way.step(way.to(State.ASSIGNED), "sign")
    (clock,) = opinion.clocks.filter(step="answer")
    until = date(2017, 11, 30)
    opinion = way.step(opinion, "ask_extension", until=until, reason="待资金下达")

    assert requests(opinion, user=way.office) == [
        f"市交通运输局申请延期至2017-11-30（原期限{clock.due_on}）：待资金下达"
    ]
    opinion = way.step(opinion, "grant_extension")
    assert requests(opinion, user=way.office) == []


def test_relief_is_asked_within_seven_working_days_of_the_hand_over(
    way, shared, settings
):
    settings.TODAY = date(2017, 7, 25)

    with pytest.raises(MoveRefused, match="申请退办的期限2017-06-12已过"):
        way.step(shared, "ask_relief", on=date(2017, 6, 13))

    opinion = way.step(shared, "ask_relief", on=date(2017, 6, 12))
    assert [a.unit for a in opinion.live_assignments if a.asks_relief] == [
        way.lead_unit
    ]


def test_the_time_to_ask_for_relief_is_the_campaigns(way, shared, settings):
    settings.TODAY = date(2017, 7, 25)
    way.campaign.step_times.filter(step="relief").update(days=8)

    assert way.step(shared, "ask_relief", on=date(2017, 6, 13)).version > shared.version


def test_relief_may_be_asked_until_the_time_of_every_unit_is_over(way, shared, co_user):
    settled = shared.assignments.filter(unit=way.co_unit)
    settled.update(assigned_on=date(2017, 5, 2))

    with pytest.raises(MoveRefused, match="已过"):
        way.step(shared, "ask_relief", by=co_user, on=date(2017, 6, 2))
    opinion = way.step(shared, "ask_relief", on=date(2017, 6, 2))

    assert [a.unit for a in opinion.live_assignments if a.asks_relief] == [
        way.lead_unit
    ]


def test_a_co_handler_is_relieved_alone(way, shared, co_user):
    opinion = way.step(shared, "ask_relief", by=co_user)

    opinion = way.step(opinion, "relieve_co", by=way.office)

    assert opinion.state == State.ASSIGNED
    assert [a.unit for a in opinion.live_assignments] == [way.lead_unit]


def test_the_answer_waits_for_every_co_handler_and_names_the_missing(
    way, shared, co_user
):
    opinion = way.walk(shared, "sign", "draft_answer")

    with pytest.raises(MoveRefused, match="市水务局还没有提交协办意见"):
        way.step(opinion, "issue")
    assert held_up(opinion, way.unit) == "不能签发：市水务局还没有提交协办意见"
    assert held_up(opinion, co_user) == ""
    with pytest.raises(MoveRefused):
        way.step(opinion, "give_part", by=co_user)
    opinion = way.step(opinion, "co_sign", by=co_user)
    opinion = way.step(opinion, "give_part", by=co_user)
    assert held_up(opinion, way.unit) == ""
    assert way.walk(opinion, "issue", "answer").state == State.ANSWERED


def test_the_page_names_the_missing_unit_once_the_answer_is_drafted(
    way, shared, client
):
    client.force_login(way.unit)
    words = "市水务局还没有提交协办意见"

    signed = way.step(shared, "sign")
    before = client.get(signed.get_absolute_url()).content.decode()
    drafted = way.step(signed, "draft_answer")
    after = client.get(drafted.get_absolute_url()).content.decode()

    assert words not in before
    assert words in after


def test_who_takes_a_step_sees_the_deadline_beside_the_form(way, shared, client):
    client.force_login(way.unit)
    opinion = way.step(shared, "sign")

    page = client.get(reverse("referrals:move", args=[opinion.pk, "ask_extension"]))

    (answer,) = opinion.clocks.filter(step="answer")
    assert f"{answer.due_on:%Y-%m-%d}" in page.content.decode()


def test_a_co_handler_is_waived_with_a_reason(way, shared):
    opinion = way.walk(shared, "sign", "draft_answer", "waive_part", "issue")

    opinion = way.step(opinion, "answer")

    assert opinion.state == State.ANSWERED
    waived = opinion.assignments.get(unit=way.co_unit)
    assert waived.waive_reason == "情况说明"


def test_with_two_co_handlers_the_office_says_which(way):
    third = OrganFactory(name="市财政局")
    opinion = way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit, third])

    with pytest.raises(MoveRefused, match="请选择单位"):
        way.step(opinion, "waive_part")
    opinion = way.step(opinion, "waive_part", unit=third)
    assert opinion.assignments.get(unit=third).waived_on == START


def test_an_answer_is_drafted_issued_and_given(way):
    opinion = way.to(State.PROCESSING)
    with pytest.raises(MoveRefused, match="还没有起草答复"):
        way.step(opinion, "issue")
    opinion = way.step(opinion, "draft_answer", text="初稿")
    opinion = way.step(opinion, "draft_answer", text="定稿")
    with pytest.raises(MoveRefused, match="还没有签发"):
        way.step(opinion, "answer")
    opinion = way.step(opinion, "issue")
    with pytest.raises(MoveRefused, match="已经签发"):
        way.step(opinion, "draft_answer", text="又改")

    opinion = way.step(opinion, "answer")

    answer = opinion.answers.get()
    assert (answer.text, answer.issued_by) == ("定稿", "局长")
    assert answer.document_number == "市交通运输局函〔2017〕1号"
    assert (opinion.answer_class.code, opinion.answered_on) == ("a", START)


@pytest.mark.parametrize(
    ("promised", "refusal"),
    [(None, "须填写承诺解决的日期"), (START, "须晚于答复日期")],
)
def test_a_b_answer_promises_a_day_ahead(way, promised, refusal):
    with pytest.raises(MoveRefused, match=refusal):
        way.step(
            way.to(State.PROCESSING),
            "draft_answer",
            answer_class="b",
            promised_on=promised,
        )


def test_an_answer_sent_back_is_kept_beside_the_better_one(way):
    opinion = way.walk(way.to(State.PROCESSING), "draft_answer", "issue", "answer")

    opinion = way.step(opinion, "return_answer", by=way.office)
    assert (opinion.state, opinion.answer_class) == (State.PROCESSING, None)
    opinion = way.step(opinion, "draft_answer", text="更好的答复")
    opinion = way.walk(opinion, "issue", "answer")

    texts = [answer.text for answer in opinion.answers.all()]
    assert texts == ["已经修好", "更好的答复"]
    assert opinion.round == 1


def test_dissatisfied_opens_a_round_in_which_parts_are_owed_again(way, shared, co_user):
    opinion = way.step(way.step(shared, "sign"), "co_sign", by=co_user)
    opinion = way.step(opinion, "give_part", by=co_user)
    opinion = way.walk(opinion, "draft_answer", "issue", "answer")
    opinion = way.walk(opinion, "feed_back", "reject")

    assert (opinion.state, opinion.round) == (State.PROCESSING, 2)
    assert opinion.clocks.get(stopped_on=None, step="answer").round == 2
    assert [a.is_missing for a in opinion.live_assignments] == [False, True]
    opinion = way.step(opinion, "draft_answer")
    with pytest.raises(MoveRefused, match="还没有提交协办意见"):
        way.step(opinion, "issue")
    assert [e.verdict for e in opinion.evaluations.all()] == ["dissatisfied"]


def test_the_office_reopens_a_closed_one_with_a_reason(way):
    opinion = way.step(way.to(State.CLOSED), "reopen")

    assert (opinion.state, opinion.round) == (State.HANDLING, 2)
    assert opinion.closed_on is None
    assert opinion.verdict == ""
    assert opinion.evaluations.get().verdict == "satisfied"


def test_lead_and_co_handler_are_different_city_units(way):
    opinion = way.to(State.AGENDA)

    with pytest.raises(MoveRefused, match="不能重复"):
        way.step(opinion, "assign", co_units=[way.lead_unit])
    with pytest.raises(MoveRefused, match="须为联席会议单位"):
        way.step(opinion, "assign", lead_unit=way.handler)


def test_the_lead_unit_cannot_press_the_co_handlers_buttons(way, shared):
    names = available(shared, way.unit)

    assert "co_sign" not in names
    assert "sign" in names
    with pytest.raises(MoveRefused, match="无权"):
        actions.move(shared, "co_sign", by=way.unit, on=START, signed_by="李四")


def test_every_assignment_has_a_number_of_its_own(way):
    first = way.to(State.ASSIGNED).assignments.get()
    second = way.to(State.ASSIGNED).assignments.get()

    assert first.document_number == "天人办交〔2017〕1号"
    assert second.document_number == "天人办交〔2017〕2号"
