"""manage.py worker: imports, long exports, and what is done once a day."""

from threading import Thread

from django_tasks_db.management.commands import db_worker

from tianmen_congress.base.jobs.tasks import recover
from tianmen_congress.base.jobs.watching import ask, watch


class Command(db_worker.Command):
    help = "后台任务：导入、导出、每日到期办理（可同时运行多个）"

    def handle(self, *, batch: bool, **options) -> None:
        """First what a killed worker left. With --batch what is due today, then the end."""
        recover()
        if batch:
            ask()
        else:
            Thread(target=watch, name="daily", daemon=True).start()
        super().handle(batch=batch, **options)
