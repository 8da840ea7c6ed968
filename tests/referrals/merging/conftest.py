"""Opinions in any state, and who signs with others."""

import pytest

from tests.referrals.arrivals import Arrivals


@pytest.fixture
def arrivals(way, people):
    return Arrivals(way, people)
