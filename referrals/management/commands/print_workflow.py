"""manage.py print_workflow: the rule book for the manual, as Markdown."""

from django.core.management.base import BaseCommand

from referrals.workflow.diagram import mermaid, table


class Command(BaseCommand):
    help = "打印意见建议办理流程图和流程表（Markdown，供手册使用）"

    def handle(self, **options) -> None:
        self.stdout.write("# 意见建议办理流程\n")
        self.stdout.write("由流程表生成：`manage.py print_workflow`。\n")
        self.stdout.write(f"```mermaid\n{mermaid()}\n```\n")
        self.stdout.write(table())
