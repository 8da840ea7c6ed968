from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tianmen_congress.base.jobs"
    verbose_name = "任务"

    def ready(self) -> None:
        from . import daily
        from .actions import clear_expired

        daily.register("jobs: expired results", clear_expired)
