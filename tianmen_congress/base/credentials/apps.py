from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "tianmen_congress.base.credentials"
    verbose_name = "启用码"
