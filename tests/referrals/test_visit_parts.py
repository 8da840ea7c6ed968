"""Opinions written on the page of a visit."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from referrals.enums import Origin, State
from referrals.models import Opinion
from referrals.pages.added import OpinionsPart, of_visit
from tests.factories.groups import MembershipFactory
from tests.factories.visits import CallFactory, VisitFactory

pytestmark = pytest.mark.django_db


def typed(**fields):
    data = QueryDict(mutable=True)
    data.update({"opinions-count": "1", **fields})
    return data


@pytest.fixture
def visit(way, qingshan):
    return VisitFactory(group=way.group, village=qingshan, campaign=way.campaign)


def test_an_opinion_on_the_spot_knows_its_visit_and_household(way, visit):
    call = CallFactory(visit=visit, household__head_name="张三")
    data = typed(**{"opinions-0-text": "路不好走，雨天出不了门"})
    part = OpinionsPart(user=way.clerk, data=data, homes={0: call.household})

    assert part.is_valid()
    part.save(visit, {0: call}, by=way.clerk)

    opinion = Opinion.objects.get()
    assert (opinion.source_visit, opinion.source_call) == (visit, call)
    assert (opinion.group, opinion.village) == (way.group, visit.village)
    assert (opinion.origin, opinion.state) == (Origin.VISIT, State.SCREENING)
    assert opinion.collected_on == visit.visited_on
    assert opinion.is_on_behalf
    assert [p.name for p in opinion.proposers.all()] == ["张三"]


def test_the_page_is_laid_out_by_the_sheet_of_its_rows(way, client, visit_form):
    """Seen: without it each box stood on a line of its own."""
    client.force_login(way.secretary)

    page = client.get(reverse("visits:create")).content.decode()

    assert "referrals/referrals.css" in page
    assert "referrals/spot_opinions.js" in page


def test_an_empty_row_is_no_opinion(way, visit):
    part = OpinionsPart(user=way.secretary, data=typed())

    assert part.is_valid()
    part.save(visit, {}, by=way.secretary)

    assert not Opinion.objects.exists()


def test_a_name_without_a_text_is_named(way):
    data = typed(**{"opinions-0-name": "张三"})
    part = OpinionsPart(user=way.secretary, data=data)

    assert not part.is_valid()
    assert part.rows[0].errors["text"] == ["请填写意见建议内容"]


def test_another_row_is_added_by_a_button(way):
    data = typed(**{"opinions-more": "add"})

    part = OpinionsPart(user=way.secretary, data=data)

    assert part.asks_for_more
    assert part.count == 2


def test_a_visit_shows_its_opinions_to_those_who_may_know_the_source(
    way, visit, leader
):
    way.collect(source_visit=visit, is_confidential=True)

    assert len(of_visit(way.clerk, visit)["opinions"]) == 1
    assert of_visit(leader, visit) is None


def test_the_ledger_page_and_its_workbook_open(way, client, visit):
    opinion = way.to(State.CLOSED)
    client.force_login(way.office)

    page = client.get(reverse("figures:report", args=["opinion-ledger"]))

    assert opinion.number in page.content.decode()


def test_a_deputy_who_takes_it_up_leads_and_the_voter_is_answered_too(way, visit):
    call = CallFactory(visit=visit, household__head_name="张三")
    person = way.deputy.person
    data = typed(
        **{
            "opinions-0-text": "路不好走",
            "opinions-0-deputy": person.name,
            "opinions-0-deputy_pk": str(person.pk),
        }
    )
    part = OpinionsPart(user=way.secretary, data=data, homes={0: call.household})

    assert part.is_valid()
    part.save(visit, {0: call}, by=way.secretary)

    opinion = Opinion.objects.visible_to(way.deputy).get()
    proposers = [(p.name, p.person, p.is_lead) for p in opinion.proposers.all()]
    assert proposers == [(person.name, person, True), ("张三", None, False)]


def test_a_deputy_without_a_word_of_what_is_wanted_is_asked_for_it(way):
    person = way.deputy.person
    data = typed(
        **{
            "opinions-0-deputy": person.name,
            "opinions-0-deputy_pk": str(person.pk),
        }
    )
    part = OpinionsPart(user=way.secretary, data=data)

    assert not part.is_valid()
    assert part.rows[0].errors == {"text": ["请填写意见建议内容"]}


def test_nobody_names_a_deputy_of_another_township(way, duobao_group):
    stranger = MembershipFactory(group=duobao_group).person
    data = typed(
        **{
            "opinions-0-text": "路不好走",
            "opinions-0-deputy": stranger.name,
            "opinions-0-deputy_pk": str(stranger.pk),
        }
    )
    part = OpinionsPart(user=way.secretary, data=data)

    assert not part.is_valid()
    assert "没有找到" in part.rows[0].errors["deputy"][0]
