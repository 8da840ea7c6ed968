from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkbooksConfig(AppConfig):
    name = "tianmen_congress.workbooks"
    verbose_name = "导入导出"

    def ready(self) -> None:
        # The kinds that the rooms above declare.
        autodiscover_modules("rosters")
