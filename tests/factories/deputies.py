from datetime import date

import factory

from deputies.enums import Tier
from deputies.models import Congress, Mandate, Person
from tests.factories.platform import TownshipFactory


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"代表{n}")


class CongressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Congress
        django_get_or_create = ["tier", "division", "term"]

    tier = Tier.TOWNSHIP
    division = factory.SubFactory(TownshipFactory)
    term = 1
    name = factory.LazyAttribute(lambda o: f"{o.division.name}人民代表大会")


class MandateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mandate

    person = factory.SubFactory(PersonFactory)
    township = factory.SubFactory(TownshipFactory)
    congress = factory.SubFactory(
        CongressFactory,
        tier=factory.SelfAttribute("..tier"),
        division=factory.SelfAttribute("..township"),
    )
    tier = Tier.TOWNSHIP
    since = date(2016, 11, 1)
