"""manage.py changepassword: the framework's own would set another's password."""

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "不能使用：密码只由本人设置"

    def add_arguments(self, parser) -> None:
        parser.add_argument("username", nargs="?")

    def handle(self, **options) -> None:
        raise CommandError(
            "密码只由本人设置。忘记密码的，由系统管理员在网页上申请启用码；"
            "只剩一名管理员时，在服务器上运行 manage.py recover_account 用户名。"
        )
