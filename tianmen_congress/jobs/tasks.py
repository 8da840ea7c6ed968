"""What the background worker picks up."""

from django_tasks import task

from .models import Job


@task()
def run_job(job_id: int) -> None:
    """Run one job; a job that is gone or done is left alone."""
    from .actions import recover, run

    recover()
    # unscoped: the worker does everybody's work
    run(Job.objects.select_related("user").get(pk=job_id))


@task()
def run_daily(name: str) -> None:
    """Do one of the works of the day; nothing when it was done."""
    from .daily import run_once

    run_once(name)
