"""Groups of 市直: deputies of the city's own organs, without a territory."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from deputies.enums import Tier
from groups import actions
from groups.models import DeputyGroup, GroupMembership
from tests.factories.deputies import MandateFactory
from tests.groups.test_roster_rows import line, outcome, reasons, take
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.figures.registry import Asked, find_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleagues(city_organs):
    """Deputies of the city congress who sit for the city's own organs."""
    return [
        MandateFactory(
            person__name=name, township=city_organs, congress__tier=Tier.COUNTY
        ).person
        for name in ("周局长", "吴主任")
    ]


def of_city(**cells):
    row = {"乡镇": "市直机关", "小组名称": "市直机关第一代表小组", "组长": "周局长"}
    row |= {"联络员": "吴主任", "成员": "周局长、吴主任"}
    return line(**(row | cells))


def test_the_office_founds_one_by_page_and_its_name_follows(
    client, office, city_organs
):
    client.force_login(office)
    data = {"township": city_organs.pk, "number": 1, "name": "", "version": 1}

    page = client.post(reverse("groups:add"), data)

    group = DeputyGroup.objects.get()
    assert page.status_code == 302
    assert (group.name, group.township) == ("市直第一代表小组", city_organs)
    shown = client.get(group.get_absolute_url()).content.decode()
    assert "市直的小组不设联系村" in shown
    assert reverse("groups:link_add", args=[group.pk]) not in shown


def test_its_own_liaison_office_founds_one_and_others_do_not(
    client, city_clerk, clerk, city_organs
):
    def offered(user):
        client.force_login(user)
        form = client.get(reverse("groups:add")).context["form"]
        return list(form.fields["township"].queryset)

    assert offered(city_clerk) == [city_organs]
    assert city_organs not in offered(clerk)


@pytest.mark.parametrize("home", ["市直", "市直机关", "市直机关代表团"])
def test_a_list_founds_one_with_its_members(office, colleagues, city_organs, home):
    assert outcome(take(of_city(乡镇=home), by=office)) == (1, 0, 0, 0)

    group = DeputyGroup.objects.get()
    assert (group.name, group.township) == ("市直第一代表小组", city_organs)
    members = GroupMembership.objects.values_list("person__name", flat=True)
    assert set(members) == {"周局长", "吴主任"}


def test_a_list_of_its_own_clerk_goes_in_and_of_a_township_s_not(
    colleagues, city_clerk, clerk
):
    assert outcome(take(of_city(), by=clerk)) == (0, 0, 0, 1)
    assert outcome(take(of_city(), by=city_clerk)) == (1, 0, 0, 0)


def test_villages_in_the_list_are_told_and_the_group_goes_in(
    office, colleagues, qingshan
):
    report = take(of_city(联系村="青山村"), by=office)

    assert outcome(report) == (1, 0, 0, 0)
    assert reasons(report) == ["市直的小组不设联系村，走访到哪个村就登记哪个村"]


def test_no_village_is_linked_to_it(office, city_group, qingshan):
    with acting_as(office), pytest.raises(ValidationError, match="不设联系村"):
        actions.link_village(city_group, qingshan, by=office)


def test_the_list_of_groups_goes_out_and_in_again(office, colleagues, yuxin_group):
    take(of_city(), by=office)
    table = find_table("group-roster", office)(office, Asked())

    values = [row.values for row in table.lines]

    assert [row[:2] for row in values] == [
        ("渔薪镇", "渔薪镇第一代表小组"),
        ("市直", "市直第一代表小组"),
    ]
    assert outcome(take(list(values[1]), by=office)) == (0, 0, 1, 0)
