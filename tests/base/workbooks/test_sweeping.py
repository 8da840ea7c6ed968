"""Workbooks that were checked and never written do not stay for ever."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from tests.poverty.imports.books import family, official
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.jobs import actions as jobs
from tianmen_congress.base.jobs import daily, running
from tianmen_congress.base.jobs.enums import JobState
from tianmen_congress.base.jobs.models import Job
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import BatchState
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import KEPT, ImportBatch

pytestmark = pytest.mark.django_db
JUST_NOW, LONG_AGO = timedelta(minutes=5), KEPT + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _places(qingshan, campaign):
    return qingshan


@pytest.fixture
def batch(clerk):
    upload = SimpleUploadedFile("花名册.xlsx", official(*family(code="1")))
    return actions.stage(get_kind("households"), upload, by=clerk)


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


def aged(batch, by=LONG_AGO):
    then = timezone.now() - by
    ImportBatch.objects.filter(pk=batch.pk).update(created_at=then)


@pytest.fixture
def sweep(django_capture_on_commit_callbacks):
    """The work of the day, as if it were committed; how many files went."""

    def sweep():
        with django_capture_on_commit_callbacks(execute=True):
            return actions.sweep()["files"]

    return sweep


@pytest.mark.parametrize("state", [BatchState.CHECKED, BatchState.DROPPED])
def test_a_check_that_nobody_wrote_is_given_up_with_its_workbook(batch, sweep, state):
    ImportBatch.objects.update(state=state)
    path = batch.file.content.name
    aged(batch)

    assert sweep() == 1

    batch.refresh_from_db()
    assert (batch.state, batch.file) == (BatchState.DROPPED, None)
    assert (batch.file_name, batch.new) == ("花名册.xlsx", 1)
    assert not StoredFile.objects.exists()
    assert not default_storage.exists(path)


def test_a_check_of_lately_stays(batch, sweep):
    aged(batch, KEPT - JUST_NOW)

    assert sweep() == 0

    batch.refresh_from_db()
    assert batch.state == BatchState.CHECKED
    assert default_storage.exists(batch.file.content.name)


@pytest.mark.parametrize("state", [BatchState.WRITTEN, BatchState.UNDONE])
def test_the_workbook_of_what_was_written_stays_for_good(batch, sweep, clerk, state):
    actions.write(batch, by=clerk)
    ImportBatch.objects.update(state=state)
    aged(batch)

    assert sweep() == 0

    batch.refresh_from_db()
    assert default_storage.exists(batch.file.content.name)


def test_the_content_goes_only_when_the_sweep_holds(
    batch, django_capture_on_commit_callbacks
):
    aged(batch)

    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        actions.sweep()
        transaction.set_rollback(True)

    batch.refresh_from_db()
    assert default_storage.exists(batch.file.content.name)


# --- what waited for the worker ------------------------------------------------------


@pytest.fixture
def waiting(desk, settings):
    """Sends a large workbook as one of `kind`; its job."""
    settings.CHECK_AT_ONCE_BYTES = 1

    def waiting(kind):
        file = SimpleUploadedFile("花名册.xlsx", official(*family(code="1")))
        desk.post(reverse("workbooks:create"), {"kind": kind, "file": file})
        return Job.objects.get()

    return waiting


def forgotten(job):
    Job.objects.filter(pk=job.pk).update(touched_at=timezone.now() - LONG_AGO)


def test_a_workbook_that_was_refused_goes(waiting, sweep):
    job = running.run(waiting("groups"))
    assert job.state == JobState.FAILED
    assert sweep() == 0
    forgotten(job)

    assert sweep() == 1

    assert not StoredFile.objects.exists()
    assert sweep() == 0


def test_a_workbook_whose_check_was_cancelled_goes(waiting, sweep, clerk):
    job = jobs.cancel(waiting("households"), by=clerk)
    forgotten(job)

    assert sweep() == 1
    assert not StoredFile.objects.exists()


def test_a_workbook_that_still_waits_for_the_worker_stays(waiting, sweep):
    forgotten(waiting("households"))

    assert sweep() == 0
    assert StoredFile.objects.count() == 1


def test_a_workbook_that_came_to_a_batch_goes_with_the_batch_alone(waiting, sweep):
    job = running.run(waiting("households"))
    forgotten(job)

    assert sweep() == 0
    assert ImportBatch.objects.get().file is not None


# --- on the page ---------------------------------------------------------------------


def test_the_worker_sweeps_each_day(batch):
    aged(batch)

    run = daily.run_once("workbooks: unwritten")

    assert run.counts == {"files": 1}


def test_the_page_tells_until_when_a_check_is_kept(desk, batch):
    until = timezone.localtime(batch.created_at + KEPT)

    page = desk.get(batch.get_absolute_url()).content.decode()

    assert f"{until:%Y-%m-%d}以前没有写入的，自动放弃，原工作簿删除。" in page


def test_the_page_of_a_check_that_was_given_up_opens_without_its_workbook(
    desk, batch, sweep
):
    aged(batch)
    sweep()

    page = desk.get(batch.get_absolute_url())

    assert page.status_code == 200
    assert "已放弃" in page.content.decode()
    assert "下载原工作簿" not in page.content.decode()
    assert desk.get(reverse("workbooks:file", args=[batch.pk])).status_code == 404


def test_who_writes_what_was_given_up_meanwhile_is_told_that_nothing_was(desk, batch):
    desk.post(reverse("workbooks:drop", args=[batch.pk]))

    page = desk.post(reverse("workbooks:write", args=[batch.pk]), follow=True)

    assert "这一批已放弃，没有写入。" in page.content.decode()
    assert "已写入1户" not in page.content.decode()
