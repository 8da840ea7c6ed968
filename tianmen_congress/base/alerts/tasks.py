"""What the background worker sends as soon as it was asked for."""

from django_tasks import task

from . import leaving


@task()
def deliver() -> None:
    """Send what waits: a code, for which somebody sits before an open page."""
    leaving.deliver_waiting()
