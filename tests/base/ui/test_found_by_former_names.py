"""A place, a body and a group are found by what they were called, and say so."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.base.divisions.merged import DAY
from tests.factories.platform import OrganFactory, VillageFactory
from tests.factories.poverty import HouseholdFactory
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.divisions.successors import succeed
from tianmen_congress.base.ui.lookups import LookupField

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged(donghe, dongling):
    """东岭, into which 东河 went."""
    succeed(donghe, dongling)
    dongling.refresh_from_db()
    return dongling


@pytest.fixture
def offered(client, office):
    """What a box offers to the office: rows with their hints."""
    client.force_login(office)

    def offered(name, text, **given):
        url = reverse("ui:choices", args=[name])
        rows = client.get(url, {"q": text, **given}).json()["choices"]
        return {row["label"]: row.get("hint", "") for row in rows}

    return offered


def test_a_merged_village_is_found_by_each_name_with_a_hint(
    merged, yuxin_group, offered
):
    label, box = "东岭村委会（渔薪镇）", "poverty-villages"
    once = {"东河村": "东河村委会", "donghe": "东河村委会", "dh": "东河村委会"}
    once |= {"牌岭": "牌岭村委会", "pailing": "牌岭村委会", "pl": "牌岭村委会"}

    for text, name in once.items():
        assert offered(box, text) == {label: f"原{name}"}, text
    for text in ("东岭", "dongling", "dl"):
        assert offered(box, text) == {label: ""}, text
    for box in ("visit-villages", "kept-villages", "undeclared-villages"):
        assert offered(box, "东河") == {label: "原东河村委会"}, box
    assert offered("opinion-village", "东河") == {"渔薪镇 东岭村委会": "原东河村委会"}


def test_a_day_before_the_merger_is_offered_what_stood_then(
    merged,
    donghe,
    yuxin_group,
    offered,
):
    before = offered("visit-villages", "东河村委会", visited_on="2017-06-05")

    assert before["东河村委会（渔薪镇）"] == f"已于{DAY}撤销"
    after = offered("visit-villages", "东河村委会", visited_on="2017-07-01")
    assert after == {"东岭村委会（渔薪镇）": "原东河村委会"}


def test_a_former_name_typed_whole_is_taken_unless_a_place_of_today_fits(
    merged, office
):
    field = LookupField("poverty-villages")
    field.user = office

    assert field.clean(["东河村委会", ""]) == merged
    assert field.clean(["东河", ""]) == merged
    other = VillageFactory(name="东河湾社区", parent=merged.parent)
    with pytest.raises(ValidationError, match="有多个"):
        field.clean(["东河", ""])
    assert field.clean(["东河湾社区", ""]) == other


def test_a_household_of_the_closed_village_is_offered_where_it_lives_now(
    merged,
    donghe,
    offered,
):
    HouseholdFactory(village=merged, head_name="张三")

    then, now = (
        offered("households-of-village", "张", village=village.pk)
        for village in (donghe, merged)
    )

    assert then == now == {"张三（一般贫困户）": ""}


def test_a_household_in_a_village_of_no_confirmed_successor_is_edited_there(
    client,
    office,
    donghe,
    offered,
):
    home = HouseholdFactory(village=donghe, head_name="张三")

    page = client.get(reverse("poverty:household_edit", args=[home.pk]))

    assert page.context["form"]["village"].value() in (donghe, donghe.pk)
    assert 'value="东河村委会（渔薪镇）"' in page.content.decode()
    assert offered("poverty-villages", "东河") == {}


def test_bodies_and_groups_are_found_by_their_former_names(yuxin, yuxin_group, offered):
    government = OrganFactory(
        kind=OrganKind.GOVERNMENT, name="渔薪镇人民政府", division=yuxin
    )
    for row, name in (
        (government, "渔薪街道办事处"),
        (yuxin_group, "渔薪街道第一代表小组"),
    ):
        row.rename(name, on=DAY)
        row.save()

    said = {"渔薪街道第一代表小组": "原渔薪镇第一代表小组"}
    assert offered("group", "渔薪镇第一") == said
    assert offered("opinion-group", "渔薪镇第一") == said
    assert offered("accused-organ", "渔薪镇人民") == {
        "渔薪街道办事处": "原渔薪镇人民政府"
    }
    assert offered("group", "2017") == {}


def test_the_search_over_everything_finds_a_place_by_what_it_was(
    client, office, merged
):
    client.force_login(office)

    page = client.get(reverse("workbench:search"), {"q": "东河村"}).content.decode()

    assert "东岭村委会" in page
    assert "原东河村委会" in page
