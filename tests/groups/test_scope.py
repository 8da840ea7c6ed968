"""Which groups, and what hangs on them, each role sees."""

import pytest

from deputies.models import Person
from groups.activities.models import Activity, ActivityPart, ActivityPhoto, Attendance
from groups.models import DeputyGroup, GroupMembership, GroupVillage, VisitTeam
from tests.factories.groups import (
    ActivityFactory,
    GroupVillageFactory,
    MembershipFactory,
)
from tests.factories.platform import UserFactory
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.files.models import StoredFile

pytestmark = pytest.mark.django_db

SEEN = {
    "office": {"first", "second", "duobao"},
    "leader": {"first", "second", "duobao"},
    "clerk": {"first", "second"},
    "supervisor": {"first", "second"},
    "other_clerk": {"duobao"},
    "secretary": {"first"},
    "other_secretary": {"second"},
    "deputy": {"first"},
    "unit": set(),
    "sysadmin": set(),
    "secadmin": set(),
    "auditor": set(),
}


@pytest.fixture
def groups(yuxin_group, second_group, duobao_group, campaign):
    """Three groups, each with one row of everything that hangs on a group."""
    part = ProgrammePart.objects.create(campaign=campaign, code="study", title="学习")
    found = {"first": yuxin_group, "second": second_group, "duobao": duobao_group}
    for group in found.values():
        _furnish(group, campaign, part)
    return found


def _furnish(group, campaign, part):
    person = MembershipFactory(group=group).person
    if not group.village_links.exists():
        GroupVillageFactory(group=group)
    group.teams.create(name="第一分队").members.add(person)
    activity = ActivityFactory(group=group, campaign=campaign)
    activity.parts.create(part=part)
    activity.attendances.create(person=person)
    file = StoredFile.objects.create(
        name="a.jpg", media_type="image/jpeg", size=1, uploaded_by=UserFactory()
    )
    activity.photos.create(file=file)


def group_of(row):
    if isinstance(row, DeputyGroup):
        return row
    return row.activity.group if hasattr(row, "activity") else row.group


@pytest.mark.parametrize(
    "model",
    [
        DeputyGroup,
        GroupMembership,
        GroupVillage,
        VisitTeam,
        Activity,
        ActivityPart,
        Attendance,
        ActivityPhoto,
    ],
    ids=lambda model: model.__name__,
)
def test_rows_of_a_group_are_seen_by_whoever_sees_it(request, groups, model):
    names, found = {group.pk: name for name, group in groups.items()}, {}
    for who in SEEN:
        rows = list(model.objects.visible_to(request.getfixturevalue(who)))
        assert len(rows) == len(set(rows))
        found[who] = {names[group_of(row).pk] for row in rows}

    assert found == SEEN


def test_a_member_who_left_sees_the_group_no_more(deputy, groups):
    deputy.person.memberships.update(until="2000-01-01")

    assert not DeputyGroup.objects.visible_to(deputy).exists()
    assert not Activity.objects.visible_to(deputy).exists()


def test_a_dissolved_group_stays_in_sight_of_its_township(clerk, groups):
    groups["first"].dissolved_on = "2017-07-01"
    groups["first"].save()

    assert groups["first"] in DeputyGroup.objects.visible_to(clerk)
    assert (
        not DeputyGroup.objects.existing("2017-07-01")
        .filter(number=1, township=groups["first"].township)
        .exists()
    )


def test_people_of_a_group_are_seen_with_it(secretary, groups):
    [membership] = groups["first"].memberships.all()

    assert list(Person.objects.visible_to(secretary)) == [membership.person]
