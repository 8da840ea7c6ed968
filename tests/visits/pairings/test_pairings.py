"""A deputy and the poor household he is paired with."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from poverty.actions import void_household
from tests.factories.deputies import PersonFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import PairingFactory, VisitFactory
from tianmen_congress.base.clocks.calendar import today
from visits.actions import move_to_kept_person
from visits.pairings import actions as pairings
from visits.pairings.actions import end_pairing, pair, replan
from visits.pairings.models import HouseholdPairing

pytestmark = pytest.mark.django_db

DAY = date(2017, 5, 5)


@pytest.mark.parametrize("who", ["office", "clerk", "secretary"])
def test_who_keeps_the_groups_books_pairs_its_deputies(
    request, members, household, yuxin_group, yuxin, who
):
    user = request.getfixturevalue(who)

    pairing = pair(members[0], household, by=user, group=yuxin_group, since=DAY)

    assert HouseholdPairing.objects.get() == pairing
    assert pairing.township == yuxin


@pytest.mark.parametrize(
    "who", ["other_clerk", "other_secretary", "deputy", "supervisor", "leader"]
)
def test_nobody_else_does(request, members, household, yuxin_group, who):
    user = request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        pair(members[0], household, by=user, group=yuxin_group, since=DAY)


def test_only_a_member_and_a_household_of_the_township_fit(
    clerk, household, members, yuxin_group, duobao
):
    stranger = PersonFactory(name="外人")
    far = HouseholdFactory(village__parent=duobao, head_name="远户")

    with pytest.raises(ValidationError, match="外人在结对当天不是"):
        pair(stranger, household, by=clerk, group=yuxin_group, since=DAY)
    with pytest.raises(ValidationError, match="远户户不在"):
        pair(members[0], far, by=clerk, group=yuxin_group, since=DAY)


def test_the_same_two_are_paired_once_at_a_time(clerk, household, members, yuxin_group):
    first = pair(members[0], household, by=clerk, group=yuxin_group, since=DAY)
    with pytest.raises(ValidationError, match="该代表已联系此户"):
        pair(members[0], household, by=clerk, group=yuxin_group, since=DAY)

    end_pairing(first, by=clerk, until=date(2017, 6, 1))
    pair(members[0], household, by=clerk, group=yuxin_group, since=date(2017, 6, 2))

    assert HouseholdPairing.objects.count() == 2


def test_a_pairing_ends_once_and_not_before_it_began(clerk, household, yuxin_group):
    pairing = PairingFactory(household=household, group=yuxin_group, since=DAY)
    with pytest.raises(ValidationError, match="解除日期不能早于结对日期"):
        end_pairing(pairing, by=clerk, until=date(2017, 5, 4))

    end_pairing(pairing, by=clerk, until=DAY)

    with pytest.raises(PermissionDenied):
        end_pairing(pairing, by=clerk, until=DAY)


def test_a_household_that_is_struck_off_is_paired_no_more(
    office, household, yuxin_group
):
    ended = PairingFactory(household=household, group=yuxin_group, since=DAY, until=DAY)
    running = PairingFactory(household=household, group=yuxin_group, since=DAY)

    void_household(household, by=office, reason="重复登记")

    running.refresh_from_db()
    assert (running.until, running.end_reason) == (today(), "closed")
    ended.refresh_from_db()
    assert (ended.until, ended.end_reason) == (DAY, "")


def test_the_plan_is_written_anew(clerk, other_clerk, household, yuxin_group):
    pairing = PairingFactory(household=household, group=yuxin_group, plan="养鸡")

    assert replan(pairing, by=clerk, plan="养羊").plan == "养羊"
    with pytest.raises(PermissionDenied):
        replan(pairing, by=other_clerk, plan="无")


def test_two_records_of_one_deputy_keep_all_visits_and_pairings(household, yuxin_group):
    kept, merged = PersonFactory(), PersonFactory()
    both, only_merged = VisitFactory(), VisitFactory()
    both.deputies.set([kept, merged])
    only_merged.deputies.set([merged])
    PairingFactory(person=kept, household=household, group=yuxin_group)
    doubled = PairingFactory(person=merged, household=household, group=yuxin_group)
    other = PairingFactory(person=merged, group=yuxin_group)

    for move in (move_to_kept_person, pairings.move_to_kept_person):
        move(kept, merged)

    assert set(kept.visits.all()) == {both, only_merged}
    assert not merged.visits.exists()
    assert set(kept.pairings.filter(until=None)) >= {other}
    doubled.refresh_from_db()
    assert (doubled.person, doubled.until) == (kept, today())
    assert not merged.pairings.exists()


def test_a_pairing_is_entered_planned_and_ended_on_its_pages(
    client, clerk, members, household, yuxin_group, qingshan
):
    client.force_login(clerk)
    typed = {
        "group_pk": yuxin_group.pk,
        "person_pk": members[0].pk,
        "village_pk": qingshan.pk,
        "household_pk": household.pk,
        "since": "2017.5.5",
        "plan": "养鸡",
    }

    client.post("/visits/pairings/new/", typed)
    pairing = HouseholdPairing.objects.get()
    url = f"/visits/pairings/{pairing.pk}/"
    client.post(f"{url}plan/", {"plan": "养羊", "version": pairing.version})
    client.post(f"{url}end/", {"until": "2017-06-01", "end_reason": "adjusted"})

    pairing.refresh_from_db()
    assert (pairing.since, pairing.plan, pairing.until) == (
        DAY,
        "养羊",
        date(2017, 6, 1),
    )
    text = client.get(url).content.decode()
    assert "已解除" in text
    assert "养鸡" in text
    assert client.get(f"{url}end/").status_code == 403


def test_a_pairing_by_names_alone_and_a_refusal_with_all_typed_kept(
    client, secretary, members, household, yuxin_group
):
    client.force_login(secretary)
    typed = {
        "group": str(yuxin_group),
        "person": "钱一鸣",
        "village": "青山",
        "household": "张三丰",
        "since": "2017.5.5",
    }

    assert client.post("/visits/pairings/new/", typed).status_code == 302
    again = client.post("/visits/pairings/new/", typed)

    assert "该代表已联系此户" in again.content.decode()
    assert HouseholdPairing.objects.count() == 1


def test_pairings_out_of_sight_are_not_there(client, other_clerk, yuxin_group):
    pairing = PairingFactory(group=yuxin_group)
    client.force_login(other_clerk)

    for page in ("", "plan/", "end/"):
        url = f"/visits/pairings/{pairing.pk}/{page}"
        assert client.get(url).status_code == 404
    assert list(client.get("/visits/pairings/").context["listing"].found) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_pairings_costs_the_same_however_long(
    client, clerk, yuxin_group, count, django_assert_num_queries
):
    for _ in range(count):
        PairingFactory(group=yuxin_group)
    client.force_login(clerk)
    client.get("/visits/pairings/")

    with django_assert_num_queries(12):
        response = client.get("/visits/pairings/")
    assert response.context["listing"].total == count


def test_ended_pairings_are_listed_only_when_asked_for(client, clerk, yuxin_group):
    held = PairingFactory(group=yuxin_group)
    ended = PairingFactory(group=yuxin_group, until=DAY)
    client.force_login(clerk)

    def found(**query):
        page = client.get("/visits/pairings/", query)
        return set(page.context["listing"].found)

    assert found() == {held}
    assert found(is_open="ended") == {ended}
    assert found(is_open="all") == {held, ended}
