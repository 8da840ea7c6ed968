from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "tianmen_congress.credentials"
    verbose_name = "启用码"
