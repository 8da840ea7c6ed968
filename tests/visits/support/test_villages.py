"""A group and the poor village it helps, projects, income, and what has no pair."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InternalError, transaction
from django.urls import reverse

from groups.actions import dissolve_group, move_village, unlink_village
from tests.factories.groups import GroupFactory, GroupVillageFactory
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.factories.support import VillageIncomeFactory, VillagePairingFactory
from tests.factories.visits import CallFactory, PairingFactory, VisitFactory
from tests.kept import kept
from visits.pairings.models import HouseholdPairing
from visits.support import actions
from visits.support.models import VillageIncome, VillagePairing
from visits.support.queries import coverage
from visits.support.queries.suggestions import suggestions

pytestmark = pytest.mark.django_db

DAY = date(2017, 5, 5)
TODAY = date(2017, 7, 25)


@kept
def poor(qingshan):
    return PoorVillageFactory(village=qingshan)


@pytest.fixture
def link(yuxin_group, poor):
    links = yuxin_group.village_links.filter(village=poor.village)
    return links.first() or GroupVillageFactory(group=yuxin_group, village=poor.village)


@pytest.fixture
def desk(client, clerk, campaign):
    client.force_login(clerk)
    return client


def send(client, name: str, pk: int, data: dict):
    return client.post(reverse(f"support:{name}", args=[pk]), data)


def faults(response) -> dict[str, list[str]]:
    return {name: list(said) for name, said in response.context["form"].errors.items()}


def test_a_group_is_paired_with_a_village_that_it_is_linked_to(
    desk, clerk, yuxin_group, poor, link
):
    data = {"group_pk": yuxin_group.pk, "village_pk": poor.pk, "since": "2017-05-05"}
    data |= {"group": str(yuxin_group), "village": str(poor), "plan": "建光伏"}
    desk.post(reverse("support:add"), data)

    assert VillagePairing.objects.get().group == yuxin_group
    stranger = GroupFactory(township=yuxin_group.township, number=77)
    with pytest.raises(ValidationError, match="联系村，它由"):
        actions.pair(stranger, poor, by=clerk, since=DAY)
    with pytest.raises(ValidationError, match="已由"):
        actions.pair(yuxin_group, poor, by=clerk, since=DAY)


def test_nobody_pairs_groups_of_others(other_clerk, deputy, yuxin_group, poor, link):
    for user in (other_clerk, deputy):
        with pytest.raises(PermissionDenied):
            actions.pair(yuxin_group, poor, by=user, since=DAY)


def test_who_gives_the_village_away_ends_the_pairing(clerk, yuxin_group, poor, link):
    pairing = VillagePairingFactory(group=yuxin_group, village=poor)
    other = GroupFactory(township=yuxin_group.township, number=77)

    move_village(link, into=other, by=clerk, since=date(2017, 7, 1))

    pairing.refresh_from_db()
    assert (pairing.until, pairing.end_reason) == (date(2017, 6, 30), "moved")


def test_who_unlinks_another_village_ends_nothing(clerk, yuxin_group, poor, link):
    pairing = VillagePairingFactory(group=yuxin_group, village=poor)
    other = GroupVillageFactory(group=yuxin_group)

    unlink_village(other, by=clerk, until=date(2017, 6, 30))

    pairing.refresh_from_db()
    assert pairing.until is None


def test_the_group_that_takes_the_villages_goes_on(clerk, yuxin_group, poor, link):
    VillagePairingFactory(group=yuxin_group, village=poor, plan="建光伏")
    into = GroupFactory(township=yuxin_group.township, number=77)

    dissolve_group(yuxin_group, by=clerk, on=date(2017, 7, 1), into=into)

    told = VillagePairing.objects.order_by("since").values_list(
        "group", "until", "end_reason", "plan"
    )
    assert list(told) == [
        (yuxin_group.pk, date(2017, 6, 30), "dissolved", "建光伏"),
        (into.pk, None, "", "建光伏"),
    ]


def test_a_project_is_written_down_with_its_money(desk, yuxin_group, poor, link):
    pairing = VillagePairingFactory(group=yuxin_group, village=poor)
    data = {"name": "光伏", "kind": "solar", "cost": "24.5", "funds": ["relief", "own"]}
    data |= {"state": "building", "started_on": "2017-06-01"}

    late = send(desk, "project_add", pairing.pk, {**data, "ended_on": "2017-05-01"})
    send(desk, "project_add", pairing.pk, data)

    assert list(faults(late)) == ["ended_on"]
    project = pairing.projects.get()
    assert (project.cost, project.fund_words) == (Decimal("24.5"), "扶贫、自筹")


def test_a_years_income_is_corrected_by_the_next_line(desk, poor, link):
    first = VillageIncomeFactory(village=poor)
    again = send(desk, "income_add", poor.pk, {"year": "2016", "operating": "9"})
    without = send(desk, "income_correct", first.pk, {"operating": "3.6"})
    send(desk, "income_correct", first.pk, {"operating": "3.6", "reason": "漏记租金"})

    assert "更正" in "".join(faults(again)["year"])
    assert list(faults(without)) == ["reason"]
    told = VillageIncome.objects.order_by("pk").values_list("operating", "corrects")
    assert list(told) == [(Decimal("3.20"), None), (Decimal("3.60"), first.pk)]
    assert VillageIncome.objects.in_force().get().total == Decimal("3.60")


def test_nobody_overwrites_a_line_of_the_series(poor):
    line = VillageIncomeFactory(village=poor)
    line.operating = 9
    with pytest.raises(InternalError), transaction.atomic():
        line.save()


def test_figures_copied_from_last_year_are_asked_about(desk, poor, link):
    VillageIncomeFactory(village=poor, year=2015)
    data = {"year": "2016", "operating": "3.2"}

    asked = send(desk, "income_add", poor.pk, data)
    send(desk, "income_add", poor.pk, {**data, "sure": "on"})

    assert list(faults(asked)) == ["sure"]
    assert VillageIncome.objects.filter(year=2016).count() == 1


def test_what_has_no_pair_is_paired_in_one_press(
    desk, clerk, yuxin_group, members, poor, link, household
):
    PairingFactory(group=yuxin_group, person=members[0], since=DAY)
    free = suggestions(household, on=TODAY)[0].person

    desk.post(reverse("support:bulk_pair"), {"ids": [household.pk], "confirmed": "1"})
    desk.post(
        reverse("support:bulk_pair_villages"), {"ids": [poor.pk], "confirmed": "1"}
    )

    assert free != members[0]
    assert HouseholdPairing.objects.get(household=household).person == free
    assert VillagePairing.objects.get(village=poor).group == yuxin_group
    with pytest.raises(ValidationError, match="已有代表联系"):
        actions.pair_as_suggested(household, by=clerk)


def test_coverage_is_told_from_both_sides(
    office, yuxin_group, members, household, poor, link
):
    alone = HouseholdFactory(village=household.village)
    pairing = PairingFactory(
        group=yuxin_group, person=members[0], household=household, since=DAY
    )
    homes = coverage.search_households(user=office)

    assert set(coverage.unpaired(homes, TODAY)) == {alone}
    assert set(coverage.unpaired(homes, DAY - timedelta(days=1))) == {alone, household}
    free = coverage.without_household(user=office, on=TODAY)
    assert members[0] not in free
    assert not coverage.paired_twice(user=office).exists()
    PairingFactory(group=yuxin_group, person=members[1], household=household)
    assert coverage.paired_twice(user=office).get() == household
    assert pairing in HouseholdPairing.objects.visible_to(office)


def test_a_pair_without_a_visit_for_the_days_of_the_campaign_is_told(
    campaign, yuxin_group, members, household
):
    campaign.pairs_visited_within = 30
    campaign.save()
    rows = HouseholdPairing.objects.all()
    pairing = PairingFactory(
        group=yuxin_group, person=members[0], household=household, since=DAY
    )
    PairingFactory(group=yuxin_group, person=members[1], since=date(2017, 7, 1))
    before = list(coverage.not_visited(rows))
    visit = VisitFactory(group=yuxin_group, visited_on=date(2017, 6, 25))
    visit.participations.create(person=members[0])
    CallFactory(visit=visit, household=household)

    assert before == [pairing]
    assert list(coverage.not_visited(rows)) == []


def test_the_list_of_pairs_opens_the_pair(desk, yuxin_group, poor, link):
    pairing = VillagePairingFactory(group=yuxin_group, village=poor)

    page = desk.get(reverse("support:list")).content.decode()

    assert f'href="{pairing.get_absolute_url()}"' in page


def test_a_secretary_is_suggested_deputies_for_his_own_group_alone(
    client, campaign, secretary, other_secretary, members, household, link
):
    address = reverse("support:suggest", args=[household.pk])
    client.force_login(secretary)
    own = client.get(address)
    client.force_login(other_secretary)
    other = client.get(address)

    assert own.context["form"].found
    assert other.status_code in (302, 403, 404) or not other.context["form"].found
