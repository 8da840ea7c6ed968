from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "tianmen_congress.base.clocks"
    verbose_name = "日历"
