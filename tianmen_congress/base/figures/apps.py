from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FiguresConfig(AppConfig):
    name = "tianmen_congress.base.figures"
    verbose_name = "报表"

    def ready(self) -> None:
        autodiscover_modules("figures")
        # How a report is made without its page.
        import_module("tianmen_congress.base.figures.exports")
