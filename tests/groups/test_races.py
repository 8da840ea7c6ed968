"""Two at once: whoever comes second is told, and nothing is there twice."""

from datetime import date

import pytest

from groups import actions
from groups.models import GroupMembership, GroupVillage
from tests.factories.deputies import PersonFactory
from tests.factories.groups import GroupFactory
from tests.factories.platform import (
    OrganFactory,
    TownshipFactory,
    VillageFactory,
    user_of,
)
from tests.racing import at_once, waits_for
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.divisions.models import Division

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def township(transactional_db):
    return TownshipFactory(name="渔薪镇", code="429006105")


@pytest.fixture
def keeper(township):
    organ = OrganFactory(kind=OrganKind.OFFICE, name="市人大常委会机关")
    return user_of(Role.OFFICE, organ)


def test_of_two_groups_that_take_in_the_same_deputy_one_is_refused(township, keeper):
    groups = [GroupFactory(township=township) for _ in range(2)]
    for _ in range(5):
        person = PersonFactory()

        answers = at_once(
            *[
                lambda group=group, person=person: actions.add_member(
                    group, person, by=keeper
                )
                for group in groups
            ]
        )

        assert sum(answer is not None for answer in answers) == 1
        assert GroupMembership.objects.filter(person=person).count() == 1


def test_of_two_groups_that_are_linked_to_one_village_one_is_refused(township, keeper):
    groups = [GroupFactory(township=township) for _ in range(2)]
    for _ in range(5):
        village = VillageFactory(parent=township)

        answers = at_once(
            *[
                lambda group=group, village=village: actions.link_village(
                    group, village, by=keeper
                )
                for group in groups
            ]
        )

        assert sum(answer is not None for answer in answers) == 1
        assert GroupVillage.objects.filter(village=village).count() == 1


def test_who_links_a_village_waits_for_whoever_does(township, keeper):
    village, group = VillageFactory(parent=township), GroupFactory(township=township)

    def link():
        actions.link_village(group, village, by=keeper)

    assert waits_for(Division.objects.filter(pk=village.pk), link)
    assert not GroupVillage.objects.filter(village=village).exists()
    assert not waits_for(Division.objects.exclude(pk=village.pk), link)
    assert GroupVillage.objects.filter(village=village).count() == 1


def test_of_two_clerks_who_end_a_membership_one_is_told(township, keeper):
    group, day = GroupFactory(township=township), date(2017, 7, 1)
    for _ in range(5):
        membership = actions.add_member(group, PersonFactory(), by=keeper)

        answers = at_once(
            *[
                lambda pk=membership.pk: actions.end_membership(
                    GroupMembership.objects.get(pk=pk), by=keeper, until=day
                )
            ]
            * 2
        )

        assert sum(answer is not None for answer in answers) == 1
