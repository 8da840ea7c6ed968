from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "tianmen_congress.base.backups"
    verbose_name = "备份"

    def ready(self) -> None:
        from tianmen_congress.base.jobs import daily

        from . import actions, queries
        from .enums import BackupKind

        works = {
            BackupKind.BACKUP: actions.daily_backup,
            BackupKind.DRILL: actions.daily_drill,
        }
        for kind, work in works.items():
            daily.register_slow(kind, work, is_due=queries.is_due)
