from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkbooksConfig(AppConfig):
    name = "tianmen_congress.base.workbooks"
    verbose_name = "导入导出"

    def ready(self) -> None:
        from tianmen_congress.base.ui.listing import register_exporter

        from .background import register_works
        from .exports import export_listing

        register_exporter(export_listing)
        register_works()
        # The kinds that the rooms above declare.
        autodiscover_modules("imports")
