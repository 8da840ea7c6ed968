from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "tianmen_congress.audit"
    verbose_name = "审计"
