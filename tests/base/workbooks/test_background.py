"""Large workbooks are left to the worker; small ones are answered at once."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from poverty.models import Household, HouseholdMember
from tests.factories.platform import VillageFactory, move_posts
from tests.factories.poverty import HouseholdFactory, MemberFactory
from tests.factories.visits import PairingFactory, VisitFactory
from tests.poverty.imports.books import family, official
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.jobs import running
from tianmen_congress.base.jobs.enums import JobState
from tianmen_congress.base.jobs.models import Job
from tianmen_congress.base.workbooks import background
from tianmen_congress.base.workbooks.enums import BatchState
from tianmen_congress.base.workbooks.models import ImportBatch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _everything_is_large(settings, qingshan, campaign):
    settings.CHECK_AT_ONCE_BYTES = 1
    settings.WRITE_AT_ONCE_ROWS = 0
    settings.EXPORT_AT_ONCE_ROWS = 0


ROSTER = [*family(code="1"), *family("王强", serial=2, code="2")]


def send(client, data, kind="households"):
    file = SimpleUploadedFile("花名册.xlsx", data)
    return client.post(reverse("workbooks:create"), {"kind": kind, "file": file})


def worked():
    """The last job asked for, after the worker was at it."""
    return running.run(Job.objects.latest("pk"))


def text_of(response):
    return response.content.decode()


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def checked(desk):
    send(desk, official(*ROSTER))
    worked()
    return ImportBatch.objects.get()


@pytest.fixture
def written(desk, checked):
    desk.post(reverse("workbooks:write", args=[checked.pk]))
    worked()
    checked.refresh_from_db()
    return checked


# --- checking ------------------------------------------------------------------------


def test_a_large_workbook_leads_to_the_page_of_its_job(desk):
    response = send(desk, official(*ROSTER))

    job = Job.objects.get()
    assert response.url == job.get_absolute_url()
    assert job.title == "检查贫困户花名册：花名册.xlsx"
    assert not ImportBatch.objects.exists()


def test_the_worker_checks_it_and_leads_to_what_was_found(desk, clerk):
    send(desk, official(*ROSTER))

    job = worked()

    batch = ImportBatch.objects.get()
    assert job.state == JobState.DONE
    assert job.result == {
        "text": "检查完毕：共2户，请查看结果后决定是否写入。",
        "url": batch.get_absolute_url(),
    }
    assert (batch.state, batch.new, batch.created_by) == (BatchState.CHECKED, 2, clerk)
    assert batch.township == clerk.townships[0]
    assert not Household.objects.exists()


def test_a_small_workbook_is_answered_at_once(desk, settings):
    settings.CHECK_AT_ONCE_BYTES = 400 * 1024

    response = send(desk, official(*ROSTER))

    assert response.url == ImportBatch.objects.get().get_absolute_url()
    assert not Job.objects.exists()


def test_what_is_no_workbook_is_refused_before_anybody_waits(desk):
    response = send(desk, b"%PDF-1.4")

    assert "文件类型不符" in text_of(response)
    assert not Job.objects.exists()


def test_a_workbook_of_another_kind_is_told_on_the_page_of_the_job(desk):
    send(desk, official(*ROSTER), kind="groups")

    job = worked()

    assert job.state == JobState.FAILED
    assert "不是代表小组划分表" in job.result["text"]
    assert job.result["text"] in text_of(desk.get(job.get_absolute_url()))
    assert not ImportBatch.objects.exists()


def test_who_lost_her_post_while_it_waited_imports_nothing(desk, clerk):
    send(desk, official(*ROSTER))
    move_posts(clerk, until="2017-07-01")

    job = worked()

    assert job.state == JobState.FAILED
    assert "没有导入贫困户花名册的权限" in job.result["text"]


def test_the_check_tells_how_far_it_is(desk, monkeypatch):
    told = []
    monkeypatch.setattr(
        running.Progress, "tell", lambda self, done, total: told.append((done, total))
    )
    send(desk, official(*ROSTER))

    worked()

    shares = [done / total for done, total in told]
    assert shares == sorted(shares)
    assert any(share < 0.5 for share in shares)
    assert any(share >= 0.5 for share in shares)


def test_a_cancelled_check_leaves_no_batch(desk, monkeypatch):
    def stop(self, done, total):
        raise running.JobCancelled

    monkeypatch.setattr(running.Progress, "tell", stop)
    send(desk, official(*ROSTER))

    assert worked().state == JobState.CANCELLED
    assert not ImportBatch.objects.exists()


# --- writing -------------------------------------------------------------------------


def test_a_large_batch_is_written_by_the_worker(desk, checked, clerk):
    response = desk.post(reverse("workbooks:write", args=[checked.pk]))
    job = Job.objects.latest("pk")
    assert response.url == job.get_absolute_url()
    assert not Household.objects.exists()

    assert worked().result["text"] == "已写入2户。"

    checked.refresh_from_db()
    assert checked.state == BatchState.WRITTEN
    assert Household.objects.count() == 2
    [event, *_] = Household.pgh_event_model.objects.all()
    assert event.pgh_context.metadata["user"] == clerk.pk


def test_pressing_twice_asks_the_worker_once(desk, checked):
    for _ in range(2):
        desk.post(reverse("workbooks:write", args=[checked.pk]))

    assert Job.objects.filter(kind=background.WRITE).count() == 1


def test_a_cancelled_writing_writes_nothing(desk, checked, monkeypatch):
    def stop(self, done, total):
        if done * 2 >= total and Household.objects.exists():
            raise running.JobCancelled

    monkeypatch.setattr(running.Progress, "tell", stop)
    monkeypatch.setattr("tianmen_congress.base.workbooks.actions.storing.PORTION", 1)
    desk.post(reverse("workbooks:write", args=[checked.pk]))

    assert worked().state == JobState.CANCELLED
    checked.refresh_from_db()
    assert checked.state == BatchState.CHECKED
    assert not Household.objects.exists()


def test_what_changed_since_the_check_is_shown_anew_before_it_is_written(
    desk, checked, qingshan
):
    HouseholdFactory(village=qingshan, code="1")
    desk.post(reverse("workbooks:write", args=[checked.pk]))

    job = worked()

    assert "检查之后数据有了变化，没有写入" in job.result["text"]
    checked.refresh_from_db()
    assert (checked.state, checked.new) == (BatchState.CHECKED, 1)


def test_a_clerk_who_moved_away_writes_no_batch_of_her_old_township(
    desk, checked, clerk
):
    desk.post(reverse("workbooks:write", args=[checked.pk]))
    move_posts(clerk, until="2017-07-01")

    job = worked()

    assert job.result["text"] == "您的岗位有了变动，不能再办理这一批"
    assert not Household.objects.exists()


def test_a_job_done_by_a_worker_that_died_at_once_after_is_not_done_twice(
    desk, written
):
    job = Job.objects.filter(kind=background.WRITE).get()
    Job.objects.filter(pk=job.pk).update(state=JobState.WAITING)

    assert worked().state == JobState.DONE

    assert Household.objects.count() == 2


# --- undoing -------------------------------------------------------------------------


def test_a_large_batch_is_undone_by_the_worker(desk, written):
    response = desk.post(
        reverse("workbooks:undo", args=[written.pk]), {"reason": "去年的表"}
    )
    assert response.url == Job.objects.latest("pk").get_absolute_url()
    assert Household.objects.count() == 2

    assert worked().result["text"] == "已整批撤销。"

    assert not HouseholdMember.objects.exists()
    written.refresh_from_db()
    assert (written.state, written.undo_reason) == (BatchState.UNDONE, "去年的表")


def test_what_came_in_the_way_meanwhile_keeps_the_batch(desk, written):
    desk.post(reverse("workbooks:undo", args=[written.pk]), {"reason": "去年的表"})
    PairingFactory(household=Household.objects.get(code="1"))

    job = worked()

    assert job.state == JobState.FAILED
    assert "整批没有撤销" in job.result["text"]
    assert Household.objects.count() == 2


# --- exporting -----------------------------------------------------------------------


def rows_of(job):
    with job.output.open() as content:
        sheet = load_workbook(io.BytesIO(content.read())).active
    return [[cell for cell in row if cell] for row in sheet.iter_rows(values_only=True)]


def flat(job):
    return [cell for row in rows_of(job) for cell in row]


@pytest.fixture
def homes(qingshan):
    return [
        HouseholdFactory(village=qingshan, head_name=name) for name in ("张伟", "王强")
    ]


def export(client, url):
    response = client.get(url)
    job = worked()
    assert response.url == job.get_absolute_url()
    assert job.state == JobState.DONE, job.result
    return job


def test_a_long_list_is_exported_by_the_worker(desk, homes):
    job = export(desk, reverse("poverty:household_list") + "?export=xlsx")

    assert job.title == "导出贫困户（2行）"
    assert job.output_name == "贫困户20170725.xlsx"
    assert {"张伟", "王强"} <= set(flat(job))
    assert "共2条" in flat(job)


def test_the_export_holds_what_the_search_found(desk, homes):
    job = export(desk, reverse("poverty:household_list") + "?q=王强&export=xlsx")

    assert "王强" in flat(job)
    assert "张伟" not in flat(job)


def test_the_same_rows_come_out_at_once_and_by_the_worker(desk, homes, settings):
    url = reverse("poverty:household_list") + "?export=xlsx"
    job = export(desk, url)
    settings.EXPORT_AT_ONCE_ROWS = 100

    at_once = b"".join(desk.get(url).streaming_content)

    sheet = load_workbook(io.BytesIO(at_once)).active
    rows = [[c for c in row if c] for row in sheet.iter_rows(values_only=True)]
    assert rows == rows_of(job)


def test_the_worker_exports_only_what_its_user_sees(client, homes, duobao, other_clerk):
    there = VillageFactory(parent=duobao)
    HouseholdFactory(village=there, head_name="赵六")
    client.force_login(other_clerk)

    job = export(client, reverse("poverty:household_list") + "?export=xlsx")

    assert "赵六" in flat(job)
    assert "张伟" not in flat(job)


def test_columns_switched_off_stay_off(desk, homes):
    url = reverse("poverty:household_list")
    shown = flat(export(desk, url + "?export=xlsx"))
    assert "村" in shown
    listing = "poverty.pages.listings.HouseholdListing"
    form = {"listing": listing, "column": ["township"], "next": url}
    desk.post(reverse("ui:columns"), form)

    job = export(desk, url + "?export=xlsx&sort=-village")

    assert job.payload["asked"]["listing"] == listing


def test_masked_roles_get_masked_names_from_the_worker_too(client, homes, leader):
    MemberFactory(household=homes[0], name="张伟", relation="head")
    client.force_login(leader)

    job = export(client, reverse("poverty:household_list") + "?export=xlsx")

    assert "张伟" not in flat(job)
    assert "张*" in flat(job)


def test_the_roster_of_households_is_made_by_the_worker(desk, homes):
    for home in homes:
        MemberFactory(household=home, name=home.head_name, relation="head")

    response = desk.post(reverse("poverty:roster_export"))
    job = worked()

    assert response.url == job.get_absolute_url()
    assert job.title == "导出贫困户花名册（2行）"
    assert {"张伟", "王强"} <= set(flat(job))


def test_a_report_is_made_by_the_worker(desk, campaign, homes):
    VisitFactory(
        campaign=campaign, village=homes[0].village, group__township=homes[0].township
    )
    url = reverse("figures:report", args=["visit-ledger"]) + "?export=1"

    job = export(desk, url)

    assert job.title == "导出走访台账（1行）"
    assert "共1条" in flat(job)


def test_the_export_is_in_the_trail_as_its_users(desk, homes, clerk):
    export(desk, reverse("poverty:household_list") + "?export=xlsx")

    entry = TrailEntry.objects.get(kind=Kind.EXPORT)
    assert (entry.user, entry.subject, entry.rows) == (clerk, "贫困户", 2)


def test_asking_again_while_it_is_made_leads_to_the_same_job(desk, homes):
    url = reverse("poverty:household_list") + "?export=xlsx"

    first, again = desk.get(url), desk.get(url)

    assert first.url == again.url
    assert Job.objects.count() == 1


def test_an_empty_list_is_answered_at_once(desk):
    response = desk.get(reverse("poverty:household_list") + "?export=xlsx")

    assert b"".join(response.streaming_content).startswith(b"PK")
    assert not Job.objects.exists()


def test_a_role_that_may_not_see_the_report_any_more_gets_nothing(
    desk, campaign, homes, clerk
):
    desk.get(reverse("poverty:household_list") + "?export=xlsx")
    move_posts(clerk, until="2017-07-01")

    job = worked()

    assert job.state == JobState.DONE
    assert "张伟" not in flat(job)
    assert "共0条" in flat(job)
