"""Deputies read what became of what they heard on an outing, and never who said it."""

import pytest
from django.urls import reverse

from referrals import actions, rules
from referrals.actions import Proponent
from referrals.enums import State
from referrals.models import Attachment, Category, Opinion, Proposer
from referrals.pages.added import of_visit
from referrals.papers import papers_of
from referrals.shown import record
from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import user_of
from tests.factories.visits import VisitFactory
from tests.referrals.arrivals import Arrivals
from tests.referrals.test_secrecy import (
    KINDS,
    PHONE,
    ROUND,
    VOTER,
    fetched,
    pages_of,
    show_all_columns,
    told,
    with_papers,
)
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Post
from visits.models import VisitDeputy

pytestmark = pytest.mark.django_db


@pytest.fixture
def outing(way, qingshan):
    return VisitFactory(group=way.group, village=qingshan, campaign=way.campaign)


@pytest.fixture
def witness(way, outing):
    """A deputy of the outing who put nothing forward himself."""
    user = user_of(Role.DEPUTY, username="witness")
    person = PersonFactory(user=user, name="王见证")
    MembershipFactory(group=way.group, person=person)
    VisitDeputy.objects.create(visit=outing, person=person)
    return user


@pytest.fixture
def arrivals(way, people):
    return Arrivals(way, people)


@pytest.fixture
def heard(arrivals, outing, qingshan):
    """Told by a voter on the outing, handed to the township, with a paper of his."""
    opinion = arrivals.way.collect(
        source_visit=outing, village=qingshan, title="低保评定", is_suggestion=False
    )
    opinion = arrivals.step(opinion, "report_up")
    opinion = arrivals.step(opinion, "refer")
    return arrivals.step(opinion, "attach")


def sees(user, opinion):
    return Opinion.objects.visible_to(user).filter(pk=opinion.pk).exists()


def test_who_was_there_reads_way_and_answer(arrivals, heard, witness, client):
    opinion = arrivals.step(heard, "answer_local", text="已公开评定结果")
    client.force_login(witness)

    page = client.get(opinion.get_absolute_url())
    listed = client.get(reverse("referrals:list"))

    assert page.status_code == 200
    text = page.content.decode()
    assert "已公开评定结果" in text
    assert "已答复待反馈" in text
    assert "（不显示）" in text
    assert "低保评定" in listed.content.decode()


@pytest.mark.parametrize("count", [0, len(ROUND)])
def test_who_was_there_finds_no_voter_on_any_page(
    arrivals, heard, witness, client, count
):
    opinion = arrivals.walk(heard, *ROUND[:count])
    client.force_login(witness)
    show_all_columns(witness)

    secrets = [VOTER, PHONE, PHONE.replace(" ", "")]
    leaks, opened = told(client, pages_of(opinion), secrets)

    assert opened >= 8
    # His own words come back to him in the box that he searched with.
    assert [url for url, _ in leaks] == [f"{reverse('workbench:search')}?q={VOTER}"]


def test_the_same_pages_do_tell_the_group(arrivals, heard, client):
    """The check above can fail: the secretary finds the name on them."""
    client.force_login(arrivals.people["secretary"])
    show_all_columns(arrivals.people["secretary"])

    leaks, _ = told(client, [heard.get_absolute_url()], [VOTER])

    assert heard.get_absolute_url() in [url for url, _ in leaks]


KEPT_BACK = {
    "open": ({}, True),
    "confidential": ({"is_confidential": True}, False),
    "anonymous": ({"is_anonymous": True}, False),
    "of a category that hides its source": ({"category": "conduct"}, False),
}


@pytest.mark.parametrize("what", KEPT_BACK)
def test_what_was_said_in_confidence_stays_out_of_sight(way, outing, witness, what):
    facts, is_seen = KEPT_BACK[what]
    if "category" in facts:
        conduct = Category.objects.create(code="c", name="作风", hides_source=True)
        facts = {"category": conduct}
    opinion = way.collect(source_visit=outing, **facts)

    assert sees(witness, opinion) == is_seen
    assert Proposer.objects.visible_to(witness).exists() == is_seen
    assert (of_visit(witness, outing) is not None) == is_seen


def test_who_was_not_there_sees_nothing(way, outing, deputy, witness, abroad):
    opinion = way.collect(source_visit=outing)

    seen = {name: sees(user, opinion) for name, user in abroad.items()}

    assert not any(seen.values())
    assert not sees(deputy, opinion)
    assert sees(witness, opinion)


def test_an_outing_that_was_struck_off_shows_nothing(way, outing, witness):
    opinion = way.collect(source_visit=outing)
    outing.voided_at, outing.void_reason = "2017-07-01T00:00:00+08:00", "登记有误"
    outing.save()

    assert not sees(witness, opinion)


def test_what_is_about_his_own_organ_is_kept_from_him(way, outing, witness):
    organ = actions.committee_of(outing.village)
    opinion = way.collect(source_visit=outing)
    assert sees(witness, opinion)
    Post.objects.create(user=witness, role=Role.UNIT, organ=organ)
    Opinion.objects.filter(pk=opinion.pk).update(accused_organ=organ)

    assert not sees(type(witness).objects.get(pk=witness.pk), opinion)


def test_who_was_there_gets_no_paper(arrivals, heard, witness, client):
    opinion = arrivals.walk(heard, *ROUND)
    papers = with_papers(opinion, arrivals.way.clerk)

    assert papers_of(opinion, user=witness) == []
    assert papers_of(opinion, user=arrivals.way.clerk) != []
    assert fetched(client, witness, papers) == set()
    assert fetched(client, arrivals.way.clerk, papers) == KINDS
    assert Attachment.objects.visible_to(witness).exists()


def test_another_post_tells_him_no_name_either(way, outing, witness, second_group):
    """Secretary of another group, and there as a deputy."""
    opinion = way.collect(source_visit=outing)
    organ = second_group.organ
    Post.objects.create(user=witness, role=Role.SECRETARY, organ=organ)
    both = type(witness).objects.get(pk=witness.pk)

    assert sees(both, opinion)
    assert rules.visible_fields(both, opinion) == frozenset()


def test_who_put_it_forward_on_the_outing_reads_all(way, outing, witness):
    person = witness.person
    opinion = way.collect(
        source_visit=outing,
        is_confidential=True,
        proposers=[Proponent(person.name, "", person)],
    )

    assert sees(witness, opinion)
    assert rules.visible_fields(witness, opinion) == {"proposers", "source"}


def test_the_outing_lists_what_was_heard(way, outing, witness, client):
    opinion = way.collect(source_visit=outing, title="修桥")
    client.force_login(witness)

    page = client.get(outing.get_absolute_url()).content.decode()

    assert opinion.get_absolute_url() in page
    assert VOTER not in page


def test_free_words_of_others_lose_the_name(arrivals, heard, witness):
    opinion = arrivals.step(heard, "answer_local", text="已办")
    source = record.SourceWords(opinion, witness)

    assert (
        source.hide(f"已与{VOTER}核实，电话{PHONE}") == "已与反映人核实，电话电话不显示"
    )


def test_what_it_was_merged_into_is_read_without_names(way, outing, witness):
    heard = way.collect(source_visit=outing)
    kept = way.collect(title="同一条路")
    actions.move(heard, "merge", by=way.secretary, on=heard.moved_on, into=kept)

    assert sees(witness, kept)
    assert rules.visible_fields(witness, kept) == frozenset()
    assert kept.state != State.MERGED
