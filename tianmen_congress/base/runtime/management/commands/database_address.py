"""manage.py database_address: for programs such as psql, alone on standard output."""

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "显示数据库的地址（含密码），供 psql 等程序使用；系统运行时才连得上"
    requires_system_checks = []

    def handle(self, **options) -> None:
        self.stdout.write(settings.DATABASE_URL)
