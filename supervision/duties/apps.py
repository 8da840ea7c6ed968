from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "supervision.duties"
    verbose_name = "规定动作"
