"""Class D, 留作参考: off unless the campaign has it; never a solution."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.enums import AnswerClass, State
from referrals.figures import OpinionLedgerTable
from referrals.pages.forms.moves import form_for
from referrals.papers import sheet_of
from referrals.queries.rates import rates_by
from referrals.workflow import MoveRefused
from tianmen_congress.base.figures.registry import Asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_d(campaign):
    campaign.has_class_d = True
    campaign.save()


def classes(opinion, user, name):
    field = form_for(name)(user=user, opinion=opinion).fields["answer_class"]
    return [value for value, _ in field.choices if value]


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

        with pytest.raises(MoveRefused, match="没有启用D类答复"):
            way.step(opinion, name, answer_class="d", text="留作参考")

        opinion.refresh_from_db()
        assert opinion.state == state
        assert not opinion.answers.exists()

    def test_with_the_switch_the_gate_takes_it(self, way, with_d, name, state):
        opinion = way.step(way.to(state), name, answer_class="d", text="留作参考")

        answer = opinion.answers.get()
        assert (answer.answer_class, answer.promised_on) == (AnswerClass.D, None)


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

    assert (opinion.state, opinion.answer_class) == (State.CLOSED, "d")


def test_a_second_round_may_turn_d_into_a(way, with_d):
    opinion = way.step(way.to(State.HANDLING), "answer_local", answer_class="d")
    opinion = way.walk(opinion, "feed_back", "reject", "answer_local")

    assert [answer.answer_class for answer in opinion.answers.all()] == ["d", "a"]


def test_papers_and_pages_call_it_by_its_words(way, with_d, client):
    opinion = way.step(way.to(State.HANDLING), "answer_local", answer_class="d")
    client.force_login(way.clerk)

    letter = sheet_of("answer", opinion, user=way.clerk)
    form = sheet_of("consultation", opinion, user=way.clerk)
    page = client.get(opinion.get_absolute_url()).content.decode()

    assert "办理结果：D 留作参考" in letter.paragraphs
    assert ("办理结果", "D 留作参考") in form.facts
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
    campaign.has_class_d = False
    campaign.save()

    opinion = way.step(opinion, "feed_back")

    assert opinion.get_answer_class_display() == "D 留作参考"


def test_a_new_campaign_has_no_class_d(campaign):
    assert campaign.has_class_d is False
