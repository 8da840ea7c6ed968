from datetime import date

import factory

from groups.activities.models import Activity
from groups.models import DeputyGroup, GroupMembership, GroupVillage
from groups.places.enums import Fulfilment
from groups.places.models import Place, PlaceFinding
from tests.factories.deputies import PersonFactory
from tests.factories.platform import (
    CampaignFactory,
    OrganFactory,
    TownshipFactory,
    UserFactory,
    VillageFactory,
)
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.campaigns.models import PlaceRequirement


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


class RequirementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlaceRequirement
        django_get_or_create = ["campaign", "kind", "code"]

    campaign = factory.SubFactory(CampaignFactory)
    kind = PlaceKind.ROOM
    code = "plan"
    title = "有活动计划"


class RoomFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

    kind = PlaceKind.ROOM
    group = factory.SubFactory(GroupFactory)
    township = factory.SelfAttribute("group.township")
    name = factory.LazyAttribute(lambda o: f"{o.group.name}活动室")


class StationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

    kind = PlaceKind.STATION
    village = factory.SubFactory(VillageFactory)
    township = factory.SelfAttribute("village.parent")
    name = factory.LazyAttribute(lambda o: f"{o.village.name}选民接待站")


class HomeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

    kind = PlaceKind.HOME
    township = factory.SubFactory(TownshipFactory)
    name = factory.LazyAttribute(lambda o: f"{o.township.name}人大代表之家")


class PlaceFindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlaceFinding

    place = factory.SubFactory(RoomFactory)
    requirement = factory.SubFactory(RequirementFactory)
    state = Fulfilment.THERE
    seen_on = date(2017, 6, 1)
    seen_by = "张三"
    recorded_by = factory.SubFactory(UserFactory)
