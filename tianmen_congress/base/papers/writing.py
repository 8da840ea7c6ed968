"""Filling a template with what is written on a paper, and trying one that was sent in."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from django.http import FileResponse
from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind

from .models import PaperTemplate
from .registry import NAMES, Paper, PaperSheet

DELIVERED = Path(__file__).parent / "templates"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SAMPLE = "样例"
QUOTED = re.compile(r"'([^']*)'")
NOT_WORD = (PackageNotFoundError, BadZipFile, XMLSyntaxError, KeyError, ValueError)


class TemplateRefused(Exception):
    """The template cannot be filled; the message is for the office."""


def template_of(paper: Paper) -> Path | BytesIO:
    """The office's own template, or the one delivered."""
    # unscoped: whoever may print a paper prints it by the office's template
    own = PaperTemplate.objects.filter(paper=paper.slug, ended_at=None).first()
    if own is None:
        return DELIVERED / f"{paper.slug}.docx"
    return opened(own)


def opened(own: PaperTemplate) -> BytesIO:
    with own.file.content.open() as file:
        return BytesIO(file.read())


def fill(template: Path | BytesIO, sheet: PaperSheet) -> bytes:
    """The Word file. Values are text: markup in them stays what somebody typed."""
    # Templates come from outside: nothing but the names given is in their reach.
    jinja = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document, out = DocxTemplate(template), BytesIO()
    document.render(sheet.context(), jinja, autoescape=True)
    document.save(out)
    return out.getvalue()


def check(template: BytesIO, paper: Paper) -> None:
    """Fill `template` once with samples; TemplateRefused says what is wrong with it."""
    row = {column.key: SAMPLE for column in paper.columns}
    sheet = PaperSheet(
        paper, paper.title, paragraphs=[SAMPLE], facts=[(SAMPLE, SAMPLE)], rows=[row]
    )
    try:
        fill(template, sheet)
    except TemplateError as fault:
        raise TemplateRefused(_fault_in_words(fault, paper)) from None
    except NOT_WORD:
        raise TemplateRefused(
            "文件已损坏，请用 Word 打开另存为 .docx 后再上传"
        ) from None


def _fault_in_words(fault: TemplateError, paper: Paper) -> str:
    if isinstance(fault, TemplateSyntaxError):
        near = _tags_near(fault)
        return f"模板的写法有误{near}：双花括号、花括号和百分号须成对，循环须有结尾"
    names = QUOTED.findall(str(fault))
    if isinstance(fault, UndefinedError) and names:
        known = [*NAMES, *(f"row.{column.key}" for column in paper.columns)]
        return f"模板里的名称“{names[-1]}”没有对应的内容，可用：{'、'.join(known)}"
    if isinstance(fault, SecurityError):
        return "模板只能填写公文的内容，不能调用其他东西"
    return "模板不能使用，请从下载的模板重新改起"


def _tags_near(fault: TemplateSyntaxError) -> str:
    """What stands in braces near the fault, as the author can find it."""
    text = " ".join(getattr(fault, "docx_context", ()))
    found = re.findall(r"\{[{%][^{}]*[}%]?\}?", text)
    return f"（在“{found[-1].strip()}”附近）" if found else ""


def to_word(sheet: PaperSheet) -> bytes:
    return fill(template_of(sheet.paper), sheet)


def send_word(sheet: PaperSheet, *, by: User) -> FileResponse:
    """The paper to save, and a line in the trail that `by` took it out."""
    data = to_word(sheet)
    record(Kind.EXPORT, by=by, subject=sheet.paper.title, rows=len(sheet.rows) or 1)
    name = f"{sheet.paper.title}{sheet.number.rpartition('：')[2]}.docx"
    return FileResponse(
        BytesIO(data), as_attachment=True, filename=name, content_type=DOCX
    )
