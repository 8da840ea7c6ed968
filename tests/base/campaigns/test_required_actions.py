"""The rules of required actions: how they are kept, preset and offered."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from tianmen_congress.base.campaigns.models import RequiredAction

pytestmark = pytest.mark.django_db
PRESET = import_module("tianmen_congress.base.campaigns.migrations.0006_preset_rules")


def test_a_number_of_days_is_for_what_is_due_once(campaign):
    action = RequiredAction(
        campaign=campaign, code="link", title="联系户", every="quarter", within_days=30
    )

    with pytest.raises(ValidationError, match="只用于“活动期内一次”"):
        action.full_clean()
    action.every = "once"
    action.full_clean()


def test_a_code_stands_once_in_a_campaign(campaign):
    campaign.required_actions.create(code="link", title="联系户")

    with pytest.raises(IntegrityError), transaction.atomic():
        campaign.required_actions.create(code="link", title="再联系户")
    campaign.required_actions.create(code="diary", title="记日志")


def test_actions_of_a_running_system_get_their_rules_by_code(campaign):
    link = campaign.required_actions.create(code="link", title="联系一个贫困户")
    diary = campaign.required_actions.create(code="diary", title="记日志")
    own = campaign.required_actions.create(code="own", title="自定")
    kept = campaign.required_actions.create(
        code="deed", title="办实事", source="visit", every="quarter"
    )

    PRESET.preset(apps, None)

    for row in (link, diary, own, kept):
        row.refresh_from_db()
    assert (link.source, link.every, link.within_days) == ("pairing", "once", 30)
    assert (diary.source, diary.every) == ("diary", "quarter")
    assert own.source == ""
    assert (kept.source, kept.every) == ("visit", "quarter")


def test_the_back_room_offers_the_records_that_rooms_keep(client, office, campaign):
    campaign.required_actions.create(code="diary", title="记日志", source="diary")
    campaign.required_actions.create(code="summary", title="小结", source="unheard-of")
    client.force_login(office)

    page = client.get(reverse("admin:campaigns_campaign_change", args=[campaign.pk]))

    shown = page.content.decode()
    assert '<option value="diary" selected>履职日志</option>' in shown
    assert "不统计" in shown
    # What no room keeps yet is not taken out by whoever saves the page.
    assert '<option value="unheard-of" selected>unheard-of（系统还没有' in shown
