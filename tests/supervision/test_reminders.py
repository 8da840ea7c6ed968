"""Findings whose day comes near or has passed are reminded of."""

from datetime import date

import pytest

from tests.factories.supervision import FindingFactory, InspectionFactory
from tests.referrals.test_alerts import told
from tianmen_congress.base.alerts.models import Alert
from tianmen_congress.base.campaigns.enums import Whom
from tianmen_congress.base.jobs import daily

pytestmark = pytest.mark.django_db


@pytest.fixture
def finding(yuxin, yuxin_group, supervisor, campaign):
    campaign.reminder_steps.create(days=1, whom=Whom.HOLDER)
    campaign.reminder_steps.create(days=5, whom=Whom.ABOVE)
    inspection = InspectionFactory(township=yuxin, group=None, campaign=campaign)
    return FindingFactory(inspection=inspection, due_on=date(2017, 7, 17))


def round_of(settings, day):
    settings.TODAY = date(2017, 7, day)
    daily.run_once("reminders")


def test_the_presidium_is_told_and_then_the_team(clerk, finding, settings):
    round_of(settings, 18)
    assert told(clerk) == ["已超期1个工作日：督导整改"]

    round_of(settings, 24)

    above = Alert.objects.exclude(user=clerk)
    organ = finding.inspection.team.organ
    posts = organ.posts.values_list("user", flat=True)
    assert {alert.user_id for alert in above} == set(posts)


def test_what_was_put_right_is_no_longer_unread(clerk, finding, settings):
    round_of(settings, 18)
    type(finding).objects.filter(pk=finding.pk).update(state="closed")

    round_of(settings, 19)

    assert told(clerk) == []
