"""Entering and changing an inspection on one page."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from supervision.enums import FindingState
from supervision.models import Finding, Inspection, InspectionPhoto
from tests.factories.platform import CampaignFactory
from tests.factories.supervision import AssignmentFactory, FindingFactory, TeamFactory
from tests.supervision.pages import faults, page_data, rows
from tianmen_congress.base.campaigns.models import Campaign

pytestmark = pytest.mark.django_db
NEW = reverse("supervision:inspection_create")


@pytest.fixture
def send(client, supervisor, team):
    """Sends the page as the supervisor of 渔薪; what comes back."""

    def send(data, url=NEW, user=supervisor):
        client.force_login(user)
        return client.post(url, data)

    return send


@pytest.fixture
def inspection(send, checklist, yuxin):
    finding = {"text": "走访记录未归档", "due_on": "7月20日"}
    send(page_data(checklist, township=yuxin.pk) | rows("files", finding))
    return Inspection.objects.get()


def edit_url(inspection):
    return reverse("supervision:inspection_edit", args=[inspection.pk])


def test_a_supervisor_enters_scores_remarks_pictures_and_findings(
    send, checklist, yuxin, yuxin_group, picture
):
    data = page_data(checklist, township=yuxin.pk, group=yuxin_group.pk, summary="较好")
    data |= {"grouping-remark": "分组合理", "grouping-photos": [picture(), picture()]}
    data |= rows(
        "files",
        {"text": "走访记录未归档", "due_on": "2017.7.20"},
        {"text": "无签到表", "due_on": "20170721"},
        {},
    )

    response = send(data)

    inspection = Inspection.objects.get()
    assert response.url == inspection.get_absolute_url()
    assert (inspection.township, inspection.group) == (yuxin, yuxin_group)
    assert (inspection.total_score, inspection.max_score) == (30, 35)
    assert (inspection.inspected_on, inspection.summary) == (date(2017, 7, 5), "较好")
    items = {item.question.code: item for item in inspection.items.all()}
    assert (items["grouping"].score, items["grouping"].remark) == (18, "分组合理")
    assert items["grouping"].photos.count() == 2
    found = [(f.item, f.text, f.due_on) for f in inspection.findings.order_by("pk")]
    assert found == [
        (items["files"], "走访记录未归档", date(2017, 7, 20)),
        (items["files"], "无签到表", date(2017, 7, 21)),
    ]


def test_the_page_suggests_today_the_only_township_and_the_inspectors(
    client, supervisor, team, checklist, yuxin
):
    team.members = "组员甲、组员乙"
    team.save()
    client.force_login(supervisor)

    page = client.get(NEW).content.decode()

    assert 'value="2017-07-25"' in page
    assert 'value="组员甲、组员乙"' in page
    assert f'<option value="{yuxin.pk}" selected>渔薪镇</option>' in page
    assert 'value="2017-08-09"' in page  # fifteen days to put a finding right


def test_the_page_suggests_a_working_day_by_which_a_finding_is_put_right(
    client, supervisor, checklist, team, settings
):
    """Fifteen days after Friday the 21st is a Saturday."""
    settings.TODAY = date(2017, 7, 21)
    client.force_login(supervisor)

    entry = client.get(NEW).context["entry"]

    suggested = {row["due_on"].initial for b in entry.blocks for row in b.findings}
    assert suggested == {date(2017, 8, 7)}


def test_the_page_offers_own_townships_and_their_groups_only(
    client, supervisor, checklist, yuxin_group, duobao_group, duobao
):
    AssignmentFactory(township=duobao)
    client.force_login(supervisor)

    page = client.get(NEW).content.decode()

    assert "渔薪镇第一代表小组" in page
    assert "多宝镇" not in page


def test_a_township_of_another_team_is_not_taken(send, checklist, duobao):
    AssignmentFactory(township=duobao)

    response = send(page_data(checklist, township=duobao.pk))

    assert "township" in response.context["entry"].head.errors
    assert not Inspection.objects.exists()


def test_the_office_enters_for_any_team(send, office, checklist, duobao):
    other = AssignmentFactory(township=duobao)

    send(page_data(checklist, township=duobao.pk), user=office)

    assert Inspection.objects.get().team == other.team


@pytest.mark.parametrize("who", ["clerk", "secretary", "deputy", "leader", "unit"])
def test_others_enter_no_inspections(request, client, checklist, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(NEW).status_code == 403


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"grouping-score": "21"}, "“分组是否科学”的得分应在0到20之间"),
        ({"grouping-score": "-1"}, "“分组是否科学”的得分应在0到20之间"),
        ({"grouping-score": ""}, "请填写“分组是否科学”的得分"),
        ({"inspected_on": "2017-07-26"}, "不能晚于今天"),
        (rows("files", {"text": "无签到表", "due_on": ""}), "请填写整改期限"),
        ({"township": ""}, "受检乡镇"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_stored(
    send, checklist, yuxin, changes, words
):
    response = send(page_data(checklist, township=yuxin.pk) | changes)

    assert any(words in fault for fault in faults(response))
    assert not Inspection.objects.exists()


def test_a_group_of_another_township_is_refused(
    send, office, checklist, yuxin, duobao_group
):
    AssignmentFactory(township=duobao_group.township)
    data = page_data(checklist, township=yuxin.pk, group=duobao_group.pk)

    assert "这个小组不属于所选的乡镇" in faults(send(data, user=office))


def test_asking_for_another_finding_keeps_what_was_typed(send, checklist, yuxin):
    data = page_data(checklist, ("18", ""), township=yuxin.pk)
    data |= rows("files", {"text": "走访记录未归档"}) | {"files-findings-more": "1"}

    page = send(data).content.decode()

    names = re.findall(r'name="files-findings-(\w+)-text"', page)
    assert names == ["0", "1", "2", "__prefix__"]
    assert "走访记录未归档" in page
    assert "is-invalid" not in page
    assert not Inspection.objects.exists()


def test_a_file_that_is_no_picture_is_named_at_its_item(send, checklist, yuxin):
    text = SimpleUploadedFile("说明.jpg", b"not a picture", "image/jpeg")
    data = page_data(checklist, township=yuxin.pk) | {"files-photos": [text]}

    response = send(data)

    assert any("说明.jpg" in fault for fault in faults(response))
    assert not Inspection.objects.exists()
    again = send(page_data(checklist, township=yuxin.pk))
    assert again.status_code == 302


def test_a_day_on_which_nobody_had_the_township_is_said(
    send, office, checklist, duobao
):
    AssignmentFactory(township=duobao, since=date(2017, 7, 10))

    response = send(page_data(checklist, township=duobao.pk), user=office)

    assert "多宝镇在这一天没有负责的督导组" in faults(response)


def test_without_a_checklist_the_page_says_so(client, supervisor, campaign):
    Campaign.objects.update(is_current=False)
    CampaignFactory(slug="2018", is_current=True)
    client.force_login(supervisor)

    assert "还没有启用的督导检查表" in client.get(NEW).content.decode()


def edit_data(inspection, scores=("18", "12"), **fields):
    data = page_data(inspection.form, scores, version=1, **fields)
    stored = [
        {"id": f.pk, "text": f.text, "due_on": f"{f.due_on}"}
        for f in inspection.findings.filter(state=FindingState.OPEN)
    ]
    return data | rows("files", *stored, {})


def test_scores_pictures_and_findings_are_changed_later(send, inspection, picture):
    item = inspection.items.get(question__code="files")
    photo = {"files-photos": [picture()]}
    send(edit_data(inspection) | photo, edit_url(inspection))
    stored = InspectionPhoto.objects.get(item=item)
    finding = inspection.findings.get()

    data = edit_data(inspection, ("20", "15"), summary="已改") | {"version": 2}
    data |= {"files-dropped": stored.pk, "files-findings-0-text": "记录不全"}
    response = send(data, edit_url(inspection))

    assert response.status_code == 302
    inspection.refresh_from_db()
    finding.refresh_from_db()
    assert (inspection.total_score, inspection.version) == (35, 3)
    assert (finding.text, finding.state) == ("记录不全", FindingState.OPEN)
    assert not item.photos.kept().exists()


def test_a_finding_is_taken_back_on_the_page(send, inspection):
    data = edit_data(inspection) | {"files-findings-0-withdrawn": "on"}

    send(data, edit_url(inspection))

    assert Finding.objects.get().state == FindingState.WITHDRAWN


def test_a_finding_on_its_way_is_shown_and_not_changed(client, supervisor, inspection):
    Finding.objects.update(state=FindingState.ANSWERED)
    client.force_login(supervisor)

    page = client.get(edit_url(inspection)).content.decode()

    assert "已整改待复查" in page
    assert 'name="files-findings-0-withdrawn"' not in page


def test_a_finding_of_another_inspection_cannot_be_slipped_in(send, inspection):
    foreign = FindingFactory(text="别处的问题")
    data = edit_data(inspection)
    data |= rows("files", {"id": foreign.pk, "text": "改掉"})

    response = send(data, edit_url(inspection))

    foreign.refresh_from_db()
    assert response.status_code == 200
    assert foreign.text == "别处的问题"


def test_a_change_by_somebody_else_meanwhile_is_shown_and_nothing_is_wiped(
    send, office, inspection
):
    send(edit_data(inspection, ("20", "12")), edit_url(inspection), user=office)

    stale = edit_data(inspection, ("10", "12"), inspectors="组员丙")
    response = send(stale, edit_url(inspection))

    conflicts = response.context["entry"].head.conflicts
    lines = [(c.label, c.theirs, c.mine) for c in conflicts]
    assert ("分组是否科学", "20分", "10分") in lines
    assert ("检查人员", "组员甲、组员乙", "组员丙") in lines
    inspection.refresh_from_db()
    assert inspection.total_score == 32

    send(stale | {"version": 2}, edit_url(inspection))
    inspection.refresh_from_db()
    assert inspection.total_score == 22


def test_a_score_given_meanwhile_is_told_where_nothing_else_differs(
    send, office, inspection
):
    stale = edit_data(inspection, ("10", "12"))
    send(edit_data(inspection, ("20", "12")), edit_url(inspection), user=office)

    response = send(stale, edit_url(inspection))

    (line,) = response.context["entry"].head.conflicts
    assert (line.label, line.theirs, line.mine) == ("分组是否科学", "20分", "10分")


def test_a_supervisor_of_another_team_finds_no_page(client, inspection, supervisor):
    other = TeamFactory()
    inspection.township.supervisions.update(team=other)
    Inspection.objects.update(team=other)
    client.force_login(supervisor)

    assert client.get(edit_url(inspection)).status_code == 404


def test_a_presidium_reads_and_does_not_write(client, clerk, inspection):
    client.force_login(clerk)

    assert client.get(inspection.get_absolute_url()).status_code == 200
    assert client.get(edit_url(inspection)).status_code == 403
