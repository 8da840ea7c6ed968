"""What the database shows of a value is what the mask shows of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import F, OuterRef, Subquery

from deputies.models import Person
from poverty.models import Household, HouseholdMember
from tests.factories.deputies import PersonFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory
from tianmen_congress.base.ui import masks
from tianmen_congress.base.ui.lookups import sounds
from tianmen_congress.base.ui.probing import MASKED, guarded, orders_by_hidden, reads

pytestmark = pytest.mark.django_db
VALUES = {
    "name": ["付", "张三", "付国华", "欧阳春雪", "阿依古丽·买买提", "𠮷田", "a b c"],
    "phone": ["", "110", "1234567", "138 0000 1234", "0728-5220000", "13800001234"],
}


@pytest.mark.parametrize("kind", MASKED)
def test_the_database_masks_as_the_page_does(kind, qingshan):
    column = {"name": "head_name", "phone": "phone"}[kind]
    for value in VALUES[kind]:
        HouseholdFactory(village=qingshan, **{column: value})

    rows = Household.objects.annotate(shown=MASKED[kind](F(column)))

    assert dict(rows.values_list(column, "shown")) == {
        value: masks.MASKS[kind](value) for value in VALUES[kind]
    }


@pytest.mark.parametrize(
    ("column", "text", "whole", "masked"),
    [
        ("head_name", "国", 1, 0),
        ("head_name", "付", 1, 1),
        ("head_name", "付*华", 0, 1),
        ("phone", "1234", 1, 1),
        ("phone", "0000", 1, 0),
        ("code", "0077", 1, 1),
        ("note", "残疾", 1, 0),
    ],
)
def test_a_value_is_searched_as_it_is_read(
    office, leader, qingshan, column, text, whole, masked
):
    HouseholdFactory(
        village=qingshan,
        head_name="付国华",
        phone="13800001234",
        code="420077",
        note="有残疾人",
    )

    def found(user):
        return Household.objects.filter(reads(user, Household, column, text)).count()

    assert (found(office), found(leader)) == (whole, masked)


def annotated():
    """A telephone brought in from elsewhere and asked for under another name."""
    phones = Household.objects.filter(pk=OuterRef("household")).values("phone")
    return HouseholdMember.objects.annotate(found=Subquery(phones)).filter(found="1")


HIDDEN = {
    "a masked field": lambda: Household.objects.filter(head_name="付国华"),
    "its sound": lambda: Household.objects.filter(sounds("fuguo")),
    "what is not named": lambda: Household.objects.filter(note="残疾"),
    "a field of a row pointed to": lambda: HouseholdMember.objects.filter(
        household__phone="1"
    ),
    "all but those": lambda: Household.objects.exclude(head_name="付国华"),
    "a digest": lambda: Household.objects.filter(members__id_digest="1"),
    "a query within": lambda: Household.objects.filter(
        pk__in=HouseholdMember.objects.filter(name="付国华").values("household")
    ),
    "a comparison of two": lambda: Household.objects.filter(hamlet=F("head_name")),
    "an annotation": annotated,
    "a deputy's telephone": lambda: Person.objects.filter(phone="1"),
}
OPEN = {
    "the place": lambda: Household.objects.filter(village__name="青山"),
    "the code": lambda: Household.objects.filter(code="1"),
    "the state of a relation": lambda: Household.objects.filter(members__sex="male"),
    "a deputy's name": lambda: Person.objects.filter(name="钱一鸣"),
}


@pytest.mark.parametrize("rows", HIDDEN.values(), ids=HIDDEN)
def test_a_search_by_what_is_hidden_is_refused_whoever_wrote_it(rows, office, leader):
    assert guarded(rows(), user=office).count() == 0
    with pytest.raises(PermissionDenied):
        guarded(rows(), user=leader)


@pytest.mark.parametrize("rows", OPEN.values(), ids=OPEN)
def test_a_search_by_what_all_may_read_is_let_through(rows, leader):
    assert guarded(rows(), user=leader).count() == 0


@pytest.mark.parametrize(
    ("key", "is_hidden"),
    [
        ("-head_name", True),
        ("pinyin", True),
        ("members__birth_on", True),
        (F("phone").desc(), True),
        ("no_such_field", True),
        ("village__pinyin", False),
        ("-code", False),
        (F("income").asc(), False),
        ("pk", False),
        ("village_id", False),
    ],
)
def test_an_order_by_what_is_hidden_is_known(key, is_hidden):
    assert orders_by_hidden(Household.objects.all(), key) == is_hidden


def test_rows_sorted_by_a_row_are_sorted_as_that_one_sorts_its_own():
    members = HouseholdMember.objects.all()

    assert orders_by_hidden(members, "household")
    assert not orders_by_hidden(members, "household_id")


def test_an_order_loses_what_is_hidden_and_keeps_the_rest(office, leader, qingshan):
    first = HouseholdFactory(village=qingshan, head_name="朱一")
    second = HouseholdFactory(village=qingshan, head_name="安一")
    PersonFactory()
    MemberFactory(household=first)
    rows = Household.objects.all()

    assert list(guarded(rows, user=office)) == [second, first]
    assert list(guarded(rows, user=leader)) == [first, second]
    assert guarded(rows, user=leader).query.order_by == ("village__code", "pk")
