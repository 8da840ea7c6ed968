"""Who pairs a deputy with a household, and ends it."""

from datetime import date

import pytest

from tests.factories.visits import PairingFactory
from visits.pairings import rules

pytestmark = pytest.mark.django_db
KEEPERS = {"office", "clerk", "secretary"}


def test_pairs_are_made_by_who_keeps_the_books(allowed, yuxin_group):
    assert allowed(rules.can_pair, yuxin_group) == KEEPERS


def test_a_pairing_is_ended_once_by_who_keeps_the_books(allowed, yuxin_group):
    pairing = PairingFactory(group=yuxin_group)
    assert allowed(rules.can_end_pairing, pairing) == KEEPERS

    pairing.until = date(2017, 7, 1)

    assert allowed(rules.can_end_pairing, pairing) == set()
