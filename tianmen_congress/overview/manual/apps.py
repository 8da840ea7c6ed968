from django.apps import AppConfig
from django.db.models.signals import post_save


class ManualConfig(AppConfig):
    name = "tianmen_congress.overview.manual"
    verbose_name = "使用手册"

    def ready(self) -> None:
        from tianmen_congress.base.accounts.models import User

        from .actions import on_new_account

        post_save.connect(on_new_account, sender=User)
