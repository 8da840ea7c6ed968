"""manage.py setup_code: what the page of the first account asks for."""

from django.core.management.base import BaseCommand

from tianmen_congress.base.accounts import setup


class Command(BaseCommand):
    help = "显示建立第一个账号用的安装码（只在还没有账号时）"

    def handle(self, **options) -> None:
        if setup.is_needed():
            self.stdout.write(setup.write_code())
        else:
            self.stderr.write("系统中已有账号，不需要安装码")
