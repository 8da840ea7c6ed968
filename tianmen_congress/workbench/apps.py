from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "tianmen_congress.workbench"
    verbose_name = "工作台"
