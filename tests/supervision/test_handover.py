"""A township goes from one team to another: who sees and does what from then on."""

from datetime import date

import pytest
from django.urls import reverse

from supervision import actions, rules
from supervision.figures.summary import summarise
from supervision.models import (
    Finding,
    Inspection,
    InspectionItem,
    InspectionPhoto,
    SupervisionTeam,
    TeamTownship,
)
from tests.factories.platform import move_posts, user_of
from tests.factories.supervision import (
    AssignmentFactory,
    FindingFactory,
    InspectionFactory,
    ItemFactory,
    TeamFactory,
)
from tests.supervision.pages import page_data
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import Asked
from tianmen_congress.base.files.actions import store
from tianmen_congress.base.files.enums import FileKind

pytestmark = pytest.mark.django_db
TODAY = date(2017, 7, 25)
LIST = reverse("supervision:inspection_list")


@pytest.fixture
def inspection(checklist, team, yuxin, supervisor, picture):
    """What the first team saw in 渔薪 while it had it, with all that hangs on it."""
    row = InspectionFactory(form=checklist, team=team, township=yuxin)
    item = ItemFactory(
        inspection=row, question=checklist.sections.get().questions.first()
    )
    FindingFactory(inspection=row, item=item)
    file = store(picture(), by=supervisor, kinds=[FileKind.IMAGE])
    InspectionPhoto.objects.create(inspection=row, item=item, file=file)
    return row


@pytest.fixture
def successor(db):
    """The team that gets 渔薪."""
    return TeamFactory(number=2, name="第二督导组")


@pytest.fixture
def newcomer(successor):
    return user_of(Role.SUPERVISOR, successor.organ, username="supervisor-2")


@pytest.fixture
def handed_over(inspection, office, successor, yuxin):
    actions.assign_townships(successor, by=office, townships=[yuxin], on=TODAY)
    return inspection


BENEATH = [Inspection, InspectionItem, InspectionPhoto, Finding]


@pytest.mark.parametrize("model", BENEATH)
def test_the_team_keeps_what_it_inspected_itself(handed_over, supervisor, model):
    assert model.objects.visible_to(supervisor).count() == 1


@pytest.mark.parametrize("model", BENEATH)
def test_the_new_team_sees_what_was_found_there_before(handed_over, newcomer, model):
    assert model.objects.visible_to(newcomer).count() == 1


@pytest.mark.parametrize("model", BENEATH)
def test_a_team_that_never_had_it_sees_nothing(handed_over, model):
    stranger = user_of(Role.SUPERVISOR, TeamFactory().organ)

    assert not model.objects.visible_to(stranger).exists()


def test_the_old_team_sees_nothing_that_came_after(
    handed_over, checklist, successor, supervisor, newcomer, yuxin
):
    after = InspectionFactory(form=checklist, team=successor, township=yuxin)

    assert after in Inspection.objects.visible_to(newcomer)
    assert after not in Inspection.objects.visible_to(supervisor)


def test_the_old_team_reads_its_inspection_and_changes_it_no_more(
    client, handed_over, supervisor
):
    client.force_login(supervisor)
    address = handed_over.get_absolute_url()

    assert client.get(address).status_code == 200
    assert client.get(f"{address}print/").status_code == 200
    assert client.get(f"{address}edit/").status_code == 403
    assert client.post(f"{address}void/", {"reason": "重复"}).status_code == 403
    handed_over.refresh_from_db()
    assert handed_over.voided_at is None


def test_the_new_team_writes_on_no_paper_of_the_old_one(client, handed_over, newcomer):
    client.force_login(newcomer)
    address = handed_over.get_absolute_url()

    assert client.get(address).status_code == 200
    assert not client.get(address).context["can_edit"]
    assert client.post(f"{address}edit/", page_data(handed_over.form)).status_code == (
        403
    )
    assert not rules.can_edit(newcomer, handed_over)


def test_the_office_still_corrects_it(client, handed_over, office):
    client.force_login(office)
    data = page_data(handed_over.form, scores=("10", "9"), version="1")
    stored = handed_over.items.get()
    data |= {"grouping-findings-INITIAL_FORMS": "1", "grouping-findings-0-id": ""}
    finding = stored.findings.get()
    data |= {
        "grouping-findings-0-id": finding.pk,
        "grouping-findings-0-text": finding.text,
        "grouping-findings-TOTAL_FORMS": "1",
    }

    response = client.post(f"{handed_over.get_absolute_url()}edit/", data)

    handed_over.refresh_from_db()
    assert response.status_code == 302
    assert handed_over.total_score == 19
    assert handed_over.team.number == 1


def test_both_teams_list_it_and_each_is_offered_its_townships_and_those_it_lists(
    client, handed_over, supervisor, newcomer, yuxin, duobao, team
):
    AssignmentFactory(team=team, township=duobao)
    offered = {}
    for user in (supervisor, newcomer):
        client.force_login(user)
        page = client.get(LIST)
        assert list(page.context["listing"].found) == [handed_over]
        offered[user] = (
            page.context["listing"].filterset.form.fields["township"].queryset
        )

    assert list(offered[supervisor]) == [duobao, yuxin]
    assert list(offered[newcomer]) == [yuxin]


def test_the_table_of_a_team_is_about_the_townships_it_has_now(
    handed_over, campaign, supervisor, newcomer, team, yuxin, duobao
):
    AssignmentFactory(team=team, township=duobao)
    asked = Asked(campaign=campaign)

    old, new = summarise(supervisor, asked), summarise(newcomer, asked)

    assert [(p.township, p.inspections) for p in old.places] == [(duobao, 0)]
    assert old.whole.score is None
    assert [(p.township, p.inspections) for p in new.places] == [(yuxin, 1)]
    assert new.whole.score == handed_over.total_score


def test_a_supervisor_without_a_township_still_sees_his_team(
    client, handed_over, supervisor, team
):
    client.force_login(supervisor)

    assert list(SupervisionTeam.objects.visible_to(supervisor)) == [team]
    assert "渔薪镇" in client.get(team.get_absolute_url()).content.decode()


def test_assignments_are_seen_by_the_teams_they_concern(
    handed_over, supervisor, newcomer, duobao
):
    elsewhere = AssignmentFactory(township=duobao)
    rows = TeamTownship.objects

    # The old team: its own past. The new one: all that was with its township.
    assert rows.visible_to(supervisor).get().until == date(2017, 7, 24)
    assert rows.visible_to(newcomer).count() == 2
    assert elsewhere not in rows.visible_to(newcomer)


def test_whoever_leaves_the_team_leaves_its_papers(handed_over, supervisor):
    move_posts(supervisor, until=date(2017, 7, 20))

    assert not Inspection.objects.visible_to(
        User.objects.get(pk=supervisor.pk)
    ).exists()
