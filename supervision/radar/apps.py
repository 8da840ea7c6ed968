from django.apps import AppConfig


class RadarConfig(AppConfig):
    name = "supervision.radar"
    verbose_name = "记录核查"
