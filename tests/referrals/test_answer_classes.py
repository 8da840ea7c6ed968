"""Classes of answers are data of the campaign; D, 留作参考, is off in the preset."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from referrals.enums import State
from referrals.figures import OpinionLedgerTable
from referrals.pages.forms.moves import form_for
from referrals.papers import sheet_of
from referrals.queries.rates import rates_by
from referrals.workflow import MoveRefused
from tests.factories.platform import CampaignFactory
from tianmen_congress.base.campaigns.actions import preset
from tianmen_congress.base.figures.registry import Asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_d(campaign):
    campaign.answer_classes.filter(code="d").update(is_offered=True)


def classes(opinion, user, name):
    field = form_for(name)(user=user, opinion=opinion).fields["answer_class"]
    return [str(value) for value, _ in field.choices if value]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("answer_local", State.HANDLING),
        ("draft_answer", State.PROCESSING),
        ("answer_province", State.REPORTED),
    ],
)
class TestMoves:
    def test_without_the_switch_the_box_offers_a_b_and_c(self, way, name, state):
        assert classes(way.to(state), way.actor(name), name) == ["a", "b", "c"]

    def test_with_the_switch_it_offers_d_too(self, way, with_d, name, state):
        opinion = way.to(state)

        assert classes(opinion, way.actor(name), name) == ["a", "b", "c", "d"]

    def test_without_the_switch_the_gate_refuses_it(self, way, name, state):
        opinion = way.to(state)

        with pytest.raises(MoveRefused, match="没有启用“D 留作参考”"):
            way.step(opinion, name, answer_class="d", text="留作参考")

        opinion.refresh_from_db()
        assert opinion.state == state
        assert not opinion.answers.exists()

    def test_with_the_switch_the_gate_takes_it(self, way, with_d, name, state):
        opinion = way.step(way.to(state), name, answer_class="d", text="留作参考")

        answer = opinion.answers.get()
        assert (answer.answer_class.code, answer.promised_on) == ("d", None)


def test_d_promises_no_day(way, with_d):
    opinion = way.step(
        way.to(State.HANDLING),
        "answer_local",
        answer_class="d",
        promised_on=date(2017, 12, 1),
    )

    assert opinion.promised_on is None


def test_a_forged_d_is_refused_on_the_page_and_the_text_is_kept(way, client):
    opinion = way.to(State.HANDLING)
    client.force_login(way.clerk)
    data = {
        "answer_class": "d",
        "text": "先放一放",
        "on": "2017-06-05",
        "version": opinion.version,
    }

    page = client.post(
        reverse("referrals:move", args=[opinion.pk, "answer_local"]), data
    )

    assert page.status_code == 200
    assert "先放一放" in page.content.decode()
    opinion.refresh_from_db()
    assert opinion.state == State.HANDLING


def test_d_counts_as_answered_and_not_as_solved(way, with_d):
    way.to(State.ANSWERED)
    way.step(way.to(State.HANDLING), "answer_local", answer_class="d", text="参考")

    total = rates_by("township", user=way.office, asked=Asked(way.campaign))[-1]

    rates = {rate.label: (rate.numerator, rate.denominator) for rate in total.rates()}
    assert rates["答复率"] == (2, 2)
    assert rates["解决率"] == (1, 2)


def test_d_goes_on_to_be_told_judged_and_closed(way, with_d):
    opinion = way.step(way.to(State.HANDLING), "answer_local", answer_class="d")

    opinion = way.walk(opinion, "feed_back", "evaluate", "close")

    assert (opinion.state, opinion.answer_class.code) == (State.CLOSED, "d")


def test_a_second_round_may_turn_d_into_a(way, with_d):
    opinion = way.step(way.to(State.HANDLING), "answer_local", answer_class="d")
    opinion = way.walk(opinion, "feed_back", "reject", "answer_local")

    assert [answer.answer_class.code for answer in opinion.answers.all()] == ["d", "a"]


def test_papers_and_pages_call_it_by_its_words(way, with_d, client):
    opinion = way.step(way.to(State.HANDLING), "answer_local", answer_class="d")
    client.force_login(way.clerk)

    letter = sheet_of("answer", opinion, user=way.clerk)
    form = sheet_of("consultation", opinion, user=way.clerk)
    page = client.get(opinion.get_absolute_url()).content.decode()

    assert "办理结果：D 留作参考" in letter.paragraphs
    assert ("答复类别", "D 留作参考") in form.facts
    assert "D 留作参考" in page


def test_the_ledger_keeps_the_answer_of_a_d(way, with_d):
    way.step(way.to(State.HANDLING), "answer_local", answer_class="d", text="留作参考")

    (line,) = OpinionLedgerTable(way.office, Asked(way.campaign)).lines

    assert "留作参考" in line.values


def test_the_list_finds_answers_of_class_d(way, with_d, client):
    way.to(State.ANSWERED)
    opinion = way.step(way.to(State.HANDLING), "answer_local", answer_class="d")
    client.force_login(way.office)

    page = client.get(reverse("referrals:list"), {"answer_class": "d"})

    assert list(page.context["listing"].found) == [opinion]


def test_what_was_d_stays_d_when_the_switch_is_taken_back(way, with_d, campaign):
    opinion = way.step(way.to(State.HANDLING), "answer_local", answer_class="d")
    campaign.answer_classes.filter(code="d").update(is_offered=False)

    opinion = way.step(opinion, "feed_back")

    assert str(opinion.answer_class) == "D 留作参考"


def test_the_preset_has_class_d_switched_off(db):
    data = json.loads(Path("fixtures/campaign_2017.json").read_text())

    campaign = preset(data | {"slug": "2031"})

    known = {row.code: row for row in campaign.answer_classes.all()}
    flags = ("counts_as_solved", "needs_date", "needs_reason", "is_offered")
    assert {
        code: [getattr(row, flag) for flag in flags] for code, row in known.items()
    } == {
        "a": [True, False, False, True],
        "b": [False, True, False, True],
        "c": [False, False, True, True],
        "d": [False, False, False, False],
    }


def test_what_cannot_be_solved_is_answered_with_its_reason(way):
    opinion = way.to(State.HANDLING)

    with pytest.raises(MoveRefused, match="答复为“C 暂不能解决”的须填写原因"):
        way.step(opinion, "answer_local", answer_class="c", text="无法办理")

    reason = "没有列入今年预算"
    opinion = way.step(opinion, "answer_local", answer_class="c", class_reason=reason)
    assert opinion.answers.get().class_reason == reason
    assert f"原因：{reason}" in sheet_of("answer", opinion, user=way.clerk).paragraphs


def test_a_reason_that_the_class_does_not_ask_for_is_not_kept(way):
    opinion = way.step(way.to(State.HANDLING), "answer_local", class_reason="缺资金")

    assert opinion.answers.get().class_reason == ""


def test_the_class_of_another_campaign_is_refused(way):
    other = CampaignFactory(slug="2018", name="回头看", is_current=False)
    kind = other.answer_classes.get(code="a")

    with pytest.raises(MoveRefused, match="本次活动没有这一答复类别"):
        way.step(way.to(State.HANDLING), "answer_local", answer_class=kind)


def test_other_letters_of_another_place_mean_what_their_flags_say(way, campaign):
    """C is what is planned there: it promises a day, and comes back."""
    campaign.answer_classes.filter(code="c").update(
        words="列入规划逐步解决", needs_date=True, needs_reason=False
    )
    opinion = way.to(State.HANDLING)
    with pytest.raises(MoveRefused, match="答复为“C 列入规划逐步解决”的须填写承诺"):
        way.step(opinion, "answer_local", answer_class="c")

    opinion = way.step(
        opinion, "answer_local", answer_class="c", promised_on=date(2017, 7, 3)
    )
    opinion = way.step(opinion, "promise_due", on=date(2017, 7, 3))

    assert (opinion.state, opinion.round) == (State.HANDLING, 2)


def test_a_class_in_use_keeps_its_meaning_and_may_be_switched_off(way, campaign):
    way.to(State.ANSWERED)
    kind = campaign.answer_classes.get(code="a")
    kind.counts_as_solved = False

    with pytest.raises(ValidationError, match="已有答复使用，类别、含义和要求不能再改"):
        kind.full_clean()
    with pytest.raises(IntegrityError, match="答复类别不能再改"), transaction.atomic():
        kind.save()
    campaign.answer_classes.filter(code="a").update(is_offered=False)
    campaign.answer_classes.filter(code="b").update(words="正在办理")


@pytest.mark.parametrize(
    ("code", "more"), [("b", {}), ("c", {}), ("a", {"campaign": "other"})]
)
def test_the_database_refuses_an_answer_without_what_its_class_asks(way, code, more):
    opinion = way.to(State.HANDLING)
    campaign = way.campaign
    if more:
        campaign = CampaignFactory(slug="2018", name="回头看", is_current=False)

    with pytest.raises(IntegrityError, match="答复须符合本次活动的答复类别"):
        opinion.answers.create(
            round=1,
            answer_class=campaign.answer_classes.get(code=code),
            text="已答复",
            drafted_on=date(2017, 6, 5),
            drafted_by=way.clerk,
        )
