"""Recording, changing and striking off visits."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import PairingFactory
from tianmen_congress.base.clocks.calendar import today
from visits.actions import edit_visit, record_visit, void_visit
from visits.checks import faults_of
from visits.enums import VisitKind
from visits.models import HouseholdCall, HouseholdCallEvent, Visit
from visits.outing import CallData

pytestmark = pytest.mark.django_db


def texts(outing):
    return [fault.text for fault in faults_of(outing)]


@pytest.fixture
def paired(outing, members, household, yuxin_group):
    """The same household, called on by the deputy paired with it."""
    PairingFactory(person=members[0], household=household, group=yuxin_group)
    return replace(outing, kind=VisitKind.PAIRED, deputies=members[:1])


def test_a_visit_is_stored_with_its_deputies_and_calls(
    outing, secretary, members, household, yuxin
):
    visit = record_visit(outing, by=secretary)

    stored = Visit.objects.get()
    assert stored == visit
    assert (stored.kind, stored.village, stored.township) == (
        VisitKind.JOINT,
        outing.village,
        yuxin,
    )
    assert stored.recorded_by == secretary
    assert not stored.is_on_behalf
    assert set(stored.deputies.all()) == set(members[:3])
    call = stored.calls.get()
    assert (call.household, call.township) == (household, yuxin)
    assert call.answers == {"ask_basics": "家中4口人，因病致贫"}


def test_what_the_presidium_enters_is_marked_as_on_behalf(outing, clerk):
    visit = record_visit(outing, by=clerk)

    assert visit.is_on_behalf
    assert visit.recorded_by == clerk
    assert visit.group == outing.group


@pytest.mark.parametrize(
    "who", ["other_clerk", "other_secretary", "supervisor", "leader", "unit", "deputy"]
)
def test_nobody_else_enters_a_joint_visit_for_the_group(request, outing, who):
    with pytest.raises(PermissionDenied):
        record_visit(outing, by=request.getfixturevalue(who))

    assert not Visit.objects.exists()


def test_a_faulty_call_leaves_nothing_behind(outing, secretary, yuxin):
    elsewhere = HouseholdFactory(village__parent=yuxin, head_name="王五")
    outing.calls = [*outing.calls, CallData(elsewhere, {"ask_basics": "…"})]

    with pytest.raises(ValidationError, match="王五户不在青山村委会"):
        record_visit(outing, by=secretary)

    assert not Visit.objects.exists()
    assert not HouseholdCall.objects.exists()


def test_an_outing_without_fault_has_none(outing, paired):
    assert texts(outing) == []
    assert texts(paired) == []


def test_tomorrow_has_not_been_visited_yet(outing):
    outing.visited_on = today() + timedelta(days=1)

    assert texts(outing) == [f"走访日期不能晚于今天（{today()}）"]


def test_nobody_visits_the_placeholder_of_the_statistics(outing, yuxin):
    outing.village = VillageFactory(parent=yuxin, name="虚拟村委会")
    outing.calls = []

    assert texts(outing) == ["“虚拟村委会”是统计上的虚设单位，没有住户，不能走访"]


def test_a_closed_village_was_visited_until_it_closed(outing):
    outing.village.closed_on = outing.visited_on + timedelta(days=1)
    assert texts(outing) == []

    outing.village.closed_on = outing.visited_on
    assert texts(outing) == ["“青山村委会”已于 2017-05-01 撤销，请选现在的村"]


def test_a_village_of_another_township_is_visited_like_any(outing, duobao):
    """Groups are sent to villages of others on purpose (异地走访)."""
    outing.village = VillageFactory(parent=duobao, name="河口村委会")
    outing.calls = []

    assert texts(outing) == []


def test_who_was_no_member_that_day_did_not_take_part(outing, yuxin_group):
    late = PersonFactory(name="吴晚来")
    MembershipFactory(group=yuxin_group, person=late, since=date(2017, 7, 1))
    outing.deputies = [*outing.deputies, late]

    assert texts(outing) == ["吴晚来 在走访当天不是渔薪镇第一代表小组的成员"]

    outing.visited_on = date(2017, 7, 1)
    assert texts(outing) == []


@pytest.mark.parametrize(("count", "is_usual"), [(2, False), (3, True), (4, True)])
def test_three_to_five_deputies_visit_together(outing, members, count, is_usual):
    outing.deputies = members[:count]

    assert (texts(outing) == []) == is_usual


def test_six_deputies_or_two_need_a_reason(outing, members, yuxin_group):
    more = [MembershipFactory(group=yuxin_group).person for _ in range(2)]
    for deputies in (members[:2], [*members, *more]):
        outing.deputies, outing.few_reason = deputies, ""
        assert [fault.where for fault in faults_of(outing)] == ["few_reason"]

        outing.few_reason = "汛期值守"
        assert texts(outing) == []


def test_a_visit_without_a_deputy_is_none(outing):
    outing.deputies = []
    outing.few_reason = "无"

    assert texts(outing) == ["请勾选参加代表"]


def test_a_deputy_alone_calls_only_on_his_paired_household(paired, qingshan):
    stranger = HouseholdFactory(village=qingshan, head_name="赵六")
    paired.calls = [*paired.calls, CallData(stranger, {"ask_basics": "…"})]

    assert texts(paired) == ["赵六户不是钱一鸣的结对户"]


def test_a_pairing_that_had_ended_does_not_count(paired, members):
    members[0].pairings.update(until=date(2017, 4, 30))

    assert texts(paired) == ["张三丰户不是钱一鸣的结对户"]


def test_a_paired_visit_is_one_deputy_and_a_household(paired, members):
    paired.deputies = members[:2]
    assert texts(paired) == ["联户走访由一名代表进行，现勾选了2名"]

    paired.deputies, paired.calls = members[:1], []
    assert texts(paired) == ["联户走访须登记所走访的结对户"]


def test_the_deputy_himself_enters_his_paired_call(
    paired, deputy, household, yuxin_group
):
    PairingFactory(person=deputy.person, household=household, group=yuxin_group)
    paired.deputies = [deputy.person]

    visit = record_visit(paired, by=deputy)

    assert not visit.is_on_behalf
    assert list(Visit.objects.visible_to(deputy)) == [visit]


def test_a_household_stands_once_in_a_visit_and_is_on_file(outing, household):
    outing.calls = [*outing.calls, *outing.calls]
    assert texts(outing) == ["张三丰户登记了两次", "张三丰户登记了两次"]

    household.voided_at = "2017-05-01T08:00+08:00"
    outing.calls = [CallData(household, {"ask_basics": "…"})]
    assert texts(outing) == ["张三丰户的档案已作废"]


def test_the_village_part_may_stay_open_where_households_were_called_on(outing):
    outing.answers = {}
    assert texts(outing) == []

    outing.calls = []
    assert texts(outing) == ["请填写“基本情况”"]


def test_teams_and_activities_are_the_groups_own(outing, second_group):
    outing.team = second_group.teams.create(name="一分队")

    assert texts(outing) == ["“一分队”不是渔薪镇第一代表小组的分队"]


def test_an_edit_makes_the_visit_say_what_was_typed(
    outing, secretary, members, household, qingshan
):
    visit = record_visit(outing, by=secretary)
    kept = visit.calls.get()
    other = HouseholdFactory(village=qingshan)
    typed = replace(
        outing,
        visited_on=date(2017, 6, 5),
        deputies=members[1:],
        calls=[
            CallData(other, {"ask_basics": "新登记"}),
            CallData(household, {"ask_basics": "家中5口人"}),
        ],
    )

    edit_visit(visit, typed, by=secretary)

    visit.refresh_from_db()
    assert (visit.visited_on, visit.version) == (date(2017, 6, 5), 2)
    assert set(visit.deputies.all()) == set(members[1:])
    assert [(c.household, c.answers["ask_basics"]) for c in visit.calls.all()] == [
        (other, "新登记"),
        (household, "家中5口人"),
    ]
    assert visit.calls.get(household=household) == kept


def test_a_household_taken_out_stays_in_the_trail(outing, secretary, qingshan):
    visit = record_visit(outing, by=secretary)
    call = visit.calls.get()

    edit_visit(visit, replace(outing, calls=[]), by=secretary)

    assert not visit.calls.exists()
    gone = HouseholdCallEvent.objects.get(pgh_label="delete")
    assert (gone.pgh_obj_id, gone.answers) == (call.pk, call.answers)


def test_a_visit_is_struck_off_with_a_reason_and_then_rests(outing, secretary):
    visit = record_visit(outing, by=secretary)
    with pytest.raises(ValidationError, match="请填写作废原因"):
        void_visit(visit, by=secretary, reason=" ")

    void_visit(visit, by=secretary, reason="重复登记")

    assert list(Visit.objects.standing()) == []
    assert Visit.objects.get().void_reason == "重复登记"
    with pytest.raises(PermissionDenied):
        edit_visit(visit, outing, by=secretary)


def test_another_groups_secretary_changes_nothing(outing, secretary, other_secretary):
    visit = record_visit(outing, by=secretary)

    with pytest.raises(PermissionDenied):
        edit_visit(visit, replace(outing, note="x"), by=other_secretary)
    with pytest.raises(PermissionDenied):
        void_visit(visit, by=other_secretary, reason="x")


def test_a_deputy_changes_only_what_he_entered_himself(
    paired, deputy, household, yuxin_group, clerk
):
    PairingFactory(person=deputy.person, household=household, group=yuxin_group)
    paired.deputies = [deputy.person]
    visit = record_visit(paired, by=clerk)

    with pytest.raises(PermissionDenied):
        edit_visit(visit, paired, by=deputy)
