"""Long work is done once, as its user, or not at all."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from deputies.models import Person
from tests.factories.deputies import PersonFactory
from tests.factories.platform import UserFactory
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.jobs import actions, running, tasks
from tianmen_congress.base.jobs.enums import JobState
from tianmen_congress.base.jobs.models import Job
from tianmen_congress.base.jobs.running import Result
from tianmen_congress.base.runtime import interruptions

pytestmark = pytest.mark.django_db


@pytest.fixture
def works():
    """A registry of its own, so that a test's kinds don't outlive it."""
    with running.works.emptied():
        yield running.register


@pytest.fixture
def job(works):
    def make(work, **fields):
        works("toy", work)
        return Job.objects.create(kind="toy", title="试", user=UserFactory(), **fields)

    return make


def add_place(job, progress):
    Division.objects.create(code="42", level="province", name="湖北省")
    return Result("完成")


def test_work_is_done_and_its_result_kept(job):
    ran = running.run(job(add_place))

    assert (ran.state, ran.result) == (JobState.DONE, {"text": "完成", "url": ""})
    assert Division.objects.count() == 1


def test_work_that_is_refused_writes_nothing_and_says_why(job):
    def refuse(job, progress):
        add_place(job, progress)
        raise running.JobRefused("文件已被删除")

    ran = running.run(job(refuse))

    assert (ran.state, ran.result["text"]) == (JobState.FAILED, "文件已被删除")
    assert not Division.objects.exists()


def test_work_that_breaks_writes_nothing_and_is_heard_of(job):
    def break_down(job, progress):
        add_place(job, progress)
        raise ZeroDivisionError

    broken = job(break_down)
    with pytest.raises(ZeroDivisionError):
        running.run(broken)

    broken.refresh_from_db()
    assert broken.state == JobState.FAILED
    assert "已全部撤销" in broken.result["text"]
    assert not Division.objects.exists()


def test_work_that_was_only_broken_off_may_be_asked_for_again(job):
    def wait_too_long(job, progress):
        add_place(job, progress)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 50; SELECT pg_sleep(9)")

    broken = job(wait_too_long)
    with pytest.raises(OperationalError):
        running.run(broken)

    broken.refresh_from_db()
    assert broken.result["text"] == (
        f"没有完成，已全部撤销：{interruptions.TOO_LONG}。请稍后重新提交"
    )
    assert not Division.objects.exists()


def test_work_done_before_is_not_done_again(job):
    done = running.run(job(add_place))

    running.run(done)

    assert Division.objects.count() == 1


def test_a_waiting_job_that_is_cancelled_never_starts(job):
    waiting = job(add_place)

    cancelled = actions.cancel(waiting, by=waiting.user)
    running.run(cancelled)

    assert cancelled.state == JobState.CANCELLED
    assert not Division.objects.exists()


def test_a_running_job_that_is_cancelled_is_rolled_back(job):
    def stop_half_way(job, progress):
        add_place(job, progress)
        raise running.JobCancelled

    ran = running.run(job(stop_half_way))

    assert ran.state == JobState.CANCELLED
    assert not Division.objects.exists()


@pytest.fixture
def asked(monkeypatch):
    """The jobs that the worker is asked to run."""
    jobs = []
    monkeypatch.setattr(
        tasks.run_job.__class__, "enqueue", lambda self, job_id: jobs.append(job_id)
    )
    return jobs


def test_the_job_of_a_killed_worker_is_taken_up_again(job, asked):
    killed = job(add_place, state=JobState.RUNNING, attempts=1, done=5)

    assert tasks.recover() == 1

    killed.refresh_from_db()
    assert (killed.state, killed.done) == (JobState.WAITING, 0)
    assert asked == [killed.pk]
    assert running.run(killed).state == JobState.DONE
    assert Division.objects.count() == 1


def test_a_job_that_killed_two_workers_is_told_as_failed(job, asked):
    killed = job(add_place, state=JobState.RUNNING, attempts=2)

    tasks.recover()

    killed.refresh_from_db()
    assert killed.state == JobState.FAILED
    assert killed.result == {"text": "处理中断，没有写入任何内容，请重新提交"}
    assert asked == []


def test_a_cancelled_job_of_a_killed_worker_is_not_taken_up(job, asked):
    killed = job(add_place, state=JobState.RUNNING, attempts=1, is_cancel_asked=True)

    tasks.recover()

    killed.refresh_from_db()
    assert (killed.state, asked) == (JobState.CANCELLED, [])


def test_a_job_that_a_living_worker_holds_is_left_alone(job, asked):
    """However long it has not told of itself."""
    busy = job(add_place, state=JobState.RUNNING, attempts=1)
    Job.objects.update(touched_at=timezone.now() - timedelta(days=1))
    worker = running.Progress(busy)
    assert worker.hold()

    assert tasks.recover() == 0
    worker.close()
    assert tasks.recover() == 1


def test_a_job_that_a_living_worker_holds_is_not_run_twice(job):
    waiting = job(add_place)
    worker = running.Progress(waiting)
    worker.hold()

    ran = running.run(waiting)

    worker.close()
    assert ran.state == JobState.WAITING
    assert not Division.objects.exists()


def test_each_run_counts_as_an_attempt(job):
    ran = running.run(job(add_place))

    assert ran.attempts == 1


def test_a_job_ends_when_its_worker_is_told_to_stop(job):
    """SIGTERM in the midst: nothing is written, and it is heard of."""

    def leave(job, progress):
        add_place(job, progress)
        raise SystemExit(1)

    broken = job(leave)
    with pytest.raises(SystemExit):
        running.run(broken)

    broken.refresh_from_db()
    assert broken.state == JobState.FAILED
    assert not Division.objects.exists()


def test_work_is_recorded_as_done_by_who_asked(job):
    def write(job, progress):
        PersonFactory(name="王宇")
        return Result("")

    ran = running.run(job(write))

    [event] = Person.pgh_event_model.objects.all()
    assert event.pgh_context.metadata["user"] == ran.user_id
    assert event.pgh_context.metadata["how"] == "job toy"


def test_asking_twice_for_the_same_asks_once(works):
    works("toy", add_place)
    user = UserFactory()

    first = actions.start("toy", title="试", by=user, payload={"a": 1})
    again = actions.start("toy", title="试", by=user, payload={"a": 1})
    other = actions.start("toy", title="试", by=user, payload={"a": 2})
    theirs = actions.start("toy", title="试", by=UserFactory(), payload={"a": 1})

    assert again == first
    assert len({first, other, theirs}) == 3


def test_what_was_done_is_asked_for_anew(works):
    works("toy", add_place)
    user = UserFactory()
    first = running.run(actions.start("toy", title="试", by=user, payload={}))

    again = actions.start("toy", title="试", by=user, payload={})

    assert again != first


def test_a_job_that_is_done_is_not_cancelled_any_more(job):
    done = running.run(job(add_place))

    cancelled = actions.cancel(done, by=done.user)

    assert (cancelled.state, cancelled.is_cancel_asked) == (JobState.DONE, False)


def test_nobody_cancels_the_work_of_another(job):
    waiting = job(add_place)

    cancelled = actions.cancel(waiting, by=UserFactory())

    assert (cancelled.state, cancelled.is_cancel_asked) == (JobState.WAITING, False)


def test_work_of_an_unknown_kind_is_a_mistake_in_the_code(works):
    with pytest.raises(LookupError):
        actions.start("nothing", title="无", by=UserFactory(), payload={})


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_work_still_runs(job):
    seen = []

    def tell(job, progress):
        progress.tell(3, 10)
        seen.append(Job.objects.get(pk=job.pk).done)
        return Result("")

    running.run(job(tell))

    assert seen == [3]


@pytest.mark.django_db(transaction=True)
def test_a_cancel_reaches_the_running_work(job):
    def go_on(job, progress):
        progress.tell(1, 10)
        other = progress.outside
        with other.cursor() as cursor:
            cursor.execute("UPDATE jobs_job SET is_cancel_asked = true")
        progress.tell(2, 10)
        pytest.fail("the second step should not be reached")

    assert running.run(job(go_on)).state == JobState.CANCELLED


def test_everybody_sees_his_own_work_alone(client, clerk, other_clerk):
    mine = Job.objects.create(kind="toy", title="导出走访台账", user=clerk)

    client.force_login(other_clerk)
    assert client.get(mine.get_absolute_url()).status_code == 404
    assert "导出走访台账" not in client.get(reverse("jobs:list")).content.decode()
    client.force_login(clerk)
    assert "等待处理" in client.get(mine.get_absolute_url()).content.decode()


def test_a_job_is_cancelled_by_its_button(client, clerk):
    mine = Job.objects.create(kind="toy", title="导出", user=clerk)
    client.force_login(clerk)

    client.post(reverse("jobs:cancel", args=[mine.pk]))

    mine.refresh_from_db()
    assert mine.state == JobState.CANCELLED
