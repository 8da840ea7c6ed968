from datetime import date

import factory

from groups.models import GroupVillage
from tests.factories.groups import GroupFactory
from tests.factories.platform import UserFactory
from tests.factories.poverty import PoorVillageFactory
from visits.support.enums import ProjectKind
from visits.support.models import VillageIncome, VillagePairing, VillageProject


class VillagePairingFactory(factory.django.DjangoModelFactory):
    """A group and a poor village of its township that it is linked to."""

    class Meta:
        model = VillagePairing
        skip_postgeneration_save = True

    group = factory.SubFactory(GroupFactory)
    township = factory.SelfAttribute("group.township")
    village = factory.SubFactory(
        PoorVillageFactory, village__parent=factory.SelfAttribute("...group.township")
    )
    since = date(2017, 5, 5)

    @factory.post_generation
    def link(pairing, create, extracted, **kwargs):  # noqa: N805 - factory_boy's way
        # unscoped: a row of the test
        GroupVillage.objects.get_or_create(
            group=pairing.group, village=pairing.village.village
        )


class VillageProjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VillageProject

    pairing = factory.SubFactory(VillagePairingFactory)
    name = "30千瓦光伏电站"
    kind = ProjectKind.SOLAR
    recorded_by = factory.SubFactory(UserFactory)


class VillageIncomeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VillageIncome

    village = factory.SubFactory(PoorVillageFactory)
    year = 2016
    operating = "3.20"
    recorded_by = factory.SubFactory(UserFactory)
