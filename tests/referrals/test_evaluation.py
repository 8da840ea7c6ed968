"""What is thought of an answer: two marks, a promise, whose hand, and who decides."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.actions import Proponent
from referrals.actions.daily import run_daily
from referrals.enums import State, Verdict
from referrals.models import Mark, Opinion, Proposer
from referrals.models.outcome import promise_of_all, verdict_of_all
from referrals.papers import sheet_of
from referrals.queries.rates import rates_by
from referrals.shown.again import answers
from referrals.workflow import MoveRefused, available
from tests.factories.platform import user_of
from tests.kept import kept
from tests.referrals.presses import paper
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.figures.registry import Asked

pytestmark = pytest.mark.django_db

PROMISED = date(2017, 7, 10)
PROMISE = {"answer_class": "b", "promised_on": PROMISED}


def counts(way, last=None):
    asked = Asked(way.campaign, until=last)
    return rates_by("township", user=way.office, asked=asked)[-1].counts


def outcomes(opinion, user):
    return [line.outcome for line in answers(opinion, user=user)]


def by_hand(way, state=State.EVALUATED):
    """The clerk who entered the answer enters the voter's verdict, from the paper."""
    opinion = way.step(
        way.to(State.FED_BACK), "evaluate", by=way.clerk, scan=paper(way.clerk)
    )
    return way.step(opinion, "close") if state == State.CLOSED else opinion


@kept
def colleague(way):
    """Another person of the office."""
    return user_of(Role.OFFICE, way.office.main_post.organ, username="office-2")


# --- two marks --------------------------------------------------------------------------


def test_the_result_decides_and_the_attitude_is_counted_by_itself(way):
    way.step(way.to(State.FED_BACK), "evaluate", attitude="basically")
    way.step(
        way.to(State.FED_BACK),
        "evaluate",
        attitude="dissatisfied",
        note="两次没有接电话",
    )

    told = counts(way)
    assert (told["good"], told["judged"]) == (2, 2)
    assert (told["courteous"], told["attended"]) == (1, 2)


def test_a_bad_attitude_alone_opens_no_round_but_says_why(way):
    opinion = way.to(State.FED_BACK)
    with pytest.raises(MoveRefused, match="对办理态度不满意的，请在说明中写明理由"):
        way.step(opinion, "evaluate", attitude="dissatisfied")

    opinion = way.step(
        opinion, "evaluate", attitude="dissatisfied", note="两次没有接电话"
    )

    assert (opinion.state, opinion.round) == (State.EVALUATED, 1)
    assert outcomes(opinion, way.office) == [
        "评价：满意（办理态度：不满意）（2017-06-01）：两次没有接电话"
    ]


def test_what_a_ledger_tells_has_no_attitude_and_is_in_no_such_rate(way):
    way.to(State.EVALUATED).evaluations.update(attitude="")

    told = counts(way)
    assert (told["judged"], told["attended"], told["courteous"]) == (1, 0, 0)


def test_of_those_who_sign_together_each_mark_is_made_alike():
    marks = [
        Mark(verdict=verdict, attitude=attitude, proposer=Proposer(is_lead=number == 0))
        for number, (verdict, attitude) in enumerate(
            [("satisfied", "basically"), ("satisfied", "dissatisfied")] * 2
        )
    ]

    assert verdict_of_all(marks) == Verdict.SATISFIED
    assert verdict_of_all(marks, "attitude") == Verdict.BASICALLY
    marks[0].attitude = Verdict.DISSATISFIED
    assert verdict_of_all(marks, "attitude") == Verdict.DISSATISFIED


@pytest.mark.parametrize(
    ("said", "of_all"),
    [
        (["kept", "kept", "broken"], "kept"),
        (["kept", "broken"], "broken"),
        (["kept", ""], "kept"),
        (["", ""], ""),
    ],
)
def test_a_promise_is_kept_when_more_than_half_of_those_asked_say_so(said, of_all):
    assert promise_of_all([Mark(promise_outcome=each) for each in said]) == of_all


# --- the promise ------------------------------------------------------------------------


@kept
def due(way):
    """Answered with a promise, judged, and the day has come."""
    opinion = way.step(way.to(State.HANDLING), "answer_local", **PROMISE)
    opinion = way.walk(opinion, "feed_back", "evaluate")
    return way.step(opinion, "promise_due", on=PROMISED)


def test_whoever_promised_says_whether_it_was_kept_and_so_does_who_waited(way, due):
    with pytest.raises(MoveRefused, match="承诺已到期，请选择承诺兑现情况"):
        way.step(due, "answer_local")
    due = way.step(due, "answer_local", promise_outcome="kept")
    due = way.step(due, "feed_back")
    with pytest.raises(MoveRefused, match="承诺已到期，请选择承诺兑现情况"):
        way.step(due, "evaluate")

    due = way.step(due, "evaluate", promise_outcome="broken", note="只修了一半")

    assert due.answers.get(round=2).promise_outcome == "kept"
    assert due.evaluations.get(round=2).promise_outcome == "broken"
    assert outcomes(due, way.office)[1] == (
        "评价：满意（办理态度：满意；承诺未兑现）（2017-07-10）：只修了一半"
    )
    told = counts(way)
    assert (told["asked_kept"], told["said_kept"]) == (1, 0)
    before = counts(way, date(2017, 7, 9))
    assert (before["asked_kept"], before["judged"]) == (0, 1)


def test_where_nothing_fell_due_nobody_is_asked(way, client):
    opinion = way.step(
        way.to(State.HANDLING), "answer_local", promise_outcome="kept", **PROMISE
    )

    assert opinion.answers.get().promise_outcome == ""
    opinion = way.step(opinion, "feed_back")
    client.force_login(way.secretary)
    url = reverse("referrals:move", args=[opinion.pk, "evaluate"])
    assert "承诺兑现情况" not in client.get(url).content.decode()


def test_the_form_of_a_due_promise_asks_and_its_receipt_is_a_paper(way, due, client):
    client.force_login(way.clerk)
    url = reverse("referrals:move", args=[due.pk, "answer_local"])
    assert "承诺兑现情况" in client.get(url).content.decode()
    refused = client.post(
        url, {"answer_class": "a", "text": "已经修好", "version": due.version}
    )
    assert "承诺已到期，请选择承诺兑现情况" in refused.content.decode()
    assert "已经修好" in refused.content.decode()

    due = way.step(due, "answer_local", promise_outcome="kept")
    receipt = sheet_of("consultation", way.step(due, "feed_back"), user=way.clerk)

    assert receipt.title == "承诺事项兑现情况征询意见表"
    facts = {label.replace("\n", ""): value for label, value in receipt.facts}
    assert facts["承诺是否兑现"] == "□已兑现　　□未兑现"
    assert facts["您对办理态度的评价"] == facts["您对办理结果的评价"]


# --- whose hand -------------------------------------------------------------------------


def test_a_verdict_in_the_hand_that_answered_is_marked_and_called_back(
    way, client, colleague
):
    opinion = by_hand(way)

    assert opinion.evaluations.get().is_own_hand
    assert outcomes(opinion, way.office)[0].endswith("由答复登记人登记；待回访")
    told = counts(way)
    assert (told["good"], told["own_hand"], told["to_call_back"]) == (1, 1, 1)
    client.force_login(way.office)
    waiting = client.get(reverse("referrals:list"), {"to_call_back": "1"})
    assert list(waiting.context["listing"].found) == [opinion]
    assert "评价待回访" in client.get(reverse("workbench:home")).content.decode()

    opinion = way.step(opinion, "call_back", call_back="unreached", contact_how="phone")
    assert counts(way)["to_call_back"] == 1
    opinion = way.step(opinion, "call_back", on=date(2017, 6, 9))

    assert counts(way)["to_call_back"] == 0
    assert counts(way, date(2017, 6, 8))["to_call_back"] == 1
    assert outcomes(opinion, way.office)[0].endswith(
        "回访：没有联系上（2017-06-01）；回访：评价属实（2017-06-09）"
    )
    with pytest.raises(MoveRefused, match="已经回访"):
        way.step(opinion, "call_back")


def test_another_clerk_of_the_same_presidium_is_the_same_hand(way):
    other = user_of(Role.PRESIDIUM, way.clerk.main_post.organ, username="clerk-2")

    opinion = way.step(way.to(State.FED_BACK), "evaluate", by=other, scan=paper(other))

    assert opinion.evaluations.get().is_own_hand


@pytest.mark.parametrize("who", ["secretary", "deputy"])
def test_the_hand_of_those_who_put_it_forward_is_their_own(way, who):
    person = way.deputy.person
    people = [Proponent(person.name, person=person)] if who == "deputy" else None
    more = {"proposers": people} if people else {}
    opinion = way.to(State.FED_BACK, **more)

    opinion = way.step(opinion, "evaluate", by=getattr(way, who))

    assert not opinion.evaluations.get().is_own_hand
    with pytest.raises(MoveRefused, match="不是由答复登记人登记的评价"):
        way.step(opinion, "call_back")


def test_who_entered_the_verdict_does_not_ask_about_it_himself(way, colleague):
    """The office answered for the province, and entered the verdict as well."""
    opinion = way.walk(way.to(State.ACCEPTED), "report_to_province", "answer_province")
    opinion = way.step(opinion, "feed_back")
    opinion.evaluations.create(
        round=1,
        verdict="satisfied",
        on=date(2017, 6, 1),
        by=way.office,
        is_own_hand=True,
    )
    Opinion.objects.filter(pk=opinion.pk).update(state=State.EVALUATED)
    opinion.refresh_from_db()

    with pytest.raises(MoveRefused, match="请由机关另一人回访"):
        way.step(opinion, "call_back")
    assert way.step(opinion, "call_back", by=colleague).call_backs.count() == 1


def test_what_is_denied_says_what_was_said_and_may_be_taken_up_again(way):
    opinion = by_hand(way, State.CLOSED)
    with pytest.raises(MoveRefused, match="评价不实的，请在说明中写明"):
        way.step(opinion, "call_back", call_back="denied")

    opinion = way.step(opinion, "call_back", call_back="denied", note="没有人问过我")

    assert "reopen" in available(opinion, way.office)
    reopened = way.step(opinion, "reopen", reason="回访评价不实")
    assert (reopened.state, reopened.round) == (State.HANDLING, 2)


# --- dissatisfied once more -------------------------------------------------------------


def test_a_second_rejection_opens_no_round_and_waits_for_the_office(way, client):
    opinion = way.step(way.to(State.FED_BACK), "reject")
    opinion = way.walk(opinion, "answer_local", "feed_back")
    assert "reject" not in available(opinion, way.secretary)
    with pytest.raises(MoveRefused, match="由市人大机关决定"):
        way.step(opinion, "reject")

    opinion = way.step(opinion, "reject_again")

    assert (opinion.state, opinion.round) == (State.DECIDING, 2)
    assert (opinion.holder, opinion.verdict) == (
        way.office.main_post.organ,
        Verdict.DISSATISFIED,
    )
    assert [clock.step for clock in opinion.running_clocks] == ["decide"]
    assert set(run_daily().values()) == {0}
    told = counts(way)
    assert (told["answered"], told["judged"], told["good"]) == (1, 1, 0)
    assert not {"reopen", "close_dissatisfied"} & set(available(opinion, way.clerk))
    client.force_login(way.office)
    page = client.get(opinion.get_absolute_url()).content.decode()
    for label in ("重新办理", "按不满意办结", "登记第三方评估", "登记联系沟通"):
        assert label in page


def test_the_first_one_is_not_said_to_be_the_second(way):
    opinion = way.to(State.FED_BACK)

    assert "reject_again" not in available(opinion, way.secretary)
    with pytest.raises(MoveRefused, match="还没有评价过不满意"):
        way.step(opinion, "reject_again")


def test_the_office_hears_others_and_closes_it_with_the_reason_kept(way):
    opinion = way.step(way.to(State.DECIDING), "assess")
    event = opinion.history.last()
    assert dict(event.words) == {
        "评估单位(人)": "市政协社情民意组",
        "评估意见": "路面未达标准",
    }

    closed = way.step(opinion, "close_dissatisfied", reason="需列入明年规划")

    assert (closed.state, closed.verdict) == (State.CLOSED, Verdict.DISSATISFIED)
    assert closed.closed_on == closed.moved_on
    told = counts(way)
    assert (told["closed"], told["judged"], told["good"]) == (1, 1, 0)


def test_taken_up_again_by_the_office_a_third_rejection_comes_back_to_it(way):
    opinion = way.step(way.to(State.DECIDING), "reopen", reason="责成重新办理")
    assert (opinion.state, opinion.round) == (State.HANDLING, 3)

    opinion = way.walk(opinion, "answer_local", "feed_back", "reject_again")

    assert (opinion.state, opinion.round) == (State.DECIDING, 3)


def test_a_promise_does_not_come_between_while_the_office_decides(way):
    opinion = way.step(way.to(State.FED_BACK), "reject")
    opinion = way.step(opinion, "answer_local", **PROMISE)
    opinion = way.walk(opinion, "feed_back", "reject_again")

    with pytest.raises(MoveRefused, match="当前状态为“再次不满意待决定”"):
        way.step(opinion, "promise_due", on=PROMISED)
    closed = way.step(opinion, "close_dissatisfied")
    assert way.step(closed, "promise_due", on=PROMISED).round == 3
