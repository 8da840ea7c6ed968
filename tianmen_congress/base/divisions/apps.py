from django.apps import AppConfig


class DivisionsConfig(AppConfig):
    name = "tianmen_congress.base.divisions"
    verbose_name = "行政区划"
