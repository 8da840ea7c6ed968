from django.apps import AppConfig


class WorkbooksConfig(AppConfig):
    name = "tianmen_congress.workbooks"
    verbose_name = "导入导出"
