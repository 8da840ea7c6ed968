from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "groups.places"
    verbose_name = "阵地"

    def ready(self) -> None:
        from groups.places.pages import added  # noqa: F401 - registers with the pages of groups
