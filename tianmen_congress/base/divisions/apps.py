from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DivisionsConfig(AppConfig):
    name = "tianmen_congress.base.divisions"
    verbose_name = "行政区划"

    def ready(self) -> None:
        autodiscover_modules("dependents")
