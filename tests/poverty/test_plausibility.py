from datetime import date

import pytest

from poverty.checks.plausibility import MEN, WOMEN, oddities
from poverty.enums import Relation
from poverty.models import HouseholdMember
from tests.poverty.numbers import id_number
from tianmen_congress.base.personal.values import Sex

DAY = date(2017, 7, 25)


def somebody(relation, sex="", born=None, **fields):
    birth_on = born and date(born, 1, 1)
    return HouseholdMember(relation=relation, sex=sex, birth_on=birth_on, **fields)


def odd(*members):
    return [(o.member.relation, o.field, o.text) for o in oddities(members, on=DAY)]


def test_an_ordinary_family_is_not_odd():
    family = [
        somebody(Relation.HEAD, Sex.MALE, 1957, id_number=id_number("19570101", 1)),
        somebody(Relation.SPOUSE, Sex.FEMALE, 1960),
        somebody(Relation.SON, Sex.MALE, 1981),
        somebody(Relation.DAUGHTER_IN_LAW, Sex.FEMALE, 1985),
        somebody(Relation.GRANDDAUGHTER, Sex.FEMALE, 2010),
        somebody(Relation.MOTHER, Sex.FEMALE, 1935),
        somebody(Relation.OTHER),
    ]

    assert odd(*family) == []


def test_a_son_who_is_a_woman_is_odd():
    assert odd(somebody(Relation.SON, Sex.FEMALE)) == [
        ("son", "relation", "与户主关系“之子”与性别“女”不符，请核对")
    ]


def test_a_spouse_of_the_same_sex_is_odd():
    family = somebody(Relation.HEAD, Sex.MALE), somebody(Relation.SPOUSE, Sex.MALE)

    assert odd(*family) == [("spouse", "sex", "配偶与户主性别相同，请核对")]


@pytest.mark.parametrize(
    ("relation", "born", "is_odd"),
    [
        (Relation.SON, 1971, False),
        (Relation.SON, 1970, True),
        (Relation.SON, 1940, True),
        (Relation.FATHER, 1943, False),
        (Relation.FATHER, 1944, True),
        (Relation.FATHER, 1990, True),
        (Relation.GRANDSON, 1985, False),
        (Relation.GRANDSON, 1984, True),
        (Relation.GRANDFATHER, 1929, False),
        (Relation.GRANDFATHER, 1930, True),
    ],
)
def test_generations_are_some_years_apart(relation, born, is_odd):
    family = somebody(Relation.HEAD, born=1957), somebody(relation, born=born)

    assert bool(odd(*family)) is is_odd


def test_nothing_is_said_about_a_day_of_birth_that_is_not_known():
    assert odd(somebody(Relation.HEAD), somebody(Relation.SON, born=1990)) == []


def test_a_very_old_member_and_a_child_as_head_are_odd():
    family = somebody(Relation.HEAD, born=2002), somebody(Relation.OTHER, born=1906)

    assert odd(*family) == [
        ("head", "id_number", "户主只有15岁，请核对"),
        ("other", "id_number", "年龄111岁，请核对"),
    ]


def test_the_number_of_a_woman_in_the_row_of_a_man_is_odd():
    member = somebody(Relation.HEAD, Sex.MALE, 1957, id_number=id_number("19570101", 2))

    assert odd(member) == [
        ("head", "id_number", "身份证号码的性别位与所填性别不一致，请核对")
    ]


def test_no_relation_is_of_both_sexes():
    assert not MEN & WOMEN
