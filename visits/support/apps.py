from django.apps import AppConfig


class SupportConfig(AppConfig):
    name = "visits.support"
    verbose_name = "双联双促"

    def ready(self) -> None:
        from visits.support.pages import added  # noqa: F401 - registers with the pages below
