from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "tianmen_congress.overview.demo"
    verbose_name = "演示数据"
