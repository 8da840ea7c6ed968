from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "supervision.points"
    verbose_name = "履职积分"
