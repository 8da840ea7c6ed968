from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "tianmen_congress.figures"
    verbose_name = "报表"
