"""What the database itself holds to."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from poverty.enums import PovertyState, Relation, VillageState
from poverty.models import Household, HouseholdMember
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tests.poverty.numbers import id_number
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.personal.fields import digest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"state": PovertyState.POOR, "lifted_year": 2016},
        {"state": PovertyState.LIFTED, "returned_year": 2016},
        {"state": PovertyState.POOR, "returned_year": 2016},
        {"state": "rich"},
        {"category": "unknown"},
        {"main_cause": "unknown"},
        {"void_reason": "没有时间"},
        {"voided_at": "2017-07-01T00:00Z"},
    ],
)
def test_a_household_that_contradicts_itself_is_not_stored(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseholdFactory(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": VillageState.LISTED, "delisted_year": 2016},
        {"state": VillageState.DELISTED},
        {"state": "unknown"},
    ],
)
def test_a_village_that_contradicts_itself_is_not_stored(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        PoorVillageFactory(**fields)


@pytest.mark.parametrize(
    "fields",
    [{"relation": "friend"}, {"sex": "x"}, {"health": "ill"}, {"labour": "some"}],
)
def test_a_member_with_an_unknown_value_is_not_stored(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFactory(**fields)


def test_a_village_is_declared_poor_once(qingshan):
    PoorVillageFactory(village=qingshan)

    with pytest.raises(IntegrityError), transaction.atomic():
        PoorVillageFactory(village=qingshan)


def test_a_household_has_one_head_at_home():
    head = MemberFactory(relation=Relation.HEAD)
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberFactory(household=head.household, relation=Relation.HEAD)

    head.left_on, head.left_reason = today(), "死亡"
    head.save()
    MemberFactory(household=head.household, relation=Relation.HEAD)


def test_a_code_is_given_once_and_none_is_no_code():
    HouseholdFactory.create_batch(2, code="")
    HouseholdFactory(code="4290061050001")

    with pytest.raises(IntegrityError), transaction.atomic():
        HouseholdFactory(code="4290061050001")


def test_a_broken_rule_speaks_to_the_user():
    household = HouseholdFactory()
    household.lifted_year = 2016

    with pytest.raises(ValidationError, match="未脱贫的户不填脱贫年度"):
        household.full_clean()


def test_who_left_may_be_registered_elsewhere():
    number = id_number()
    MemberFactory(id_number=number, left_on=today(), left_reason="分户")

    again = MemberFactory(id_number=number)

    assert list(HouseholdMember.objects.at_home()) == [again]


def test_members_without_a_number_are_many():
    MemberFactory.create_batch(2, id_number="")

    assert set(HouseholdMember.objects.values_list("id_digest", flat=True)) == {""}


def test_a_number_is_readable_in_python_only():
    member = MemberFactory(id_number=id_number())

    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM poverty_householdmember")
        stored = cursor.fetchone()[0]

    assert id_number() not in stored
    assert HouseholdMember.objects.get(pk=member.pk).id_number == id_number()
    assert member.id_digest == digest(id_number().lower())


def test_events_keep_numbers_encrypted_too():
    MemberFactory(id_number=id_number())

    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM poverty_householdmemberevent")
        stored = cursor.fetchone()[0]

    assert id_number() not in stored


def test_names_sound_as_surnames_do():
    household = HouseholdFactory(head_name="单 玉兰")

    assert (household.pinyin, household.initials) == ("shan yu lan", "syl")


def test_lists_go_by_village_and_sound(yuxin):
    first = VillageFactory(parent=yuxin, code="429006105001")
    second = VillageFactory(parent=yuxin, code="429006105002")
    rows = [
        HouseholdFactory(village=village, head_name=name)
        for village, name in ((first, "安康"), (first, "周明"), (second, "白雪"))
    ]

    assert list(Household.objects.all()) == rows


def test_a_household_and_a_village_are_called_by_name(qingshan):
    assert str(HouseholdFactory(head_name="张伟")) == "张伟户"
    assert str(PoorVillageFactory(village=qingshan)) == "青山村委会"
