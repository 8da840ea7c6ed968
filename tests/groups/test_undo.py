"""A list of groups taken in by mistake is undone as one, organs included."""

import pytest

from groups.actions import add_member, end_membership, link_village, set_offices
from groups.enums import Office
from groups.models import DeputyGroup, GroupMembership, GroupVillage
from tests.factories.deputies import MandateFactory
from tests.factories.groups import ActivityFactory, GroupFactory
from tests.factories.platform import VillageFactory, user_of
from tests.groups.test_roster_rows import line, members, outcome, take
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from tianmen_congress.base.workbooks.undoing import examine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people(yuxin):
    for name in ("李明", "王芳", "张伟"):
        MandateFactory(person__name=name, township=yuxin)


def latest():
    return ImportBatch.objects.latest("pk")


def undo(by):
    return actions.undo(latest(), by=by, reason="列错了小组")


def obstacles():
    return [(each.model, each.reason) for each in examine(latest()).obstacles]


def test_a_founded_group_goes_with_members_villages_and_organ(office, qingshan):
    take(line(联系村="青山村"), by=office)
    assert GroupVillage.objects.count() == 1

    undo(office)

    assert not DeputyGroup.objects.exists()
    assert not GroupMembership.objects.exists()
    assert not GroupVillage.objects.exists()
    assert not Organ.objects.filter(kind=OrganKind.GROUP).exists()


def test_the_list_goes_in_again_after_it_was_undone(office):
    take(line(), by=office)
    undo(office)

    assert outcome(take(line(), by=office)) == (1, 0, 0, 0)
    assert members() == {"李明": ["leader"], "王芳": ["secretary"]}


def test_what_was_added_to_a_known_group_goes_and_the_group_stays(office, qingshan):
    take(line(), by=office)
    row = line(
        成员="李明、王芳、张伟", 人数=3, 联系村="青山村", 活动室地点="村委会二楼"
    )
    take(row, by=office)
    assert set(members()) == {"李明", "王芳", "张伟"}

    undo(office)

    assert members() == {"李明": ["leader"], "王芳": ["secretary"]}
    assert not GroupVillage.objects.exists()
    assert DeputyGroup.objects.get().room_place == ""


def test_officers_are_those_of_before(office):
    take(line(), by=office)
    take(line(组长="王芳", 联络员="李明"), by=office)
    assert members() == {"李明": ["secretary"], "王芳": ["leader"]}

    undo(office)

    assert members() == {"李明": ["leader"], "王芳": ["secretary"]}


def test_a_group_that_met_since_keeps_the_batch(office):
    take(line(), by=office)
    ActivityFactory(group=DeputyGroup.objects.get())

    with pytest.raises(actions.UndoRefused):
        undo(office)

    assert obstacles() == [(DeputyGroup, "已被小组活动使用（1条）")]
    assert members() == {"李明": ["leader"], "王芳": ["secretary"]}


def test_a_secretary_who_signs_in_for_the_group_keeps_the_batch(office):
    take(line(), by=office)
    user_of(Role.SECRETARY, DeputyGroup.objects.get().organ)

    assert obstacles() == [(Organ, "已被岗位使用（1条）")]


def test_a_member_added_since_keeps_the_batch(office, yuxin):
    take(line(), by=office)
    group = DeputyGroup.objects.get()
    person = MandateFactory(person__name="赵云", township=yuxin).person
    with acting_as(office):
        add_member(group, person, by=office)

    assert obstacles() == [(DeputyGroup, "已被小组成员使用（1条）")]


def test_a_village_linked_since_keeps_the_batch(office, qingshan):
    take(line(), by=office)
    group = DeputyGroup.objects.get()
    with acting_as(office):
        link_village(group, qingshan, by=office)

    assert obstacles() == [(DeputyGroup, "已被联系村使用（1条）")]


def test_a_member_who_left_since_keeps_the_batch(office):
    take(line(), by=office)
    member = GroupMembership.objects.get(person__name="李明")
    with acting_as(office):
        end_membership(member, by=office, until=today())

    assert obstacles() == [(GroupMembership, "导入之后又有修改")]


def test_offices_given_otherwise_since_keep_the_batch(office):
    take(line(), by=office)
    member = GroupMembership.objects.get(person__name="李明")
    with acting_as(office):
        set_offices(member, by=office, offices=[Office.DEPUTY_LEADER])

    assert obstacles() == [(GroupMembership, "导入之后又有修改")]


def test_a_team_of_members_is_named_by_its_own_name(office):
    take(line(), by=office)
    group = DeputyGroup.objects.get()
    group.teams.create(name="一分队")

    assert obstacles() == [(DeputyGroup, "已被代表活动小组使用（1条）")]


def test_another_groups_rows_are_none_of_its_business(office, yuxin):
    other = GroupFactory(township=yuxin, number=9)
    ActivityFactory(group=other)
    take(line(), by=office)

    undo(office)

    assert list(DeputyGroup.objects.all()) == [other]


@pytest.fixture
def twice(yuxin, office):
    """Two bear a name: who is meant is asked."""
    MandateFactory(person__name="李明", township=yuxin)
    take(line(), by=office)
    return ImportIssue.objects.open_questions().get()


def test_a_member_told_by_an_answer_goes_with_the_batch(office, twice):
    actions.answer(twice, twice.candidates[1]["value"], by=office)
    assert set(members()) == {"李明", "王芳"}

    undo(office)

    assert not GroupMembership.objects.exists()
    assert not DeputyGroup.objects.exists()


def test_the_question_is_asked_again_when_the_list_comes_again(office, twice):
    actions.answer(twice, twice.candidates[0]["value"], by=office)
    undo(office)

    take(line(), by=office)

    again = ImportIssue.objects.open_questions().get(batch=latest())
    assert again.candidates == twice.candidates


def test_the_answer_about_a_village_is_undone_too(office, yuxin):
    for name in ("青山村委会", "青山社区居委会"):
        VillageFactory(name=name, parent=yuxin)
    take(line(联系村="青山"), by=office)
    issue = ImportIssue.objects.open_questions().get()
    actions.answer(issue, issue.candidates[0]["value"], by=office)
    assert GroupVillage.objects.count() == 1

    undo(office)

    assert not GroupVillage.objects.exists()


def test_a_clerk_undoes_the_list_of_her_township(clerk):
    take(line(), by=clerk)

    undo(clerk)

    assert not DeputyGroup.objects.exists()
