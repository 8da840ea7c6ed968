from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "supervision.oversight"
    verbose_name = "调研视察"
