"""What leads from a number to its list counts the same there."""

import pytest

from tests.factories.platform import CampaignFactory
from tianmen_congress.base.figures.registry import Asked

pytestmark = pytest.mark.django_db


def test_a_number_of_all_campaigns_says_so_where_it_asks_for_nothing_else():
    assert Asked().query() == "?campaign=all"
    assert Asked().query(state="open") == "?state=open"
    assert Asked(campaign=CampaignFactory()).query() == "?campaign=2017"
