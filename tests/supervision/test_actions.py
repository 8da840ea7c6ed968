from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from supervision import actions
from supervision.actions import ItemEntry
from supervision.enums import FindingState
from supervision.models import (
    Finding,
    Inspection,
    InspectionItem,
    InspectionPhoto,
    SupervisionTeam,
    TeamTownship,
)
from tests.factories.supervision import AssignmentFactory, FindingFactory, TeamFactory
from tianmen_congress.base.campaigns.queries import questions_of
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.files.models import StoredFile

pytestmark = pytest.mark.django_db
DAY = date(2017, 7, 5)


def unsaved(form, township, group=None):
    return Inspection(form=form, township=township, group=group, inspected_on=DAY)


def entries(form, *scores, **more):
    """One entry for each question, the first with `more`."""
    found = [
        ItemEntry(InspectionItem(question=question, score=score))
        for question, score in zip(questions_of(form), scores, strict=True)
    ]
    for name, value in more.items():
        setattr(found[0], name, value)
    return found


@pytest.fixture
def inspection(checklist, supervisor, yuxin, team):
    findings = [Finding(text="走访记录未归档", due_on=date(2017, 7, 20))]
    return actions.record_inspection(
        unsaved(checklist, yuxin),
        by=supervisor,
        entries=entries(checklist, 18, 12, findings=findings),
    )


def again(inspection):
    """Its items as the page would send them back."""
    return [ItemEntry(item) for item in inspection.items.select_related("question")]


def test_an_inspection_is_stored_with_its_items_team_and_total(
    inspection, team, supervisor, campaign
):
    inspection.refresh_from_db()

    assert (inspection.total_score, inspection.max_score) == (30, 35)
    assert (inspection.team, inspection.recorded_by) == (team, supervisor)
    assert inspection.campaign == campaign
    scores = {item.question.code: item.score for item in inspection.items.all()}
    assert scores == {"grouping": 18, "files": 12}


def test_a_finding_keeps_township_and_group_of_its_inspection(
    checklist, supervisor, yuxin, yuxin_group, team
):
    findings = [Finding(text="无活动记录", due_on=date(2017, 7, 20))]

    inspection = actions.record_inspection(
        unsaved(checklist, yuxin, yuxin_group),
        by=supervisor,
        entries=entries(checklist, 10, 10, findings=findings),
    )

    finding = Finding.objects.get()
    assert (finding.inspection, finding.township) == (inspection, yuxin)
    assert (finding.group, finding.state) == (yuxin_group, FindingState.OPEN)
    assert finding.item.question.code == "grouping"


@pytest.mark.parametrize(
    "who", ["clerk", "secretary", "deputy", "leader", "unit", "auditor"]
)
def test_only_supervisors_and_the_office_inspect(request, who, checklist, yuxin, team):
    with pytest.raises(PermissionDenied):
        actions.record_inspection(
            unsaved(checklist, yuxin),
            by=request.getfixturevalue(who),
            entries=entries(checklist, 1, 1),
        )


def test_a_supervisor_inspects_the_townships_of_the_team_only(
    checklist, supervisor, duobao, inspection
):
    AssignmentFactory(township=duobao)

    with pytest.raises(PermissionDenied):
        actions.record_inspection(
            unsaved(checklist, duobao), by=supervisor, entries=entries(checklist, 1, 1)
        )
    assert Inspection.objects.count() == 1


def test_a_team_that_handed_a_township_over_inspects_it_no_more(
    inspection, supervisor, office, yuxin
):
    actions.assign_townships(TeamFactory(), by=office, townships=[yuxin], on=today())

    with pytest.raises(PermissionDenied):
        actions.revise_inspection(inspection, by=supervisor, entries=again(inspection))


def test_the_team_is_the_one_that_had_the_township_on_that_day(
    checklist, office, duobao
):
    before = AssignmentFactory(township=duobao, until=date(2017, 7, 10))
    AssignmentFactory(township=duobao, since=date(2017, 7, 11))

    inspection = actions.record_inspection(
        unsaved(checklist, duobao), by=office, entries=entries(checklist, 1, 1)
    )

    assert inspection.team == before.team


def test_a_township_without_a_team_is_refused_in_words(checklist, office, duobao):
    with pytest.raises(
        actions.InspectionRefused, match="多宝镇在这一天没有负责的督导组"
    ):
        actions.record_inspection(
            unsaved(checklist, duobao), by=office, entries=entries(checklist, 1, 1)
        )


def test_a_group_of_another_township_is_refused(
    checklist, office, yuxin, team, duobao_group
):
    with pytest.raises(actions.InspectionRefused, match="不属于"):
        actions.record_inspection(
            unsaved(checklist, yuxin, duobao_group),
            by=office,
            entries=entries(checklist, 1, 1),
        )


def test_what_did_not_change_leaves_no_event(inspection, supervisor):
    model = InspectionItem.pgh_event_model
    before = model.objects.count()
    items = again(inspection)
    items[0].item.score = 20

    actions.revise_inspection(inspection, by=supervisor, entries=items)

    assert model.objects.count() == before + 1
    inspection.refresh_from_db()
    assert inspection.total_score == 32


def test_pictures_are_stored_and_taken_out_but_never_thrown_away(
    inspection, supervisor, picture
):
    items = again(inspection)
    items[0].photos = [picture(), picture("档案.jpg")]
    actions.revise_inspection(inspection, by=supervisor, entries=items)
    first, second = inspection.photos.all()
    assert first.item == items[0].item

    items = again(inspection)
    items[0].dropped = [first]
    actions.revise_inspection(inspection, by=supervisor, entries=items)

    assert list(inspection.photos.kept()) == [second]
    assert StoredFile.objects.count() == 2


def test_a_file_that_is_no_picture_stores_nothing_at_all(
    checklist, supervisor, yuxin, team
):
    text = SimpleUploadedFile("说明.jpg", b"not a picture", "image/jpeg")

    with pytest.raises(actions.ItemPhotoRefused, match="文件类型不符"):
        actions.record_inspection(
            unsaved(checklist, yuxin),
            by=supervisor,
            entries=entries(checklist, 1, 1, photos=[text]),
        )

    assert not Inspection.objects.exists()
    assert not InspectionPhoto.objects.exists()


def test_a_finding_is_taken_back_until_somebody_answered_it(inspection, supervisor):
    finding = inspection.findings.get()
    items = again(inspection)
    items[0].withdrawn = [finding]

    actions.revise_inspection(inspection, by=supervisor, entries=items)
    finding.refresh_from_db()
    assert finding.state == FindingState.WITHDRAWN
    assert not Finding.objects.standing().exists()

    answered = FindingFactory(inspection=inspection, state=FindingState.ANSWERED)
    items[0].withdrawn = [answered]
    with pytest.raises(actions.InspectionRefused, match="不能撤回"):
        actions.revise_inspection(inspection, by=supervisor, entries=items)


@pytest.mark.parametrize("what", ["findings", "withdrawn"])
def test_what_was_answered_since_it_was_read_is_not_written_over(
    inspection, supervisor, what
):
    finding = inspection.findings.get()
    items = again(inspection)
    getattr(items[0], what).append(finding)
    Finding.objects.filter(pk=finding.pk).update(state=FindingState.ANSWERED)

    with pytest.raises(actions.InspectionRefused, match="已是“已整改待复查”"):
        actions.revise_inspection(inspection, by=supervisor, entries=items)

    finding.refresh_from_db()
    assert finding.state == FindingState.ANSWERED


def test_an_inspection_struck_off_counts_nowhere_and_is_changed_no_more(
    inspection, supervisor
):
    actions.void_inspection(inspection, by=supervisor, reason="重复录入")

    inspection.refresh_from_db()
    assert (inspection.void_reason, inspection.version) == ("重复录入", 2)
    assert not Inspection.objects.standing().exists()
    assert not Finding.objects.standing().exists()
    with pytest.raises(PermissionDenied):
        actions.revise_inspection(inspection, by=supervisor, entries=again(inspection))


def test_a_presidium_strikes_off_nothing(inspection, clerk):
    with pytest.raises(PermissionDenied):
        actions.void_inspection(inspection, by=clerk, reason="不服")


def current(team):
    rows = TeamTownship.objects.filter(team=team, until=None)
    return {row.township for row in rows}


def test_a_new_team_gets_an_organ_and_its_townships(office, yuxin, duobao):
    team = actions.set_up_team(
        SupervisionTeam(number=6, name="第六督导组"),
        by=office,
        townships=[yuxin, duobao],
        on=today(),
    )

    assert team.organ.name == "第六督导组"
    assert current(team) == {yuxin, duobao}


def test_a_township_changes_hands_from_a_day_and_the_past_stays(
    office, team, yuxin, duobao
):
    new = TeamFactory()

    actions.assign_townships(new, by=office, townships=[yuxin, duobao], on=today())

    assert current(new) == {yuxin, duobao}
    assert current(team) == set()
    old = TeamTownship.objects.get(team=team)
    assert old.until == date(2017, 7, 24)


def test_assigning_the_same_again_changes_nothing(office, team, yuxin):
    events = TeamTownship.pgh_event_model.objects
    before = events.count()

    actions.revise_team(team, by=office, townships=[yuxin], on=today())

    assert current(team) == {yuxin}
    assert events.count() == before


@pytest.mark.parametrize("who", ["supervisor", "clerk", "leader"])
def test_only_the_office_keeps_the_teams(request, who, team, duobao):
    with pytest.raises(PermissionDenied):
        actions.revise_team(
            team, by=request.getfixturevalue(who), townships=[duobao], on=today()
        )
