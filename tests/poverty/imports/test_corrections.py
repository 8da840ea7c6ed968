"""A corrected roster of households: what it changes is shown, what hands changed is asked."""

import pytest

from poverty.models import Household, HouseholdMember
from tests.poverty.imports.books import family
from tests.poverty.imports.test_undo import latest, take, undo
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.workbooks.actions import answer_all
from tianmen_congress.base.workbooks.corrections import KEEP, TAKE
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.models import ImportIssue

pytestmark = pytest.mark.django_db
OLD, NEW, OWN = "13800001234", "13900005678", "13700000001"


@pytest.fixture(autouse=True)
def _village(qingshan, campaign):
    return qingshan


def outcome(report):
    counts = report.counts
    return counts.new, counts.changed, counts.unchanged, counts.rejected


def said(report, kind):
    return [(each.column, each.reason) for each in report.of_kind(kind)]


def type_over(phone, by):
    household = Household.objects.get()
    household.phone = phone
    with acting_as(by):
        household.save()


def test_what_a_roster_brought_gives_way_and_is_shown(office):
    take(*family(code="1", 联系电话=OLD), by=office)
    rows = family(code="1", 联系电话=NEW, 脱贫属性="已脱贫", 脱贫年度=2016)
    rows[1] |= {"健康状况": "残疾"}

    report = take(*rows, by=office)

    assert outcome(report) == (0, 1, 0, 0)
    assert said(report, IssueKind.CHANGE) == [
        ("脱贫属性", "原为“未脱贫”，改为“已脱贫”"),
        ("脱贫年度", "原为（空），改为“2016”"),
        ("联系电话", "原为“138000*1234”，改为“139000*5678”"),
        ("健康状况", "原为（空），改为“残疾”"),
    ]
    assert outcome(take(*rows, by=office)) == (0, 0, 1, 0)


@pytest.mark.parametrize(("value", "phone"), [(KEEP, OWN), (TAKE, NEW)])
def test_what_was_changed_by_hand_since_waits_for_an_answer(office, value, phone):
    take(*family(code="1", 联系电话=OLD), by=office)
    type_over(OWN, office)
    rows = family(code="1", 联系电话=NEW, 自然村="三组")

    report = take(*rows, by=office)

    assert outcome(report) == (0, 0, 0, 1)
    assert (Household.objects.get().phone, Household.objects.get().hamlet) == (OWN, "")
    question = ImportIssue.objects.open_questions().get()
    assert OWN not in f"{question.reason}{question.candidates}{question.about}"
    assert answer_all([(question, value)], by=office) == (1, [])
    household = Household.objects.get()
    assert (household.phone, household.hamlet) == (phone, "三组")
    assert outcome(take(*rows, by=office)) == (0, 0, 1, 0)


def test_undoing_it_brings_the_earlier_values_back(office):
    take(*family(code="1", 联系电话=OLD), by=office)
    take(*family(code="1", 联系电话=NEW), by=office)

    undo(office)

    assert Household.objects.get().phone == OLD
    # The first roster's again: a third one is not asked about.
    assert outcome(take(*family(code="1", 联系电话=NEW), by=office)) == (0, 1, 0, 0)
    assert latest().issues.filter(kind=IssueKind.CHANGE).count() == 1


def test_a_state_that_hands_set_keeps_its_year(office):
    take(*family(code="1"), by=office)
    lifted = {"state": "lifted", "lifted_year": 2016}
    household = Household.objects.get()
    household.state, household.lifted_year = lifted.values()
    with acting_as(office):
        household.save()
    take(*family(code="1", 自然村="三组"), by=office)
    question = ImportIssue.objects.open_questions().get()

    assert answer_all([(question, KEEP)], by=office) == (1, [])

    assert Household.objects.values("state", "lifted_year", "hamlet").get() == {
        **lifted,
        "hamlet": "三组",
    }
    assert HouseholdMember.objects.count() == 3


def test_whoever_left_by_hand_comes_back_only_if_it_is_said(office):
    take(*family(code="1"), by=office)
    wife = HouseholdMember.objects.get(relation="spouse")
    wife.left_on, wife.left_reason = "2017-07-01", "去世"
    with acting_as(office):
        wife.save()

    assert outcome(take(*family(code="1"), by=office)) == (0, 0, 0, 1)
    question = ImportIssue.objects.open_questions().get()
    assert answer_all([(question, KEEP)], by=office) == (1, [])

    assert HouseholdMember.objects.count() == 3
    assert outcome(take(*family(code="1"), by=office)) == (0, 0, 1, 0)
