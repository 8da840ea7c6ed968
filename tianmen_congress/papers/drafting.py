"""The templates as delivered: A4 after GB/T 9704, with the names that a paper fills."""

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from .registry import Paper

TITLE, TEXT, CELL = "方正小标宋简体", "仿宋_GB2312", "仿宋_GB2312"
LINE = Pt(28)
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def draft(paper: Paper, path: Path) -> None:
    """Write the template of `paper` to `path`."""
    document = Document()
    _page(document, is_landscape=paper.is_landscape)
    _write(document.add_paragraph(), "{{ title }}", TITLE, 22, CENTRE)
    _write(document.add_paragraph(), "{{ number }}", TEXT, 16, CENTRE)
    _write(document.add_paragraph(), "{{ to }}", TEXT, 16)
    for text in ("{%p for text in paragraphs %}", "{{ text }}", "{%p endfor %}"):
        line = document.add_paragraph()
        _write(line, text, TEXT, 16)
        line.paragraph_format.first_line_indent = Pt(32)
    if paper.columns:
        _table(document, paper)
    _write(document.add_paragraph(), "{{ sign }}", TEXT, 16, RIGHT)
    _write(document.add_paragraph(), "{{ day }}", TEXT, 16, RIGHT)
    document.save(str(path))


def _page(document: DocumentType, *, is_landscape: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    if is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(25), Mm(20)
        section.left_margin = section.right_margin = Mm(20)


def _write(
    line: Paragraph,
    text: str,
    font: str,
    size: int,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> None:
    run = line.add_run(text)
    run.font.name, run.font.size = "Times New Roman", Pt(size)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    line.alignment = align
    line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.line_spacing = LINE if size > 12 else Pt(18)


def _table(document: DocumentType, paper: Paper) -> None:
    """Heading, and one row that is repeated for each of `rows`."""
    table = document.add_table(rows=4, cols=len(paper.columns), style="Table Grid")
    table.autofit = False
    for number, column in enumerate(paper.columns):
        for row in table.rows:
            row.cells[number].width = Mm(column.width)
        _cell(table, 0, number, column.label)
        _cell(table, 2, number, f"{{{{ row.{column.key} }}}}")
    _cell(table, 1, 0, "{%tr for row in rows %}")
    _cell(table, 3, 0, "{%tr endfor %}")
    _repeat_heading(table)


def _cell(table: Table, row: int, column: int, text: str) -> None:
    line = table.cell(row, column).paragraphs[0]
    _write(line, text, CELL, 11, CENTRE if row == 0 else None)


def _repeat_heading(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))
