"""When there is something to print, and for whom."""

import pytest
from django.urls import reverse

from referrals.enums import State
from referrals.papers import ABOUT_ONE, sheet_of
from tests.base.papers.words import everything_in
from tests.factories.platform import OrganFactory, user_of
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db


WHEN = {
    State.DRAFT: set(),
    State.SCREENING: {"withdrawal"},
    State.TRIAGE: {"withdrawal"},
    State.HANDLING: {"handover", "withdrawal"},
    State.TO_SUBMIT: {"withdrawal"},
    State.SUBMITTED: {"withdrawal"},
    State.ACCEPTED: {"withdrawal"},
    State.AGENDA: {"withdrawal"},
    State.ASSIGNED: {"assignment", "withdrawal"},
    State.PROCESSING: {"assignment", "withdrawal"},
    State.REPORTED: {"withdrawal"},
    State.ANSWERED: {"handover", "answer", "consultation"},
    State.FED_BACK: {"handover", "answer", "consultation"},
    State.DECIDING: {"handover", "answer"},
    State.EVALUATED: {"handover", "answer"},
    State.CLOSED: {"handover", "answer"},
    State.SETTLED: set(),
    State.MERGED: set(),
    State.SET_ASIDE: {"notice"},
    State.NOT_SUGGESTION: {"notice"},
    State.DISCIPLINE: {"notice", "discipline"},
    State.WITHDRAWN: {"withdrawal"},
}


@pytest.mark.parametrize("state", State)
def test_in_each_state_just_these_papers_can_be_printed(way, client, state):
    opinion = way.to(state)
    client.force_login(way.office)

    page = client.get(opinion.get_absolute_url()).content.decode()

    offered = {slug for slug in ABOUT_ONE if f"/papers/{slug}.docx" in page}
    filled = {slug for slug in ABOUT_ONE if sheet_of(slug, opinion, user=way.office)}
    assert offered == filled == WHEN[state]


def test_a_paper_that_is_not_offered_is_not_there(way, client):
    opinion = way.to(State.HANDLING)
    client.force_login(way.office)

    for slug in ABOUT_ONE:
        url = reverse("referrals:paper_print", args=[opinion.pk, slug])
        there = 200 if slug in WHEN[State.HANDLING] else 404
        assert client.get(url).status_code == there


def test_a_paper_of_another_name_is_not_there(way, client):
    opinion = way.to(State.HANDLING)
    client.force_login(way.clerk)

    for name in ("paper_print", "paper_word"):
        url = reverse(f"referrals:{name}", args=[opinion.pk, "summary"])
        assert client.get(url).status_code == 404


READS = ("leader", "supervisor")
# Asked for by who put it forward.
OWN = {"withdrawal", "discipline"}


BLIND = ("other_clerk", "other_secretary", "deputy", "sysadmin", "secadmin", "auditor")


# It goes from those who decide to the discipline inspection alone.
LETTER = "discipline"


# Of the unit's own opinions: the others are handled in the township.
ASSIGNED = {"assignment", "extension", "relief", "part"}


def test_whoever_sees_the_opinion_prints_its_papers_and_nobody_else(
    way, printable, each
):
    urls = {
        slug: [
            reverse(f"referrals:{name}", args=[printable[slug].pk, slug])
            for name in ("paper_print", "paper_word")
        ]
        for slug in ABOUT_ONE
    }

    def ask(client, _):
        return {slug: printed(client, *pair) for slug, pair in urls.items()}

    def answered(own):
        return {slug: "printed" if slug in own else [404, 404] for slug in ABOUT_ONE}

    assert each(ask) == {
        **dict.fromkeys(("office", "clerk"), answered(ABOUT_ONE)),
        "secretary": answered(ABOUT_ONE.keys() - {LETTER}),
        **dict.fromkeys(READS, answered(ABOUT_ONE.keys() - OWN)),
        **dict.fromkeys(BLIND, answered(())),
        "unit": answered(ASSIGNED),
    }


def printed(client, paper, word):
    """That the page leads to its document and this is one; else what was answered."""
    page, file = client.get(paper), client.get(word)
    if [page.status_code, file.status_code] != [200, 200]:
        return [page.status_code, file.status_code]
    is_paper = f'href="{word}"' in page.content.decode()
    return "printed" if is_paper and file.getvalue().startswith(b"PK") else "empty"


def test_another_unit_prints_none_of_them(way, printable, client):
    client.force_login(user_of(Role.UNIT, OrganFactory(name="市财政局")))

    for slug in ABOUT_ONE:
        url = reverse("referrals:paper_word", args=[printable[slug].pk, slug])
        assert client.get(url).status_code == 404


def test_readers_get_no_name_and_no_phone_on_any_paper(
    way, printable, word, leader, supervisor
):
    for reader in (leader, supervisor):
        for slug in ABOUT_ONE.keys() - OWN:
            text = everything_in(word(slug, printable[slug], reader))
            assert [
                hidden for hidden in ("138 0000 0001", "张三") if hidden in text
            ] == []
