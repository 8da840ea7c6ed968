import factory

from poverty.enums import Category, Cause, Relation
from poverty.models import Household, HouseholdMember, PoorVillage
from tests.factories.platform import VillageFactory


class PoorVillageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PoorVillage

    village = factory.SubFactory(VillageFactory)
    township = factory.SelfAttribute("village.parent")


class HouseholdFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Household

    village = factory.SubFactory(VillageFactory)
    township = factory.SelfAttribute("village.parent")
    head_name = factory.Sequence(lambda n: f"户主{n}")
    category = Category.GENERAL
    main_cause = Cause.ILLNESS


class MemberFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HouseholdMember

    household = factory.SubFactory(HouseholdFactory)
    township = factory.SelfAttribute("household.township")
    name = factory.Sequence(lambda n: f"成员{n}")
    relation = Relation.SPOUSE
