from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "groups.places"
    verbose_name = "阵地"
