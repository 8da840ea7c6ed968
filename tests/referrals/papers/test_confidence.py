"""Who is named to whom on paper."""

import pytest

from referrals.enums import State
from tests.base.papers.words import everything_in, lines_of
from tests.factories.platform import user_of
from tests.factories.referrals import CategoryFactory
from tests.referrals.papers.sheets import facts_of
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["unit", "office"])
def test_before_it_signs_a_unit_is_not_told_who_spoke_whoever_prints(way, word, who):
    text = everything_in(word("assignment", way.to(State.ASSIGNED), getattr(way, who)))

    assert "张三" not in text
    assert "138 0000 0001" not in text


@pytest.mark.parametrize("who", ["unit", "office"])
def test_once_it_signed_a_unit_is_told_whom_to_call(way, word, who):
    text = everything_in(
        word("assignment", way.to(State.PROCESSING), getattr(way, who))
    )

    assert "反映人：张三 138 0000 0001" in text


def test_a_helper_that_has_not_signed_is_not_told_though_the_lead_has(
    way, shared, word
):
    helper = user_of(Role.UNIT, way.co_unit, username="helper")
    opinion = way.step(shared, "sign")

    assert "张三" not in everything_in(word("assignment", opinion, helper))
    opinion = way.step(opinion, "co_sign", by=helper)
    assert "张三 138 0000 0001" in everything_in(word("assignment", opinion, helper))


@pytest.mark.parametrize("how", ["is_confidential", "is_anonymous", "conduct"])
@pytest.mark.parametrize("slug", ["handover", "urge"])
def test_a_handler_never_learns_who_spoke_in_confidence(way, word, how, slug):
    conduct = CategoryFactory(code="conduct", name="干部作风", hides_source=True)
    # It is about a unit of the city, which has no part in it.
    about = {"category": conduct, "accused_organ": way.co_unit}
    kind = about if how == "conduct" else {how: True}
    opinion = way.collect(is_draft=True, **kind)
    opinion = way.walk(opinion, "hand_in", "report_up")
    category = conduct if how == "conduct" else way.category
    opinion = way.step(opinion, "refer", category=category)
    opinion = way.step(opinion, "urge")

    text = everything_in(word(slug, opinion, way.clerk))

    assert "张三" not in text
    assert "138 0000 0001" not in text


def test_the_accused_village_does_not_learn_it_from_its_own_account(
    way, word, qingshan
):
    committee = Organ.objects.create(
        kind=OrganKind.COMMITTEE, name=qingshan.name, division=qingshan
    )
    village = user_of(Role.UNIT, committee, username="village")

    def named(**how):
        opinion = way.to(State.TRIAGE, **how)
        opinion = way.step(opinion, "refer", level="village", handler=committee)
        opinion = way.step(opinion, "answer_local")
        slugs = ("handover", "answer", "consultation")
        texts = {slug: everything_in(word(slug, opinion, village)) for slug in slugs}
        return {slug for slug, text in texts.items() if "张三" in text}

    assert named(is_confidential=True) == set()
    assert named() == {"handover", "answer", "consultation"}


def test_the_letter_to_one_who_spoke_in_confidence_has_no_name(way, word):
    opinion = way.to(State.ANSWERED, is_confidential=True)

    lines = lines_of(word("answer", opinion, way.clerk))

    assert "反映人：" in lines
    assert "张三" not in "".join(lines)


def test_the_form_for_the_verdict_names_him_to_those_who_bring_it(way, word):
    opinion = way.to(State.FED_BACK, is_confidential=True)

    assert facts_of(word("consultation", opinion, way.secretary))["反映人"] == "张三"
