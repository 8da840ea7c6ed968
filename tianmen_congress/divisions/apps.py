from django.apps import AppConfig


class DivisionsConfig(AppConfig):
    name = "tianmen_congress.divisions"
    verbose_name = "行政区划"
