from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    name = "tianmen_congress.base.ui"
    verbose_name = "界面"

    def ready(self) -> None:
        autodiscover_modules("pages.menu", "pages.lookups")
