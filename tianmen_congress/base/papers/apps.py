from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PapersConfig(AppConfig):
    name = "tianmen_congress.base.papers"
    verbose_name = "公文"

    def ready(self) -> None:
        autodiscover_modules("papers")
