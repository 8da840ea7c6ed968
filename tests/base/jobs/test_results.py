"""A file that a job made is its user's alone, in his rights, and not for ever."""

import io
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from tests.factories.platform import hold, move_posts, presidium_of
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.jobs import actions, daily, running
from tianmen_congress.base.jobs.enums import JobState
from tianmen_congress.base.jobs.models import KEPT, Job
from tianmen_congress.base.jobs.running import Result

pytestmark = pytest.mark.django_db
NAME = "走访台账20170725.xlsx"


def make_file(job, progress):
    return Result("已导出", file=io.BytesIO(b"rows"), name=NAME)


@pytest.fixture
def works():
    """A registry of its own, so that a test's kinds don't outlive it."""
    with running.works.emptied() as works:
        yield works


@pytest.fixture
def made(works, clerk):
    running.register("toy", make_file)
    job = Job.objects.create(kind="toy", title="导出走访台账", user=clerk)
    return running.run(job)


def download(client, job):
    return client.get(reverse("jobs:download", args=[job.pk]))


def page(client, job):
    return client.get(job.get_absolute_url()).content.decode()


def test_the_file_is_saved_under_its_name_and_stored_under_none(client, made, clerk):
    client.force_login(clerk)

    response = download(client, made)

    assert b"".join(response.streaming_content) == b"rows"
    assert "attachment" in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"
    assert "%E8%B5%B0%E8%AE%BF" in response["Content-Disposition"]
    assert "走访" not in made.output.name
    assert made.output.name.endswith(".xlsx")


def test_the_page_offers_the_file_and_says_until_when(client, made, clerk):
    client.force_login(clerk)

    text = page(client, made)

    assert f"下载{NAME}" in text
    assert f"{timezone.localtime(made.expires_at):%Y-%m-%d %H:%M}" in text
    assert "只有您本人可以下载" in text


def test_the_list_offers_the_file_too(client, made, clerk):
    client.force_login(clerk)

    text = client.get(reverse("jobs:list")).content.decode()

    assert reverse("jobs:download", args=[made.pk]) in text


@pytest.mark.parametrize("who", ["office", "other_clerk", "sysadmin", "leader"])
def test_for_everybody_else_it_is_not_there(client, made, who, request):
    client.force_login(request.getfixturevalue(who))

    assert download(client, made).status_code == 404


def test_nobody_signed_in_is_led_to_sign_in(client, made):
    assert download(client, made).status_code == 302


def test_who_moved_to_another_township_gets_no_old_file(client, made, clerk, duobao):
    move_posts(clerk, until="2017-07-24")
    hold(clerk, Role.PRESIDIUM, presidium_of(duobao))
    client.force_login(clerk)

    response = download(client, made)

    assert response.status_code == 403
    assert "岗位有了变动" in response.content.decode()


def test_who_lost_every_post_gets_no_old_file(client, made, clerk):
    move_posts(clerk, until="2017-07-24")
    client.force_login(clerk)

    assert download(client, made).status_code == 403


def test_who_got_one_more_post_asks_anew(client, made, clerk, duobao):
    """What the file holds is no longer what he would see."""
    hold(clerk, Role.PRESIDIUM, presidium_of(duobao))
    client.force_login(clerk)

    assert download(client, made).status_code == 403


def test_a_job_without_a_file_has_nothing_to_save(client, clerk):
    job = Job.objects.create(kind="toy", title="检查", user=clerk, state=JobState.DONE)
    client.force_login(clerk)

    assert download(client, job).status_code == 404
    assert "下载" not in page(client, job)


def test_a_file_that_is_gone_from_the_disk_is_not_there(client, made, clerk):
    default_storage.delete(made.output.name)
    client.force_login(clerk)

    assert download(client, made).status_code == 404


def age(job, by):
    Job.objects.filter(pk=job.pk).update(touched_at=timezone.now() - by)


def test_an_old_file_is_removed_and_the_page_says_so(
    client, made, clerk, django_capture_on_commit_callbacks
):
    stored = made.output.name
    age(made, KEPT + timedelta(minutes=1))

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.clear_expired() == {"files": 1}
        # As long as the row might come back to it, it is there.
        assert default_storage.exists(stored)

    assert not default_storage.exists(stored)
    client.force_login(clerk)
    assert "已过保存期限" in page(client, made)
    assert download(client, made).status_code == 404


def test_a_file_within_its_days_stays(made):
    age(made, KEPT - timedelta(minutes=1))

    assert actions.clear_expired() == {"files": 0}
    assert default_storage.exists(made.output.name)


def test_removing_is_one_of_the_works_of_each_day(made):
    age(made, KEPT * 2)

    run = daily.run_once("jobs: expired results")

    assert run.counts == {"files": 1}
    assert daily.run_once("jobs: expired results") is None


def test_what_a_cancelled_job_made_is_kept_nowhere(works, clerk):
    def stop(job, progress):
        make_file(job, progress)
        raise running.JobCancelled

    running.register("toy", stop)
    job = running.run(Job.objects.create(kind="toy", title="导出", user=clerk))

    assert (job.state, job.output.name) == (JobState.CANCELLED, "")


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING])
def test_the_page_asks_again_by_itself_with_scripts_and_without(client, clerk, state):
    job = Job.objects.create(kind="toy", title="导出", user=clerk, state=state)
    client.force_login(clerk)

    text = page(client, job)

    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in text
    assert 'hx-trigger="every 2s"' in text
    assert "刷新进度" in text
    assert "取消处理" in text


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED, JobState.CANCELLED])
def test_the_page_of_what_has_ended_rests(client, clerk, state):
    job = Job.objects.create(kind="toy", title="导出", user=clerk, state=state)
    client.force_login(clerk)

    text = page(client, job)

    assert "http-equiv" not in text
    assert "hx-trigger" not in text
    assert "取消处理" not in text


def test_the_page_shows_how_far_it_is(client, clerk):
    job = Job.objects.create(
        kind="toy", title="导出", user=clerk, state=JobState.RUNNING, done=30, total=120
    )
    client.force_login(clerk)

    assert 'value="25" max="100"' in page(client, job)


def test_a_job_that_is_being_cancelled_says_so(client, clerk):
    job = Job.objects.create(
        kind="toy", title="导出", user=clerk, state=JobState.RUNNING
    )
    client.force_login(clerk)

    client.post(reverse("jobs:cancel", args=[job.pk]))

    assert "处理中，正在取消" in page(client, job)


def test_every_page_leads_to_ones_own_jobs(client, clerk):
    client.force_login(clerk)

    text = client.get(reverse("accounts:change_password")).content.decode()

    assert f'<a href="{reverse("jobs:list")}">后台任务</a>' in text
