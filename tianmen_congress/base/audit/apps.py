from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "tianmen_congress.base.audit"
    verbose_name = "审计"

    def ready(self) -> None:
        from . import receivers, rights  # noqa: F401 - connect what they declare
