"""市直 stands among the townships wherever somebody belongs, and is no place."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.base.divisions.test_load_divisions import (
    DUOBAO,
    HEADER,
    LIUKOU,
    QINGSHAN,
    TOP,
    YUXIN,
    loaded,
)
from tests.factories.platform import VillageFactory
from tianmen_congress.base.access.scope import homes_in_sight, townships_in_sight
from tianmen_congress.base.accounts.actions import ensure_township_organs
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.divisions.actions import DivisionListRefused, read_divisions
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import (
    find_homes,
    find_townships,
    find_villages,
    find_villages_anywhere,
)
from tianmen_congress.base.figures.registry import Asked, count_all

pytestmark = pytest.mark.django_db


def names(rows):
    return [row.name for row in rows]


def test_the_first_list_makes_it_with_its_liaison_office_and_nothing_else(office):
    loaded(QINGSHAN, DUOBAO)

    assert ensure_township_organs() == 5
    assert ensure_township_organs() == 0
    home = Division.objects.homes().last()
    assert (home.name, home.parent.name, home.is_territory) == ("市直", "天门市", False)
    organs = Organ.objects.filter(division=home).values_list("kind", "name")
    assert list(organs) == [(OrganKind.LIAISON, "市直人大联络处")]


def test_a_town_that_is_renamed_keeps_its_organs(tianmen, yuxin):
    ensure_township_organs()
    before = set(Organ.objects.filter(division=yuxin).values_list("kind", "name"))

    yuxin.name = "渔新镇"
    yuxin.save()

    assert ensure_township_organs() == 0
    assert set(yuxin.organs.values_list("kind", "name")) == before


def test_it_is_the_last_of_the_homes_and_none_of_the_townships(
    city_organs, yuxin, duobao, office
):
    assert names(Division.objects.homes()) == ["多宝镇", "渔薪镇", "市直"]
    assert names(Division.objects.townships()) == ["多宝镇", "渔薪镇"]
    assert names(homes_in_sight(office)) == ["多宝镇", "渔薪镇", "市直"]
    assert names(townships_in_sight(office)) == ["多宝镇", "渔薪镇"]
    assert count_all(office, Asked())["townships"] == 2
    assert not city_organs.has_congress


def test_its_clerk_has_it_in_sight_and_no_township(city_organs, city_clerk, yuxin):
    assert names(homes_in_sight(city_clerk)) == ["市直"]
    assert names(townships_in_sight(city_clerk)) == []


def test_a_later_official_list_leaves_it_open(office):
    loaded(QINGSHAN, LIUKOU)
    ensure_township_organs()

    counts = loaded(QINGSHAN, on=date(2017, 7, 20))

    assert counts.closed == 1
    assert Division.objects.homes().get(name="市直").closed_on is None


@pytest.mark.parametrize(
    "line",
    [
        "429006999,429006,township,某某镇",
        "429006999001,429006999,village,某某村委会",
    ],
)
def test_a_list_that_has_its_code_is_refused_with_the_line(line):
    lines = [HEADER, *TOP, YUXIN]
    if "village" in line:
        lines.append("429006999,429006,township,某某镇")

    with pytest.raises(DivisionListRefused, match="第6行：代码 429006999 留给市直使用"):
        read_divisions([*lines, line])


def test_by_hand_it_is_neither_made_closed_nor_given_villages(tianmen, city_organs):
    another = Division(code="429007999", level="township", name="市直", parent=tianmen)
    with pytest.raises(ValidationError):
        another.clean()
    village = Division(
        code="429006999001", level="village", name="某村", parent=city_organs
    )
    with pytest.raises(ValidationError, match="留给市直使用"):
        village.clean()

    city_organs.name = "市直机关"
    city_organs.clean()
    city_organs.closed_on = date(2017, 7, 1)
    with pytest.raises(ValidationError, match="市直不是区划，不能撤销"):
        city_organs.clean()


@pytest.mark.parametrize(
    "written",
    [
        "市直",
        "市直机关",
        "市直单位",
        "市直属机关",
        "市 直",
        "市直机关代表团",
        "市直代表团",
    ],
)
def test_it_is_found_however_it_is_written_where_somebody_belongs(city_organs, written):
    assert find_homes(written) == [city_organs]
    assert find_townships(written) == []


@pytest.mark.parametrize("written", ["市直机关工委", "市直第一小学", "直", "天门市"])
def test_what_only_begins_like_it_is_not_it(city_organs, written):
    assert find_homes(written) == []


def test_a_village_is_found_anywhere_by_its_township_or_by_its_only_name(
    city_organs, yuxin, duobao
):
    ours = VillageFactory(name="青山村委会", parent=yuxin)
    theirs = VillageFactory(name="青山村委会", parent=duobao)
    river = VillageFactory(name="河口村委会", parent=duobao)

    assert find_villages_anywhere("多宝镇青山村") == [theirs]
    assert find_villages_anywhere("多宝青山") == [theirs]
    assert find_villages_anywhere("河口村") == [river]
    assert set(find_villages_anywhere("青山村")) == {ours, theirs}
    assert find_villages_anywhere("多宝镇李家村") == []
    assert find_villages("河口村", township=city_organs) == [river]
    assert find_villages("河口村", township=yuxin) == []


def test_lists_of_places_do_not_offer_it_and_lists_of_deeds_do(
    client, office, city_organs, city_group, yuxin_group, campaign
):
    client.force_login(office)

    def offered(name):
        listing = client.get(reverse(name)).context["listing"]
        return names(listing.filterset.form.fields["township"].queryset)

    deeds = ("groups:list", "deputies:list", "deputies:roster", "activities:list")
    deeds += ("visits:list", "referrals:list", "pairings:list")
    places = ("poverty:household_list", "poverty:village_list")
    places += ("supervision:inspection_list", "supervision:finding_list")
    assert {name: offered(name)[-1:] for name in deeds} == {
        key: ["市直"] for key in deeds
    }
    assert {name: offered(name) for name in places} == {
        key: ["渔薪镇"] for key in places
    }


def test_tables_of_deeds_offer_it_and_that_of_inspections_does_not(
    client, office, city_organs, yuxin, campaign
):
    client.force_login(office)

    def offered(slug):
        page = client.get(reverse("figures:report", args=[slug]))
        return names(page.context["form"].fields["township"].queryset)

    for slug in ("visit-ledger", "activity-summary", "group-roster", "opinion-funnel"):
        assert offered(slug) == ["渔薪镇", "市直"], slug
    assert offered("inspection-summary") == ["渔薪镇"]


def test_a_supervision_team_is_given_no_city_organs(client, office, city_organs, yuxin):
    client.force_login(office)

    page = client.get(reverse("supervision:team_create"))

    assert names(page.context["form"].fields["townships"].queryset) == ["渔薪镇"]


def test_its_liaison_office_registers_no_households(
    client, city_organs, city_clerk, clerk
):
    def answer(user):
        client.force_login(user)
        return client.get(reverse("poverty:household_create")).status_code

    assert [answer(city_clerk), answer(clerk)] == [403, 200]
