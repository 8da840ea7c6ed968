from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tianmen_congress.base.accounts"
    verbose_name = "账号"
