"""Opinions of which each paper can be printed, and the paper read back."""

import pytest
from django.urls import reverse

from referrals.enums import State
from tests.base.papers.words import document_of
from tests.kept import kept
from tests.referrals.way import START


@pytest.fixture
def word(client):
    """The paper called `slug` of `opinion` as `user` gets it, read back."""

    def get(slug, opinion, user):
        client.force_login(user)
        url = reverse("referrals:paper_word", args=[opinion.pk, slug])
        return document_of(client.get(url))

    return get


@kept
def shared(way):
    """Assigned by the conference to a lead unit and one that helps."""
    return way.step(
        way.to(State.AGENDA), "assign", co_units=[way.co_unit], requirement="限期整改"
    )


def parted(way):
    """A co-handling unit has given its part to the one that answers."""
    opinion = way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])
    opinion = way.walk(opinion, "sign", "co_sign", by=way.office)
    return way.step(opinion, "give_part", by=way.office)


@kept
def printable(way):
    """For each paper an opinion of which it can be printed."""
    urged = way.step(way.to(State.HANDLING), "urge", note="抓紧")
    extended = way.step(
        way.to(State.PROCESSING),
        "ask_extension",
        until=START.replace(month=10),
        reason="工程量大",
    )
    return {
        "handover": urged,
        "urge": urged,
        "assignment": extended,
        "extension": extended,
        "relief": way.step(way.to(State.ASSIGNED), "ask_relief"),
        "answer": way.to(State.ANSWERED),
        "consultation": way.to(State.FED_BACK),
        "notice": way.to(State.SET_ASIDE),
        "withdrawal": way.to(State.TRIAGE),
        "part": parted(way),
        "discipline": way.to(State.DISCIPLINE),
    }
