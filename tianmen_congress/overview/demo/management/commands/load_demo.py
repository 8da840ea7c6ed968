"""manage.py load_demo [--seed N]"""

from django.core.management.base import BaseCommand, CommandError

from tianmen_congress.overview.demo.build import DemoRefused, load_demo


class Command(BaseCommand):
    help = "载入演示数据（只能载入空系统）"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--seed", default="2017", help="随机种子，一个整数")

    def handle(self, *, seed: str | int, **options) -> None:
        try:
            load_demo(
                seed=_number(seed), tell=lambda title: self.stdout.write(f"  {title}")
            )
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("演示数据已载入")


def _number(text: str | int) -> int:
    try:
        return int(text)
    except ValueError:
        raise CommandError(f"--seed {text} 不是整数") from None
