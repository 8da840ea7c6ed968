from django.apps import AppConfig


class NumbersConfig(AppConfig):
    name = "tianmen_congress.base.numbers"
    verbose_name = "编号"
