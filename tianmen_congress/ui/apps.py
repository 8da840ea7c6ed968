from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "tianmen_congress.ui"
    verbose_name = "界面"
