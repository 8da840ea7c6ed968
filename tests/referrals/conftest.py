import pytest

from tests.factories.referrals import step_times
from tests.referrals.way import Way
from tianmen_congress.clocks.actions import seed_holidays


@pytest.fixture
def holidays(db):
    seed_holidays(2017, 2018)


@pytest.fixture
def way(campaign, yuxin_group, clerk, secretary, office, unit, deputy, holidays):
    """All the people of an opinion's way, with the times of the campaign."""
    step_times(campaign)
    return Way(campaign, yuxin_group, clerk, secretary, office, unit, deputy)
