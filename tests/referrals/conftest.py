from datetime import date

import pytest

from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import OrganFactory, user_of
from tests.factories.referrals import step_times
from tests.referrals.way import Way
from tianmen_congress.accounts.enums import OrganKind, Role
from tianmen_congress.clocks.actions import seed_holidays


@pytest.fixture
def holidays(db):
    seed_holidays(2017, 2018)


@pytest.fixture
def way(campaign, yuxin_group, clerk, secretary, office, unit, deputy, holidays):
    """All the people of an opinion's way, with the times of the campaign."""
    step_times(campaign)
    return Way(campaign, yuxin_group, clerk, secretary, office, unit, deputy)


@pytest.fixture
def years_ahead(settings):
    """A today far enough for walks that take many days."""
    settings.TODAY = date(2019, 12, 31)


@pytest.fixture
def people(way, request):
    """All ten roles, and the same roles of another place."""
    names = (
        "office clerk secretary deputy unit supervisor leader sysadmin secadmin "
        "auditor other_clerk other_secretary"
    )
    found = {name: request.getfixturevalue(name) for name in names.split()}
    abroad = user_of(Role.DEPUTY, username="other-deputy")
    group = request.getfixturevalue("duobao_group")
    MembershipFactory(group=group, person=PersonFactory(user=abroad))
    team = OrganFactory(kind=OrganKind.TEAM, name="第二督导组")
    return found | {
        "other_deputy": abroad,
        "other_unit": user_of(Role.UNIT, OrganFactory(name="市财政局")),
        "other_supervisor": user_of(Role.SUPERVISOR, team),
        "co_unit": user_of(Role.UNIT, way.co_unit, username="co-unit"),
        "handler": user_of(Role.UNIT, way.handler, username="handler"),
    }
