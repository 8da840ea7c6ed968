from django.apps import AppConfig


class BackroomConfig(AppConfig):
    name = "tianmen_congress.overview.backroom"
    verbose_name = "系统"
