"""A roster of households taken in by mistake is undone as one, or not at all."""

import pytest

from poverty.actions import mark_lifted, restore_members, void_household
from poverty.imports import HouseholdKind
from poverty.models import Household, HouseholdMember
from tests.factories.visits import CallFactory, PairingFactory
from tests.poverty.imports.books import family, head, member, official
from tests.poverty.numbers import id_number
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.models import ImportBatch
from tianmen_congress.base.workbooks.undoing import examine

pytestmark = pytest.mark.django_db
HEAD, WIFE = id_number("19570227", 3), id_number("19600310", 2)


@pytest.fixture(autouse=True)
def _village(qingshan, campaign):
    return qingshan


def take(*rows, by):
    data = official(*rows)
    return actions.take(
        HouseholdKind(), data, name="花名册.xlsx", by=by, accept_rest=True
    )


def latest():
    return ImportBatch.objects.latest("pk")


def undo(by):
    return actions.undo(latest(), by=by, reason="导入了去年的表")


def obstacles():
    return [(each.model, each.reason) for each in examine(latest()).obstacles]


def people():
    rows = HouseholdMember.objects.order_by("pk")
    return [(m.name, m.relation, m.id_number, m.id_digest, m.health) for m in rows]


def test_households_and_their_people_go(office):
    take(*family(code="1"), *family("王强", serial=2, code="2"), by=office)

    undo(office)

    assert not Household.objects.exists()
    assert not HouseholdMember.objects.exists()


def test_codes_and_numbers_are_free_for_the_right_file(office):
    first = take(*family(code="1"), by=office).as_dict()
    undo(office)

    assert take(*family(code="1"), by=office).as_dict() == first


def test_what_a_roster_changed_is_as_it_was(office):
    take(*family(code="1", 联系电话="13800001234"), by=office)
    before = list(Household.objects.values("phone", "state", "lifted_year", "hamlet"))
    changed = {"联系电话": "13900005678", "脱贫属性": "已脱贫", "脱贫年度": 2016}
    take(*family(code="1", 自然村="三组", **changed), by=office)
    assert Household.objects.get().lifted_year == 2016

    undo(office)

    rows = Household.objects.values("phone", "state", "lifted_year", "hamlet")
    assert list(rows) == before


def test_members_are_as_they_were_with_their_numbers(office):
    take(*family(code="1"), by=office)
    before = people()
    rows = family(code="1")
    rows[1] |= {"健康状况": "残疾", "证件号码": id_number("19610310", 6)}
    take(*rows, by=office)
    assert people() != before

    undo(office)

    assert people() == before


def test_somebody_added_to_a_known_household_goes_again(office):
    take(*family(code="1"), by=office)
    rows = [*family(code="1"), member("张小丽", "之女", id_number("19950101", 8))]
    take(*rows, by=office)
    assert HouseholdMember.objects.count() == 4

    undo(office)

    assert [m.name for m in HouseholdMember.objects.all()] == ["张伟", "李芳", "张小宝"]


def test_who_is_head_changes_hands_and_back(office):
    """There is one head at a time, on the way back too."""
    take(*family(code="1"), by=office)
    before = people()
    rows = [
        head("李芳", WIFE, 户编号="1"),
        member("张伟", "配偶", HEAD, 户编号="1"),
    ]
    report = take(*rows, by=office)
    assert report.counts.changed == 1
    assert Household.objects.get().head_name == "李芳"

    undo(office)

    assert Household.objects.get().head_name == "张伟"
    assert people() == before


def test_numbers_that_changed_hands_go_back_in_one_go(office):
    """Each number is one person's at a time; restoring one first would take it twice."""
    take(*family(code="1"), by=office)
    husband, wife, _ = HouseholdMember.objects.order_by("pk")
    husband.id_number, wife.id_number = wife.id_number, husband.id_number
    for each in (husband, wife):
        each.set_derived()
    names = ["id_number", "id_digest"]

    restore_members([(husband, names), (wife, names)])

    assert [row[2] for row in people()[:2]] == [WIFE, HEAD]


@pytest.mark.parametrize(
    ("use", "said"),
    [
        (lambda home: PairingFactory(household=home), "已被代表联户使用（1条）"),
        (
            lambda home: CallFactory(
                household=home, visit__village=home.village, township=home.township
            ),
            "已被入户记录使用（1条）",
        ),
    ],
    ids=["paired", "called-on"],
)
def test_a_household_in_use_keeps_the_batch(office, use, said):
    take(*family(code="1"), *family("王强", serial=2, code="2"), by=office)
    use(Household.objects.get(code="1"))

    with pytest.raises(actions.UndoRefused, match="有1处"):
        undo(office)

    assert obstacles() == [(Household, said)]
    assert Household.objects.count() == 2


def test_a_household_that_was_lifted_since_keeps_the_batch(office):
    take(*family(code="1"), by=office)
    home = Household.objects.get()
    with acting_as(office):
        mark_lifted(home, by=office, year=2017)

    assert obstacles() == [(Household, "导入之后又有修改")]


def test_a_household_that_was_struck_off_since_keeps_the_batch(office):
    take(*family(code="1"), by=office)
    home = Household.objects.get()
    with acting_as(office):
        void_household(home, by=office, reason="重复登记")

    models = {model for model, _ in obstacles()}
    assert models == {Household, HouseholdMember}


def test_somebody_entered_by_hand_since_keeps_the_batch(office):
    take(*family(code="1"), by=office)
    home = Household.objects.get()
    with acting_as(office):
        HouseholdMember.objects.create(
            household=home, township=home.township, name="张小丽", relation="daughter"
        )

    assert obstacles() == [(Household, "已被家庭成员使用（1条）")]


def test_a_roster_that_changed_nothing_is_undone_without_a_trace(office):
    take(*family(code="1"), by=office)
    events = Household.pgh_event_model.objects.count()
    take(*family(code="1"), by=office)

    undo(office)

    assert Household.objects.count() == 1
    assert Household.pgh_event_model.objects.count() == events


def test_the_number_of_queries_does_not_grow_with_the_roster(
    office, django_assert_num_queries
):
    def queries():
        with django_assert_num_queries(11):
            examine(latest())

    take(*family(code="1"), by=office)
    queries()
    rows = [f for n in range(2, 8) for f in family("王强", serial=n, code=str(n))]
    take(*rows, by=office)
    queries()
