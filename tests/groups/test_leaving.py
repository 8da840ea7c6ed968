"""Whom a list of groups leaves out leaves the group once whoever sent it says the day."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from groups.models import GroupMembership, GroupVillage
from tests.base.workbooks.books import workbook
from tests.factories.deputies import MandateFactory
from tests.factories.groups import GroupFactory, GroupVillageFactory
from tests.factories.platform import VillageFactory
from tests.groups.test_roster_rows import HEADING, line, outcome, take
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue

pytestmark = pytest.mark.django_db
BOTH = {"联系村": "青山村、韩口村"}
LESS = {"成员": "李明", "人数": 1, "联络员": "", "联系村": "韩口村"}


@pytest.fixture(autouse=True)
def _places(yuxin, qingshan, campaign):
    VillageFactory(parent=yuxin, name="韩口村委会")
    for name in ("李明", "王芳"):
        MandateFactory(person__name=name, township=yuxin)


def standing():
    """Who and what is in the group, with the last day."""
    members = GroupMembership.objects.values_list("person__name", "until")
    links = GroupVillage.objects.values_list("village__name", "until")
    return dict([*members, *links])


ALL = {"李明": None, "王芳": None, "青山村委会": None, "韩口村委会": None}


def asked():
    issues = ImportIssue.objects.open_questions().order_by("pk")
    return {issue.value: issue for issue in issues}


def sent(client, *rows):
    """The workbook through its pages, checked and written."""
    data = workbook(分组表=[["代表小组划分表"], HEADING, *rows])
    file = SimpleUploadedFile("小组.xlsx", data)
    client.post(reverse("workbooks:create"), {"kind": "groups", "file": file})
    batch = ImportBatch.objects.latest("pk")
    checked = client.get(batch.get_absolute_url()).content.decode()
    client.post(reverse("workbooks:write", args=[batch.pk]))
    return batch, checked


def answered(client, issue, value, day=""):
    typed = {f"answer-{issue.pk}": value, f"day-{issue.pk}": day}
    address = issue.batch.get_absolute_url()
    page = client.post(
        reverse("workbooks:answer"), typed | {"next": address}, follow=True
    )
    return [str(message) for message in page.context["messages"]]


def test_whoever_is_missing_leaves_on_the_day_that_is_said_and_comes_back_by_undoing(
    client, clerk, yuxin
):
    for number in (5, 6):
        GroupFactory(township=yuxin, number=number)
    client.force_login(clerk)
    sent(client, line(**BOTH))

    batch, checked = sent(client, line(**LESS))

    assert "退出：“王芳”现在本小组，不在表中；不确认的保留" in checked
    assert "另有2个小组不在此工作簿中，不作改动" in checked
    assert list(asked()) == ["王芳", "青山村委会"]
    assert standing() == ALL
    page = client.get(batch.get_absolute_url()).content.decode()
    assert f'name="day-{asked()["王芳"].pk}" value="{today()}"' in page

    assert (
        answered(client, asked()["王芳"], "left", "2017.6.30")[0] == "已保存1个答复。"
    )
    answered(client, asked()["青山村委会"], "left", "2017-07-01")

    ends = {"王芳": date(2017, 6, 30), "青山村委会": date(2017, 7, 1)}
    assert standing() == ALL | ends
    assert (
        "已退出，最后一天是2017-06-30"
        in client.get(batch.get_absolute_url()).content.decode()
    )

    client.post(reverse("workbooks:undo", args=[batch.pk]), {"reason": "列错了"})
    assert standing() == ALL


def test_a_day_that_cannot_be_is_told_and_whoever_is_not_confirmed_stays(client, clerk):
    client.force_login(clerk)
    sent(client, line(**BOTH))
    sent(client, line(**LESS))
    gone = asked()["王芳"]
    tomorrow = today() + timedelta(days=1)

    told = {
        day: answered(client, gone, "left", day)[-1].split("：")[-1]
        for day in ("", "某天", str(tomorrow))
    }

    assert told[""] == "请填写日期"
    assert told["某天"].startswith("“某天”")
    assert told[str(tomorrow)] == "最后一天不能晚于今天。"
    assert standing() == ALL


def test_who_is_said_to_stay_is_not_asked_of_the_same_list_again(office):
    take(line(**BOTH), by=office)
    take(line(**LESS), by=office)
    assert actions.answer_all([(asked()["王芳"], "stayed")], by=office) == (1, [])

    again = take(line(**LESS), by=office)
    other = take(line(**LESS | {"成员": "李明、赵无", "人数": 2}), by=office)

    assert outcome(again) == (0, 0, 1, 0)
    assert [q.value for q in again.of_kind(IssueKind.QUESTION)] == ["青山村委会"]
    assert [q.value for q in other.of_kind(IssueKind.QUESTION)] == [
        "王芳",
        "青山村委会",
    ]


def test_an_empty_cell_says_nothing_of_villages(office):
    take(line(**BOTH), by=office)

    report = take(line(), by=office)

    assert report.is_clear
    assert standing() == ALL


def test_what_another_group_has_meanwhile_is_not_taken_back(
    office, qingshan, second_group
):
    take(line(**BOTH), by=office)
    take(line(**LESS), by=office)
    batch = ImportBatch.objects.latest("pk")
    yesterday = today() - timedelta(days=1)
    actions.answer_all([(asked()["青山村委会"], f"left {yesterday}")], by=office)
    with acting_as(office):
        GroupVillageFactory(group=second_group, village=qingshan, since=today())

    with pytest.raises(actions.UndoRefused) as refusal:
        actions.undo(batch, by=office, reason="列错了")

    assert str(refusal.value) == (
        "恢复到导入之前会与后来的登记冲突（该村这几天已有小组联系），整批没有撤销"
    )
    assert qingshan.group_links.filter(until=yesterday).exists()
