"""The 2017 campaign with its real form, and an outing that has no fault."""

import json

import pytest
from django.conf import settings

from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.poverty import HouseholdFactory
from tests.kept import kept
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.campaigns.actions import preset
from tianmen_congress.base.campaigns.enums import FormKind
from tianmen_congress.base.campaigns.queries import published_form
from visits.actions import record_visit
from visits.enums import VisitKind
from visits.outing import CallData, Outing

PRESET = settings.BASE_DIR / "fixtures" / "campaign_2017.json"


@kept
def campaign(db):
    campaign = preset(json.loads(PRESET.read_text(encoding="utf-8")))
    campaign.refresh_from_db()
    return campaign


@kept
def visit_form(campaign):
    return published_form(campaign, FormKind.VISIT)


@kept
def members(yuxin_group):
    """Four deputies of 渔薪's first group, in the order of its list."""
    names = ("钱一鸣", "孙二娘", "李三才", "周四海")
    people = [PersonFactory(name=name) for name in names]
    for order, person in enumerate(people):
        MembershipFactory(group=yuxin_group, person=person, order=order)
    return people


@kept
def household(qingshan):
    return HouseholdFactory(village=qingshan, head_name="张三丰")


@pytest.fixture
def outing(visit_form, yuxin_group, qingshan, members, household):
    """A joint visit of three deputies to one household of 青山."""
    return Outing(
        campaign=visit_form.campaign,
        form=visit_form,
        kind=VisitKind.JOINT,
        visited_on=visit_form.campaign.starts_on,
        group=yuxin_group,
        village=qingshan,
        deputies=members[:3],
        calls=[CallData(household, {"ask_basics": "家中4口人，因病致贫"})],
        answers={"ask_basics": "全村320户"},
        recorder="钱一鸣",
    )


@pytest.fixture
def visit(outing, secretary):
    """The outing as the group's own secretary recorded it."""
    with acting_as(secretary):
        return record_visit(outing, by=secretary)


@pytest.fixture
def desk(client, secretary):
    """The secretary's browser."""
    client.force_login(secretary)
    return client


@pytest.fixture
def clerks_desk(client, clerk):
    client.force_login(clerk)
    return client
