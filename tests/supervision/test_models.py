"""What the database itself holds to, and words of the trade on query sets."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from supervision.enums import FindingState
from supervision.models import Finding, Inspection, TeamTownship
from supervision.queries import (
    checklist as checklist_in_force,
)
from supervision.queries import (
    groups_to_inspect,
    items_of,
    team_of,
    team_of_user,
    townships_to_inspect,
)
from tests.factories.groups import GroupFactory
from tests.factories.platform import CampaignFactory
from tests.factories.supervision import (
    AssignmentFactory,
    ChecklistFactory,
    FindingFactory,
    InspectionFactory,
    ItemFactory,
    QuestionFactory,
    TeamFactory,
)
from tianmen_congress.base.files.actions import store
from tianmen_congress.base.files.enums import FileKind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"total_score": 41},
        {"void_reason": "没有时间"},
        {"voided_at": "2017-07-20T00:00Z"},
    ],
)
def test_an_inspection_that_contradicts_itself_is_not_stored(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionFactory(**fields)


def test_an_item_is_scored_once_an_inspection():
    item = ItemFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ItemFactory(inspection=item.inspection, question=item.question)


def test_a_township_has_one_team_at_a_time(yuxin):
    AssignmentFactory(township=yuxin, until=date(2017, 6, 30))
    AssignmentFactory(township=yuxin)

    with pytest.raises(IntegrityError), transaction.atomic():
        AssignmentFactory(township=yuxin)


def test_a_state_that_is_none_is_not_stored():
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingFactory(state="forgotten")


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2017, 5, 9), False),
        (date(2017, 5, 10), True),
        (date(2017, 6, 30), True),
        (date(2017, 7, 1), False),
    ],
)
def test_an_assignment_holds_from_its_first_day_to_its_last(day, holds):
    AssignmentFactory(since=date(2017, 5, 10), until=date(2017, 6, 30))

    assert TeamTownship.objects.on(day).exists() is holds


def test_findings_stand_until_taken_back_and_are_unsettled_until_closed():
    rows = {state: FindingFactory(state=state) for state in FindingState}
    void = InspectionFactory(voided_at="2017-07-20T00:00Z", void_reason="重复")
    FindingFactory(inspection=void)

    standing = set(Finding.objects.standing())
    unsettled = set(Finding.objects.unsettled())

    open_, answered = rows[FindingState.OPEN], rows[FindingState.ANSWERED]
    assert standing == {open_, answered, rows[FindingState.CLOSED]}
    assert unsettled == {open_, answered}


def test_an_inspection_is_called_by_day_and_whom_it_looked_at(yuxin, yuxin_group):
    town = InspectionFactory(township=yuxin)
    group = InspectionFactory(township=yuxin, group=yuxin_group)

    assert str(town) == "2017-07-05 渔薪镇"
    assert str(group) == "2017-07-05 渔薪镇第一代表小组"
    assert list(Inspection.objects.all()) == [group, town]


def test_a_supervisor_inspects_where_his_team_works_today(supervisor, yuxin, duobao):
    AssignmentFactory(township=duobao)

    assert list(townships_to_inspect(supervisor)) == [yuxin]


def test_the_office_inspects_where_some_team_works(office, yuxin, duobao):
    AssignmentFactory(township=duobao)
    AssignmentFactory(township=yuxin, until=date(2017, 6, 30))

    assert list(townships_to_inspect(office)) == [duobao]


def test_groups_to_inspect_are_standing_ones_of_those_townships(
    supervisor, yuxin, yuxin_group, duobao_group
):
    GroupFactory(township=yuxin, number=9, dissolved_on=date(2017, 1, 1))

    assert list(groups_to_inspect(supervisor)) == [yuxin_group]


def test_the_team_of_a_township_is_that_of_the_day(yuxin):
    old = AssignmentFactory(township=yuxin, until=date(2017, 6, 30))
    new = AssignmentFactory(township=yuxin, since=date(2017, 7, 1))

    assert team_of(yuxin, date(2017, 6, 30)) == old.team
    assert team_of(yuxin, date(2017, 7, 1)) == new.team


def test_the_team_of_a_user_is_that_of_his_post(supervisor, team, office):
    TeamFactory()

    assert team_of_user(supervisor) == team
    assert team_of_user(office) is None


def test_the_checklist_in_force_is_the_newest_published_one(campaign):
    assert checklist_in_force() is None
    first = ChecklistFactory(campaign=campaign)
    assert checklist_in_force() == first

    ChecklistFactory(campaign=campaign, version=3, published_at=None)
    second = ChecklistFactory(campaign=campaign, version=2)
    other = CampaignFactory(slug="2018", is_current=False)
    ChecklistFactory(campaign=other, version=9)

    assert checklist_in_force() == second


def test_items_come_in_the_order_of_the_paper_with_their_pictures(office, picture):
    inspection = InspectionFactory()
    late = QuestionFactory(section__form=inspection.form, order=200)
    early = QuestionFactory(section__form=inspection.form, order=100)
    for question in (late, early):
        ItemFactory(inspection=inspection, question=question)
    item = inspection.items.get(question=early)
    for dropped_at in (None, "2017-07-20T00:00Z"):
        file = store(picture(), by=office, kinds=[FileKind.IMAGE])
        inspection.photos.create(item=item, file=file, dropped_at=dropped_at)

    found = items_of(inspection)

    assert [row.question for row in found] == [early, late]
    assert [len(row.shown_photos) for row in found] == [1, 0]
