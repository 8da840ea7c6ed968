from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class RuntimeConfig(AppConfig):
    name = "tianmen_congress.base.runtime"
    verbose_name = "运行"

    def ready(self) -> None:
        from .grants import grant_weak_login

        # Sent for rooms with tables only, once all of them are migrated.
        post_migrate.connect(grant_weak_login, sender=apps.get_app_config("audit"))
