"""manage.py draft_paper_templates: write the delivered templates anew."""

from django.core.management.base import BaseCommand

from tianmen_congress.base.papers.drafting import draft
from tianmen_congress.base.papers.registry import all_papers
from tianmen_congress.base.papers.writing import DELIVERED


class Command(BaseCommand):
    help = "重新生成随系统交付的公文模板（开发时使用）"

    def handle(self, **options) -> None:
        for paper in all_papers():
            draft(paper, DELIVERED / f"{paper.slug}.docx")
        self.stdout.write(f"已生成{len(all_papers())}个模板")
