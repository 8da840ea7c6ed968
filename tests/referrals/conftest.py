from datetime import date

import pytest
from django.test import Client

from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import OrganFactory, user_of
from tests.factories.referrals import step_times
from tests.kept import kept, may_break_rules
from tests.referrals.way import Way
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.clocks.actions import seed_holidays


@kept
def holidays(db):
    seed_holidays(2017, 2018)


@kept
def whole_way(campaign, yuxin_group, clerk, secretary, office, unit, deputy, holidays):
    """All the people of an opinion's way, with the times of the campaign."""
    step_times(campaign)
    return Way(campaign, yuxin_group, clerk, secretary, office, unit, deputy)


@pytest.fixture
def way(whole_way, request):
    """With rules broken on purpose everything is walked anew, and nothing is kept."""
    whole_way.begin(keeps=not may_break_rules(request))
    return whole_way


class Sure(Client):
    """Looks over what cannot be undone, and confirms it: the second page of two."""

    def post(self, path, data=None, **more):
        page = super().post(path, data, **more)
        if page.context is None or not page.context.get("checks"):
            return page
        for value in data.values():
            if hasattr(value, "seek"):
                value.seek(0)
        return super().post(path, data | {"confirmed": "1"}, **more)


@pytest.fixture
def client():
    return Sure()


@pytest.fixture
def years_ahead(settings):
    """A today far enough for walks that take many days."""
    settings.TODAY = date(2019, 12, 31)


@kept
def abroad(duobao_group):
    """The same roles of another place."""
    deputy = user_of(Role.DEPUTY, username="other-deputy")
    MembershipFactory(group=duobao_group, person=PersonFactory(user=deputy))
    team = OrganFactory(kind=OrganKind.TEAM, name="第二督导组")
    return {
        "other_deputy": deputy,
        "other_unit": user_of(Role.UNIT, OrganFactory(name="市财政局")),
        "other_supervisor": user_of(Role.SUPERVISOR, team),
    }


@kept
def helpers(way):
    """Who answers for those that have a part in it beside the lead unit."""
    return {
        "co_unit": user_of(Role.UNIT, way.co_unit, username="co-unit"),
        "handler": user_of(Role.UNIT, way.handler, username="handler"),
        "co_handler": user_of(Role.UNIT, way.co_handler, username="co-handler"),
    }


@pytest.fixture
def people(way, abroad, helpers, request):
    """All ten roles, and the same roles of another place."""
    names = (
        "office clerk secretary deputy unit supervisor leader sysadmin secadmin "
        "auditor other_clerk other_secretary"
    )
    found = {name: request.getfixturevalue(name) for name in names.split()}
    return found | abroad | helpers
