"""What the background worker picks up."""

from django_tasks import task

from . import daily, running
from .models import Job


@task()
def run_job(job_id: int) -> None:
    """Run one job; a job that is gone or done is left alone."""
    recover()
    # unscoped: the worker does everybody's work
    running.run(Job.objects.select_related("user").get(pk=job_id))


@task()
def run_daily(name: str) -> None:
    """Do one of the works of the day; nothing when it was done."""
    daily.run_once(name)


def recover() -> int:
    """Put before the worker what a killed one left; how many jobs there were."""
    return running.recover(lambda job: run_job.enqueue(job_id=job.pk))
