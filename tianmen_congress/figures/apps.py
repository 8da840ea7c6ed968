from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FiguresConfig(AppConfig):
    name = "tianmen_congress.figures"
    verbose_name = "报表"

    def ready(self) -> None:
        autodiscover_modules("figures")
