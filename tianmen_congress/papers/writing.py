"""Filling a template with what is written on a paper."""

from io import BytesIO
from pathlib import Path

from django.http import FileResponse
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from tianmen_congress.accounts.models import User
from tianmen_congress.audit.actions import record
from tianmen_congress.audit.models import Kind

from .models import PaperTemplate
from .registry import Paper, Sheet

DELIVERED = Path(__file__).parent / "templates"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class TemplateRefused(Exception):
    """The template cannot be filled; the message is for the office."""


def template_of(paper: Paper) -> Path | BytesIO:
    """The office's own template, or the one delivered."""
    # unscoped: whoever may print a paper prints it by the office's template
    own = PaperTemplate.objects.filter(paper=paper.slug, ended_at=None).first()
    if own is None:
        return DELIVERED / f"{paper.slug}.docx"
    with own.file.content.open() as file:
        return BytesIO(file.read())


def fill(template: Path | BytesIO, sheet: Sheet) -> bytes:
    """The Word file. Values are text: markup in them stays what somebody typed."""
    # Templates come from outside: nothing but the names given is in their reach.
    jinja = SandboxedEnvironment(autoescape=True)
    out = BytesIO()
    try:
        document = DocxTemplate(template)
        document.render(sheet.context(), jinja, autoescape=True)
    except (TemplateError, PackageNotFoundError, KeyError, ValueError) as fault:
        raise TemplateRefused(f"模板不能使用：{fault}") from None
    document.save(out)
    return out.getvalue()


def to_word(sheet: Sheet) -> bytes:
    return fill(template_of(sheet.paper), sheet)


def send_word(sheet: Sheet, *, by: User) -> FileResponse:
    """The paper to save, and a line in the trail that `by` took it out."""
    data = to_word(sheet)
    record(Kind.EXPORT, by=by, subject=sheet.paper.title, rows=1)
    name = f"{sheet.title}.docx"
    return FileResponse(
        BytesIO(data), as_attachment=True, filename=name, content_type=DOCX
    )
