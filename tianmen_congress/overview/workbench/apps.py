from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "tianmen_congress.overview.workbench"
    verbose_name = "工作台"
