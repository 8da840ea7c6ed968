from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from poverty import actions
from poverty.enums import PovertyState, Relation, VillageState
from poverty.models import Household, HouseholdMember, PoorVillage
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tests.poverty.numbers import id_number
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.personal.values import Sex

pytestmark = pytest.mark.django_db


@pytest.fixture
def household(qingshan):
    return HouseholdFactory(village=qingshan, head_name="张伟")


@pytest.fixture
def head(household):
    return MemberFactory(
        household=household,
        name="张伟",
        relation=Relation.HEAD,
        id_number=id_number("19570227", 913),
    )


def unsaved(village, **fields):
    return Household(
        village=village, category="general", main_cause="illness", **fields
    )


def person(name="王丽", relation=Relation.HEAD, **fields):
    return HouseholdMember(name=name, relation=relation, **fields)


def test_a_household_is_opened_with_its_people_and_named_after_its_head(
    clerk, qingshan
):
    members = [person("张小宝", Relation.SON), person("张伟", id_number=id_number())]

    household = actions.register_household(unsaved(qingshan), by=clerk, members=members)

    household.refresh_from_db()
    assert (household.head_name, household.initials) == ("张伟", "zw")
    assert household.township == qingshan.parent
    assert {m.township for m in household.members.all()} == {qingshan.parent}


def test_the_number_tells_the_day_of_birth_and_the_sex(clerk, qingshan):
    members = [person(id_number=id_number("19570227", 912))]

    household = actions.register_household(unsaved(qingshan), by=clerk, members=members)

    head = household.members.get()
    assert (head.birth_on, head.sex) == (date(1957, 2, 27), Sex.FEMALE)


def test_the_sex_that_was_written_stays(clerk, qingshan):
    members = [person(id_number=id_number("19570227", 912), sex=Sex.MALE)]

    household = actions.register_household(unsaved(qingshan), by=clerk, members=members)

    assert household.members.get().sex == Sex.MALE


@pytest.mark.parametrize("relations", [[], [Relation.SON], [Relation.HEAD] * 2])
def test_a_household_has_exactly_one_head(clerk, qingshan, relations):
    members = [person(relation=relation) for relation in relations]

    with pytest.raises(ValidationError, match="有且只有一名户主"):
        actions.register_household(unsaved(qingshan), by=clerk, members=members)

    assert not Household.objects.exists()


@pytest.mark.parametrize(
    "who", ["other_clerk", "secretary", "supervisor", "leader", "deputy"]
)
def test_only_who_keeps_the_books_writes_households(request, who, household, head):
    user = request.getfixturevalue(who)

    for attempt in (
        lambda: actions.register_household(
            unsaved(household.village), by=user, members=[person()]
        ),
        lambda: actions.revise_household(household, by=user, members=[head]),
        lambda: actions.mark_lifted(household, by=user, year=2016),
        lambda: actions.void_household(household, by=user, reason="重复"),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_a_new_head_follows_the_old_one_in_one_go(clerk, household, head):
    son = MemberFactory(household=household, name="张小宝", relation=Relation.SON)
    son.relation, head.relation = Relation.HEAD, Relation.FATHER

    actions.revise_household(household, by=clerk, members=[son, head])

    household.refresh_from_db()
    assert household.head_name == "张小宝"
    assert household.members.get(relation=Relation.HEAD) == son


def test_two_numbers_that_were_swapped_are_swapped_back(clerk, household, head):
    son = MemberFactory(
        household=household, relation=Relation.SON, id_number=id_number(serial=7)
    )
    head.id_number, son.id_number = son.id_number, head.id_number

    actions.revise_household(household, by=clerk, members=[head, son])

    numbers = {m.relation: m.id_number for m in household.members.all()}
    assert numbers == {"head": id_number(serial=7), "son": id_number("19570227", 913)}


def test_a_member_who_did_not_change_leaves_no_event(clerk, household, head):
    events = HouseholdMember.pgh_event_model.objects.filter(pgh_obj=head)
    actions.complete(head)
    head.save()
    before = events.count()

    actions.revise_household(household, by=clerk, members=[head])
    assert events.count() == before

    head.health = "chronic"
    actions.revise_household(household, by=clerk, members=[head])
    assert events.count() == before + 1


def test_a_household_does_not_move_to_another_township(clerk, duobao, household, head):
    household.village = VillageFactory(parent=duobao)

    with pytest.raises(actions.HouseholdRefused, match="其他乡镇"):
        actions.revise_household(household, by=clerk, members=[head])


def test_a_household_goes_out_of_poverty_falls_back_and_comes_out_again(
    clerk, household
):
    household = actions.mark_lifted(household, by=clerk, year=2015)
    assert (household.state, household.lifted_year) == (PovertyState.LIFTED, 2015)

    household = actions.mark_returned(household, by=clerk, year=2016)
    assert (household.state, household.returned_year) == (PovertyState.RETURNED, 2016)
    assert household.lifted_year == 2015

    household = actions.mark_lifted(household, by=clerk, year=2017)
    assert (household.lifted_year, household.returned_year) == (2017, None)
    assert household.version == 4


def test_a_step_that_was_taken_already_is_refused_in_words(clerk, household):
    lifted = actions.mark_lifted(household, by=clerk, year=2015)

    # `household` is the page as it was before.
    with pytest.raises(actions.HouseholdRefused, match="已脱贫"):
        actions.mark_lifted(household, by=clerk, year=2016)
    with pytest.raises(actions.HouseholdRefused, match="不能早于脱贫年度"):
        actions.mark_returned(lifted, by=clerk, year=2014)


def test_a_poor_household_cannot_fall_back(clerk, household):
    with pytest.raises(actions.HouseholdRefused, match="未脱贫"):
        actions.mark_returned(household, by=clerk, year=2016)


def test_a_household_struck_off_stays_on_file_and_lets_its_people_go(
    clerk, household, head
):
    actions.void_household(household, by=clerk, reason="重复录入")

    household.refresh_from_db()
    head.refresh_from_db()
    assert household.void_reason == "重复录入"
    assert (head.left_on, head.left_reason) == (today(), "本户作废")
    assert head.id_number == id_number("19570227", 913)
    actions.register_household(
        unsaved(household.village),
        by=clerk,
        members=[person(id_number=head.id_number)],
    )


def test_a_household_struck_off_is_changed_no_more(clerk, household, head):
    household = actions.void_household(household, by=clerk, reason="重复录入")

    with pytest.raises(PermissionDenied):
        actions.revise_household(household, by=clerk, members=[head])
    with pytest.raises(PermissionDenied):
        actions.mark_lifted(household, by=clerk, year=2016)


def test_the_database_lets_nobody_into_two_households(household, head):
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFactory(household__village=household.village, id_number=head.id_number)


def test_a_look_at_full_numbers_goes_into_the_trail_without_a_number(
    clerk, household, head
):
    MemberFactory(household=household)

    assert actions.look_at_numbers(household, by=clerk) == {head.pk: head.id_number}

    entry = TrailEntry.objects.get(kind=Kind.FULL_LOOK)
    assert (entry.kind, entry.user, entry.rows) == (Kind.FULL_LOOK, clerk, 1)
    assert entry.township == household.township
    assert entry.subject == f"贫困户 {household.pk}"


@pytest.mark.parametrize("who", ["leader", "supervisor"])
def test_those_who_see_masked_data_never_get_full_numbers(request, who, household):
    with pytest.raises(PermissionDenied):
        actions.look_at_numbers(household, by=request.getfixturevalue(who))

    assert not TrailEntry.objects.filter(kind=Kind.FULL_LOOK).exists()


def test_the_office_declares_a_village_poor_and_the_presidium_keeps_its_file(
    office, clerk, other_clerk, qingshan
):
    village = actions.declare_village(PoorVillage(village=qingshan), by=office)
    assert (village.township, village.state) == (qingshan.parent, VillageState.LISTED)

    village.delisted_year = 2016
    actions.revise_village(village, by=clerk)
    village.refresh_from_db()
    assert village.state == VillageState.DELISTED

    with pytest.raises(PermissionDenied):
        actions.revise_village(village, by=other_clerk)


def test_a_presidium_declares_no_village_poor(clerk, qingshan):
    with pytest.raises(PermissionDenied):
        actions.declare_village(PoorVillage(village=qingshan), by=clerk)

    assert not PoorVillage.objects.exists()


def test_a_village_that_lost_its_year_is_poor_again(clerk, qingshan):
    village = PoorVillageFactory(
        village=qingshan, state=VillageState.DELISTED, delisted_year=2016
    )
    village.delisted_year = None

    actions.revise_village(village, by=clerk)

    assert village.state == VillageState.LISTED
