import pytest

from tests.factories.deputies import MandateFactory
from tests.factories.groups import HomeFactory, MembershipFactory, StationFactory
from tests.kept import kept


@kept
def station(qingshan):
    return StationFactory(village=qingshan, name="青山村选民接待站")


@kept
def home(yuxin):
    return HomeFactory(township=yuxin)


@kept
def hearer(yuxin, yuxin_group):
    """A deputy of the group of the station's village, in office."""
    mandate = MandateFactory(person__name="王代表", township=yuxin)
    MembershipFactory(group=yuxin_group, person=mandate.person)
    return mandate.person


@kept
def second_hearer(yuxin, yuxin_group):
    mandate = MandateFactory(person__name="李代表", township=yuxin)
    MembershipFactory(group=yuxin_group, person=mandate.person)
    return mandate.person


@pytest.fixture
def typed(hearer, campaign):
    """What the page of a reception sends, the usual one."""

    def typed(**more):
        usual = {
            "held_on": "2017-06-01",
            "channel": "visit",
            "deputies": [hearer.pk],
            "voter_name": "张来访",
            "phone": "138 0000 1234",
            "party": "3",
            "is_own_district": "on",
            "matter": "村口桥栏断了两年",
            "outcome": "answered",
            "answer": "已向村里核实，月底修好",
        }
        return usual | more

    return typed
