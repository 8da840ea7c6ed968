"""When there is something to print, and for whom."""

import pytest
from django.urls import reverse

from referrals.enums import State
from referrals.papers import ABOUT_ONE, sheet_of
from tests.factories.platform import OrganFactory, user_of
from tests.papers.words import everything_in
from tianmen_congress.accounts.enums import Role

pytestmark = pytest.mark.django_db


WHEN = {
    State.DRAFT: set(),
    State.SCREENING: set(),
    State.TRIAGE: set(),
    State.HANDLING: {"handover"},
    State.TO_SUBMIT: set(),
    State.SUBMITTED: set(),
    State.ACCEPTED: set(),
    State.AGENDA: set(),
    State.ASSIGNED: {"assignment"},
    State.PROCESSING: {"assignment"},
    State.REPORTED: set(),
    State.ANSWERED: {"handover", "answer", "consultation"},
    State.FED_BACK: {"handover", "answer", "consultation"},
    State.EVALUATED: {"handover", "answer"},
    State.CLOSED: {"handover", "answer"},
    State.MERGED: set(),
    State.SET_ASIDE: set(),
    State.NOT_SUGGESTION: set(),
    State.WITHDRAWN: set(),
}


@pytest.mark.parametrize("state", State)
def test_in_each_state_just_these_papers_can_be_printed(way, client, state):
    opinion = way.to(state)
    client.force_login(way.office)

    page = client.get(opinion.get_absolute_url()).content.decode()

    offered = {slug for slug in ABOUT_ONE if f"/papers/{slug}.docx" in page}
    assert offered == WHEN[state]


@pytest.mark.parametrize("state", State)
def test_a_paper_that_is_not_offered_is_not_there(way, client, state):
    opinion = way.to(state)
    client.force_login(way.office)

    for slug in set(ABOUT_ONE) - WHEN[state]:
        assert sheet_of(slug, opinion, user=way.office) is None
        url = reverse("referrals:paper_print", args=[opinion.pk, slug])
        assert client.get(url).status_code == 404


def test_a_paper_of_another_name_is_not_there(way, client):
    opinion = way.to(State.HANDLING)
    client.force_login(way.clerk)

    for name in ("paper_print", "paper_word"):
        url = reverse(f"referrals:{name}", args=[opinion.pk, "summary"])
        assert client.get(url).status_code == 404


SEES = ("office", "leader", "clerk", "secretary", "supervisor")


BLIND = ("other_clerk", "other_secretary", "deputy", "sysadmin", "secadmin", "auditor")


@pytest.mark.parametrize("who", SEES)
@pytest.mark.parametrize("slug", ABOUT_ONE)
def test_whoever_sees_the_opinion_prints_its_papers(
    way, printable, client, slug, who, request
):
    client.force_login(request.getfixturevalue(who))
    paper, word = (
        reverse(f"referrals:{name}", args=[printable[slug].pk, slug])
        for name in ("paper_print", "paper_word")
    )

    assert f'href="{word}"' in client.get(paper).content.decode()
    assert client.get(word).getvalue().startswith(b"PK")


@pytest.mark.parametrize("who", BLIND)
@pytest.mark.parametrize("slug", ABOUT_ONE)
def test_a_paper_of_a_foreign_opinion_is_not_there(
    way, printable, client, slug, who, request
):
    client.force_login(request.getfixturevalue(who))

    for name in ("paper_print", "paper_word"):
        url = reverse(f"referrals:{name}", args=[printable[slug].pk, slug])
        assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("assignment", 200),
        ("extension", 200),
        ("relief", 200),
        ("handover", 404),
        ("urge", 404),
        ("answer", 404),
        ("consultation", 404),
    ],
)
def test_a_unit_prints_papers_of_what_is_assigned_to_it_alone(
    way, printable, client, slug, status
):
    client.force_login(way.unit)

    url = reverse("referrals:paper_word", args=[printable[slug].pk, slug])

    assert client.get(url).status_code == status


def test_another_unit_prints_none_of_them(way, printable, client):
    client.force_login(user_of(Role.UNIT, OrganFactory(name="市财政局")))

    for slug in ABOUT_ONE:
        url = reverse("referrals:paper_word", args=[printable[slug].pk, slug])
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("who", ["leader", "supervisor"])
@pytest.mark.parametrize("slug", ABOUT_ONE)
def test_readers_get_no_name_and_no_phone_on_any_paper(
    way, printable, word, slug, who, request
):
    text = everything_in(word(slug, printable[slug], request.getfixturevalue(who)))

    assert "138 0000 0001" not in text
    assert "张三" not in text
