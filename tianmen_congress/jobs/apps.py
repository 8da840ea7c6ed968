from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tianmen_congress.jobs"
    verbose_name = "任务"
