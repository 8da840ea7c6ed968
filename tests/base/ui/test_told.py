"""What the history of a settings page keeps: from what to what, on and off apart."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.platform import TownshipFactory, UserFactory
from tianmen_congress.base.campaigns.models import RequiredAction
from tianmen_congress.base.clocks.models import Holiday
from tianmen_congress.base.divisions.models import Division

pytestmark = pytest.mark.django_db


@pytest.fixture
def change(client, office):
    client.force_login(office)

    def change(row, **fields):
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        client.post(reverse(name, args=[row.pk]), fields)
        return LogEntry.objects.latest("pk").get_change_message()

    return change


def test_a_day_worked_and_a_day_off_are_two_different_lines(change):
    day = Holiday.objects.create(day="2017-10-05", name="国庆节")
    fields = {"day": "2017-10-05", "name": "国庆节"}

    on = change(day, **fields, is_worked="on")
    off = change(day, **fields)

    assert "调休上班：否→是" in on
    assert "调休上班：是→否" in off


def test_a_day_that_comes_in_a_list_is_told_the_same_way(client, office):
    Holiday.objects.create(day="2017-10-05", name="国庆节")
    sheet = "日期,名称,调休上班\n2017-10-05,国庆节,1\n2017-10-06,国庆节,0\n"
    client.force_login(office)
    file = SimpleUploadedFile("list.csv", sheet.encode())
    address = "/admin/clocks/holiday/import/"
    preview = client.post(address, {"import_file": file, "format": "1"})

    confirmed = preview.context["confirm_form"].initial
    client.post("/admin/clocks/holiday/process_import/", confirmed)

    told = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert told == ["已修改调休上班：否→是。", "已添加。"]


def test_names_days_and_chosen_rows_are_told_with_both_values(change):
    town = TownshipFactory(name="渔薪镇")
    county = Division.objects.create(code=town.code[:6], level="county", name="邻县")

    message = change(
        town,
        code=town.code,
        level=town.level,
        name="渔薪新镇",
        closed_on="2018-01-01",
        parent=county.pk,
    )

    for words in ("渔薪镇→渔薪新镇", "空→2018-01-01", "空→邻县"):
        assert words in message


def test_a_row_beneath_is_told_too(change, campaign):
    action = RequiredAction.objects.create(campaign=campaign, code="ask", title="问")
    empty = {
        f"{name}-{count}_FORMS": 0
        for name in (
            *("programme", "step_times", "reminder_steps", "answer_classes"),
            *("place_requirements", "wall_texts"),
        )
        for count in ("TOTAL", "INITIAL")
    }
    rows = {
        "required_actions-TOTAL_FORMS": 1,
        "required_actions-INITIAL_FORMS": 1,
        "required_actions-0-id": action.pk,
        "required_actions-0-campaign": campaign.pk,
        "required_actions-0-code": "ask",
        "required_actions-0-title": "听",
        "required_actions-0-order": 0,
        "required_actions-0-least": 1,
        "required_actions-0-every": "once",
    }
    own = (
        *("slug", "name", "theme", "year", "starts_on", "ends_on"),
        *("yellow_after", "pairs_visited_within"),
    )
    fields = {name: getattr(campaign, name) for name in own}

    message = change(campaign, **empty, **rows, **fields)

    assert "问→听" in message


def test_an_account_s_own_history_has_both_values(client, change, sysadmin):
    client.force_login(sysadmin)
    user = UserFactory(username="wang", name="王五")
    fields = {"username": "wang", "posts-TOTAL_FORMS": 0, "posts-INITIAL_FORMS": 0}

    renamed = change(user, **fields, name="王六", is_active="on")
    off = change(user, **fields, name="王六")

    assert ("姓名：王五→王六" in renamed, "启用" in renamed) == (True, False)
    assert ("启用：是→否" in off, "姓名" in off) == (True, False)
