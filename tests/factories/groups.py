from datetime import date

import factory

from groups.activities.models import Activity
from groups.models import DeputyGroup, GroupMembership, GroupVillage
from tests.factories.deputies import PersonFactory
from tests.factories.platform import (
    CampaignFactory,
    OrganFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)
from tianmen_congress.base.accounts.enums import OrganKind


class GroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DeputyGroup

    township = factory.SubFactory(TownshipFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.LazyAttribute(lambda o: f"{o.township.name}第{o.number}代表小组")
    organ = factory.SubFactory(
        OrganFactory,
        kind=OrganKind.GROUP,
        name=factory.SelfAttribute("..name"),
        division=factory.SelfAttribute("..township"),
    )


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GroupMembership

    group = factory.SubFactory(GroupFactory)
    person = factory.SubFactory(PersonFactory)


class GroupVillageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GroupVillage

    group = factory.SubFactory(GroupFactory)
    village = factory.SubFactory(
        VillageFactory, parent=factory.SelfAttribute("..group.township")
    )


class ActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Activity

    campaign = factory.SubFactory(CampaignFactory)
    group = factory.SubFactory(GroupFactory)
    township = factory.SelfAttribute("group.township")
    held_on = date(2017, 6, 1)
    title = "六月小组活动"
    recorded_by = factory.SubFactory(UserFactory)
