"""manage.py load_demo [--seed N]"""

from django.core.management.base import BaseCommand, CommandError

from tianmen_congress.workbench.demo.build import DemoRefused, load_demo


class Command(BaseCommand):
    help = "载入演示数据（只能载入空系统）"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--seed", type=int, default=2017, help="随机种子")

    def handle(self, *, seed: int, **options) -> None:
        try:
            load_demo(seed=seed, tell=lambda title: self.stdout.write(f"  {title}"))
        except DemoRefused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write("演示数据已载入")
