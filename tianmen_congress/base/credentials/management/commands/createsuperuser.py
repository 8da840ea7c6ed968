"""manage.py createsuperuser: the framework's own; nobody here is above the roles."""

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "不能使用：没有超级用户"

    def add_arguments(self, parser) -> None:
        for name in ("username", "name", "email"):
            parser.add_argument(f"--{name}")

    def handle(self, **options) -> None:
        raise CommandError(
            "本系统没有超级用户。第一个账号在网页上凭安装码建立；"
            "其他账号用 manage.py add_user，或由系统管理员在网页上建立。"
        )
