"""What may not be merged, and what may not be withdrawn."""

import pytest
from django.urls import reverse

from referrals import actions
from referrals.models import Event, Opinion
from referrals.workflow import MoveRefused, available
from tests.factories.referrals import OpinionFactory
from tests.referrals.merging.rows import by, row_of
from tests.referrals.rulebook import UNANSWERED

pytestmark = pytest.mark.django_db
WHOLE_ANSWER = ("draft_answer", "issue", "answer")


def refused(arrivals, opinion, into, match, **given):
    """Refused in words, and nothing written to either."""
    events = Event.objects.count()
    rows = list(Opinion.objects.order_by("pk").values())
    with pytest.raises(MoveRefused, match=match):
        arrivals.step(opinion, "merge", into=into, **given)
    assert Event.objects.count() == events
    assert list(Opinion.objects.order_by("pk").values()) == rows


def test_an_opinion_is_not_merged_into_itself(arrivals):
    opinion = arrivals.to("screening")

    refused(arrivals, opinion, opinion, "不能并入自身")


@pytest.mark.parametrize(
    ("state", "match"),
    [
        ("draft", "还是草稿"),
        ("fed_back", "已经反馈，并入后反映人得不到答复"),
        ("evaluated", "已经反馈，并入后反映人得不到答复"),
        ("closed", "已办结，不能再并入"),
        ("merged", "已并案，不能再并入"),
        ("set_aside", "不予受理，不能再并入"),
        ("withdrawn", "已撤回，不能再并入"),
        ("not_suggestion", "不作为建议处理，不能再并入"),
        ("discipline", "已转纪检，不能再并入"),
    ],
)
def test_nothing_goes_into_one_that_will_not_answer_it(arrivals, state, match):
    kept = arrivals.to(state)

    refused(arrivals, arrivals.to("screening"), kept, match)


@pytest.mark.parametrize(
    "state", ["screening", "triage", "handling", "processing", "reported", "answered"]
)
def test_it_goes_into_any_that_is_still_to_be_told(arrivals, state):
    kept = arrivals.to(state)

    merged = arrivals.step(arrivals.to("screening"), "merge", into=kept)

    assert (merged.state, merged.merged_into) == ("merged", kept)
    assert row_of(kept).state == state


def test_nothing_goes_into_an_opinion_of_another_township(
    arrivals, way, duobao_group, people
):
    foreign = OpinionFactory(group=duobao_group, campaign=way.campaign)

    refused(arrivals, arrivals.to("screening"), foreign, "同一活动、同一乡镇")


def test_a_secretary_cannot_merge_into_another_groups_opinion(
    arrivals, way, second_group, people
):
    """All or nothing: the second half is refused, so the first did not happen."""
    theirs = way.collect(by=people["other_secretary"], group=second_group)

    refused(arrivals, arrivals.to("screening"), theirs, "您无权办理“并入他件”")


def test_what_was_reported_up_the_group_merges_no_more(arrivals, people):
    opinion, kept = arrivals.to("triage"), arrivals.to("triage")

    refused(arrivals, opinion, kept, "您无权办理“并案”", by=people["secretary"])


def test_the_form_finds_only_open_ones_in_sight(arrivals, client, duobao_group):
    opinion, closed = arrivals.to("screening"), arrivals.to("closed")
    foreign = OpinionFactory(group=duobao_group)
    client.force_login(arrivals.people["secretary"])
    url = reverse("referrals:move", args=[opinion.pk, "merge"])

    for other in (closed, foreign):
        answer = client.post(url, {"into_pk": other.pk, "version": opinion.version})
        assert answer.status_code == 200
        assert "请选择并入" in answer.content.decode()
    assert row_of(opinion).state == "screening"


def test_the_box_proposes_only_open_ones_in_sight(arrivals, client, duobao_group):
    OpinionFactory(group=duobao_group, title="多宝的桥")
    arrivals.to("closed", title="修好的桥")
    arrivals.to("triage", title="断了的桥")
    client.force_login(arrivals.people["clerk"])
    url = reverse("ui:choices", args=["open-opinion"])

    found = client.get(url, {"q": "桥"}).json()["choices"]

    assert [each["label"] for each in found] == ["〔2017〕渔薪002号 断了的桥"]


@pytest.mark.parametrize("state", UNANSWERED.split())
def test_the_proposer_may_withdraw_until_it_is_answered(arrivals, state):
    deputy = arrivals.people["deputy"]
    opinion = arrivals.to(state, proposers=by(deputy))

    opinion = actions.move(opinion, "withdraw", by=deputy, reason="已经自行解决")

    assert (opinion.state, opinion.holder, opinion.due_on) == ("withdrawn", None, None)
    assert opinion.history.last().note == "已经自行解决"
    assert not opinion.clocks.filter(stopped_on=None).exists()


@pytest.mark.parametrize("state", ["answered", "fed_back", "evaluated", "closed"])
def test_nobody_withdraws_what_was_answered(arrivals, state):
    opinion = arrivals.to(state)

    with pytest.raises(MoveRefused, match="不能撤回"):
        arrivals.step(opinion, "withdraw")


@pytest.mark.parametrize("state", ["handling", "processing"])
def test_what_was_answered_once_is_not_withdrawn_in_the_next_round(arrivals, state):
    """Else nobody would count the verdict on the first answer any more."""
    opinion = arrivals.to(state)
    steps = {"handling": ("answer_local",), "processing": WHOLE_ANSWER}[state]
    opinion = arrivals.walk(opinion, *steps, "feed_back", "reject")
    assert (opinion.state, opinion.round) == (state, 2)

    with pytest.raises(MoveRefused, match="不能撤回：已经答复过"):
        arrivals.step(opinion, "withdraw")
    assert "withdraw" not in available(opinion, arrivals.people["secretary"])


def test_one_with_others_in_it_is_not_withdrawn_from_under_them(arrivals):
    kept = arrivals.to("screening")
    arrivals.step(arrivals.to("screening"), "merge", into=kept)

    with pytest.raises(MoveRefused, match="另有1件已并入本件，须答复后办结"):
        arrivals.step(row_of(kept), "withdraw")

    assert row_of(kept).state == "screening"


def test_the_clerk_withdraws_for_another_only_on_paper(arrivals):
    opinion = arrivals.to("handling")

    with pytest.raises(MoveRefused, match="须上传纸质件扫描"):
        arrivals.step(opinion, "withdraw", by=arrivals.people["clerk"])
