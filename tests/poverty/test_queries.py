import pytest

from poverty.enums import PovertyState, Relation
from poverty.queries import (
    bearers_of,
    counts_of,
    households_of_bearer,
    search_households,
    taken_in_words,
    with_member_count,
)
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory
from tests.poverty.numbers import id_number
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.personal.fields import digest

pytestmark = pytest.mark.django_db


@pytest.fixture
def shan(qingshan):
    """单 is read shan as a surname."""
    return HouseholdFactory(village=qingshan, head_name="单玉兰", code="4290061050001")


@pytest.fixture
def others(qingshan, duobao):
    return [
        HouseholdFactory(village=qingshan, head_name="张伟"),
        HouseholdFactory(village__parent=duobao, head_name="单玉兰"),
    ]


@pytest.mark.parametrize(
    "text",
    ["单玉兰", "玉兰", "shan", "SHANYU", "syl", "sy", "4290061050001", " 单玉　兰"],
)
def test_a_household_is_found_by_name_sound_initials_and_code(
    clerk, shan, others, text
):
    assert list(search_households(user=clerk, text=text)) == [shan]


@pytest.mark.parametrize("text", ["danyulan", "李", "42900610500", "%", "_", "\0x"])
def test_what_does_not_fit_finds_nothing(clerk, shan, others, text):
    assert list(search_households(user=clerk, text=text)) == []


def test_without_words_all_in_sight_are_found(clerk, shan, others):
    assert set(search_households(user=clerk)) == {shan, others[0]}


def test_another_township_finds_only_its_own(other_clerk, shan, others):
    assert list(search_households(user=other_clerk, text="单")) == [others[1]]


def test_a_search_in_a_village_stays_in_it(clerk, yuxin, shan):
    elsewhere = VillageFactory(parent=yuxin)
    HouseholdFactory(village=elsewhere, head_name="单玉兰")

    assert list(search_households(user=clerk, text="单", village=shan.village)) == [
        shan
    ]


def test_a_whole_id_number_finds_the_household_of_its_bearer(clerk, shan, others):
    number = id_number()
    MemberFactory(household=shan, id_number=number)
    MemberFactory(household=others[0], id_number="")

    assert list(households_of_bearer(user=clerk, number=number)) == [shan]
    assert list(households_of_bearer(user=clerk, number=number[:17])) == []
    assert list(households_of_bearer(user=clerk, number="")) == []


def test_a_text_that_may_stand_in_an_address_finds_nobody_by_id_number(clerk, shan):
    MemberFactory(household=shan, id_number=id_number())

    assert list(search_households(user=clerk, text=id_number())) == []
    assert list(search_households(user=clerk, text=shan.code)) == [shan]


def test_an_id_number_finds_nothing_for_those_who_may_not_see_numbers(
    leader, supervisor, shan
):
    MemberFactory(household=shan, id_number=id_number())

    for user in (leader, supervisor):
        assert not households_of_bearer(user=user, number=id_number()).exists()
        assert not search_households(user=user, text="单玉兰").exists()
        assert list(search_households(user=user, text="单*兰")) == [shan]


def test_a_member_who_left_is_found_no_more(clerk, shan):
    MemberFactory(household=shan, id_number=id_number(), left_on=today())

    assert not households_of_bearer(user=clerk, number=id_number()).exists()


def test_a_household_struck_off_is_not_found(clerk, shan):
    type(shan).objects.update(voided_at="2017-07-01T00:00Z", void_reason="重复")

    assert not search_households(user=clerk, text="单").exists()


def test_members_at_home_are_counted_once_for_a_secretary_too(secretary, shan):
    MemberFactory(household=shan, relation=Relation.HEAD)
    MemberFactory(household=shan)
    MemberFactory(household=shan, left_on=today())

    rows = with_member_count(search_households(user=secretary))

    assert [row.member_count for row in rows] == [2]


def test_counts_say_households_by_state_and_people(clerk, shan, others):
    others[0].state = PovertyState.LIFTED
    others[0].save()
    MemberFactory(household=shan)
    MemberFactory(household=shan, left_on=today())
    MemberFactory(household=others[0])
    MemberFactory(household=others[1])

    counts = counts_of(search_households(user=clerk))

    assert counts == {"poor": 1, "lifted": 1, "households": 2, "people": 2}


def test_a_household_counts_once_however_many_people_a_list_joins(clerk, shan):
    MemberFactory(household=shan)
    MemberFactory(household=shan)

    rows = with_member_count(search_households(user=clerk))

    for listed in (rows, rows.filter(members__isnull=False)):
        assert counts_of(listed)["households"] == 1


def test_a_number_is_known_by_its_digest_in_the_whole_city(others):
    member = MemberFactory(household=others[1], id_number=id_number())

    assert bearers_of([id_number(), id_number(serial=9), ""]) == {
        digest(id_number()): member
    }


def test_where_a_number_stands_is_told_only_to_those_who_see_it(
    clerk, other_clerk, office, shan
):
    member = MemberFactory(household=shan, id_number=id_number())
    place = "此身份证号码已登记在青山村委会单玉兰户"

    assert taken_in_words(member, user=clerk) == place
    assert taken_in_words(member, user=office) == place
    assert taken_in_words(member, user=other_clerk) == "此身份证号码已登记在其他乡镇"
