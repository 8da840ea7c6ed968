from datetime import date, time

import factory

from tests.factories.groups import GroupFactory, StationFactory
from tests.factories.platform import CampaignFactory, UserFactory, VillageFactory
from tests.factories.poverty import HouseholdFactory
from tianmen_congress.base.campaigns.enums import FormKind
from tianmen_congress.base.campaigns.models import CampaignForm
from visits.enums import VisitKind
from visits.models import HouseholdCall, Visit
from visits.pairings.enums import AidKind, DeedKind
from visits.pairings.models import Aid, Deed, Effect, HouseholdPairing
from visits.receptions.models import Duty, DutyPlan, Reception


class FormFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CampaignForm
        django_get_or_create = ["campaign", "kind", "version"]

    campaign = factory.SubFactory(CampaignFactory)
    kind = FormKind.VISIT
    version = 1
    title = "走访记录表"
    published_at = "2017-05-01T00:00:00+08:00"


class VisitFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Visit

    group = factory.SubFactory(GroupFactory)
    township = factory.SelfAttribute("group.township")
    village = factory.SubFactory(
        VillageFactory, parent=factory.SelfAttribute("..township")
    )
    campaign = factory.SubFactory(CampaignFactory)
    form = factory.SubFactory(FormFactory, campaign=factory.SelfAttribute("..campaign"))
    kind = VisitKind.JOINT
    visited_on = date(2017, 6, 1)
    recorded_by = factory.SubFactory(UserFactory)


class CallFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HouseholdCall

    visit = factory.SubFactory(VisitFactory)
    township = factory.SelfAttribute("visit.township")
    household = factory.SubFactory(
        HouseholdFactory, village=factory.SelfAttribute("..visit.village")
    )


class PairingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = HouseholdPairing

    group = factory.SubFactory(GroupFactory)
    township = factory.SelfAttribute("group.township")
    person = factory.SubFactory("tests.factories.deputies.PersonFactory")
    household = factory.SubFactory(HouseholdFactory)


class ReceptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reception

    place = factory.SubFactory(StationFactory)
    township = factory.SelfAttribute("place.township")
    village = factory.SelfAttribute("place.village")
    campaign = factory.SubFactory(CampaignFactory)
    number = factory.Sequence(lambda n: f"渔薪2017-接-{n:03}")
    held_on = date(2017, 6, 1)
    voter_name = "张来访"
    matter = "村口桥栏断了两年"
    recorded_by = factory.SubFactory(UserFactory)


class DutyPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DutyPlan

    place = factory.SubFactory(StationFactory)
    quarter = date(2017, 4, 1)
    made_by = factory.SubFactory(UserFactory)


class DutyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Duty

    plan = factory.SubFactory(DutyPlanFactory)
    person = factory.SubFactory("tests.factories.deputies.PersonFactory")
    day = date(2017, 6, 1)
    start = time(9)
    finish = time(11)


class AidFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Aid

    pairing = factory.SubFactory(PairingFactory)
    campaign = factory.SubFactory(CampaignFactory)
    recorded_by = factory.SubFactory(UserFactory)
    kind = AidKind.INDUSTRY
    detail = "养鸡200只"
    begun_on = date(2017, 6, 1)


class EffectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Effect

    aid = factory.SubFactory(AidFactory)
    pairing = factory.SelfAttribute("aid.pairing")
    campaign = factory.SelfAttribute("aid.campaign")
    recorded_by = factory.SubFactory(UserFactory)
    day = date(2017, 7, 1)
    gain = 4200


class DeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Deed

    pairing = factory.SubFactory(PairingFactory)
    campaign = factory.SubFactory(CampaignFactory)
    recorded_by = factory.SubFactory(UserFactory)
    kind = DeedKind.WORK
    what = "介绍务工"
    day = date(2017, 6, 1)
