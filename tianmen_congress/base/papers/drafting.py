"""The templates as delivered: A4 after GB/T 9704, with the names that a paper fills."""

from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.table import (
    WD_ALIGN_VERTICAL,
    WD_ROW_HEIGHT_RULE,
    WD_TABLE_ALIGNMENT,
)
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from .registry import Look, Paper, PaperColumn

HEAD, TEXT, BLACK, SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
LINE = Pt(28)
CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
LEFT_OF_SEAL, MIDDLE_OF_WIDE = Mm(56), Mm(150)
RED = RGBColor(0xC0, 0, 0)
FACTS = (
    PaperColumn("label", "fact.label", 34),
    PaperColumn("value", "fact.value", 122),
)


def draft(paper: Paper, path: Path) -> None:
    """Write the template of `paper` to `path`."""
    document = Document()
    _page(document, is_landscape=paper.is_landscape)
    if paper.look == Look.LETTER:
        _letter_page(document)
    else:
        _pages_of_all(document)
    DRAFTS[paper.look](document, paper)
    document.save(str(path))


def _letter(document: DocumentType, paper: Paper) -> None:
    """Who writes in red above a double line, number, title, text, seal and day."""
    head = _line(document, "{{ sign }}", HEAD, 26, CENTRE, spacing=Pt(36))
    head.runs[0].font.color.rgb = RED
    _double_line(head, "bottom", "thickThinSmallGap")
    _line(document, "{{ number }}", TEXT, 16, RIGHT)
    _line(document, "{%p if mark %}", TEXT, 16)
    _line(document, "{{ mark }}", BLACK, 16, RIGHT)
    _line(document, "{%p endif %}", TEXT, 16)
    _line(document, "", TEXT, 16)
    _line(document, "{{ title }}", HEAD, 22, CENTRE, spacing=Pt(34))
    _line(document, "", TEXT, 16)
    _line(document, "{{ to }}", TEXT, 16)
    _paragraphs(document)
    _line(document, "", TEXT, 16)
    _seal(document)
    _copies(document)


def _form(document: DocumentType, paper: Paper) -> None:
    _opening(document)
    table = _loop(document, "fact in facts", FACTS, "", size=14)
    table.rows[1].height, table.rows[1].height_rule = Mm(11), AT_LEAST
    for cell in table.rows[1].cells:
        cell.vertical_alignment = MIDDLE
    table.cell(1, 0).paragraphs[0].alignment = CENTRE
    _foot(document, paper)
    _seal(document)


def _table(document: DocumentType, paper: Paper) -> None:
    _opening(document)
    _rows(document, paper, size=11, order=12)
    _foot(document, paper)
    _seal(document, indent=MIDDLE_OF_WIDE)


def _wall(document: DocumentType, paper: Paper) -> None:
    """Who belongs there in large letters, what is said of each, then the rules."""
    _large_page(document)
    _line(document, "{{ title }}", HEAD, 36, CENTRE, spacing=Pt(56))
    document.paragraphs[-1].runs[0].font.color.rgb = RED
    _rows(document, paper, size=18, order=18)
    for text in ("{%p for fact in facts %}", FACT_SAID, "{%p endfor %}"):
        _line(document, text, TEXT, 18, spacing=Pt(30))
    _line(document, "{{ day }}", TEXT, 16, RIGHT, spacing=Pt(40))
    for text in ("{%p for text in paragraphs %}", "{{ text }}", "{%p endfor %}"):
        _line(document, text, TEXT, 18, spacing=Pt(30))


def _rows(document: DocumentType, paper: Paper, *, size: int, order: int) -> None:
    """The table of a paper; `order` is the width of the first column, in mm."""
    columns = (PaperColumn("order", "序号", order), *paper.columns)
    table = _loop(document, "row in rows", columns, "row.", size=size)
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        spacing = Pt(size + 7)
        _write(cell.paragraphs[0], column.label, BLACK, size, CENTRE, spacing=spacing)
    _repeat_heading(table)
    table.cell(2, 0).paragraphs[0].runs[0].text = "{{ loop.index }}"
    table.cell(2, 0).paragraphs[0].alignment = CENTRE


DRAFTS = {
    Look.LETTER: _letter,
    Look.FORM: _form,
    Look.TABLE: _table,
    Look.WALL: _wall,
}
FACT_SAID = "{{ fact.label }}：{{ fact.value }}"
AT_LEAST, MIDDLE = WD_ROW_HEIGHT_RULE.AT_LEAST, WD_ALIGN_VERTICAL.CENTER


def _opening(document: DocumentType) -> None:
    """What stands above a table; a line that holds nothing is not there."""
    _line(document, "{{ title }}", HEAD, 22, CENTRE, spacing=Pt(34))
    _line(document, "{%p if number %}", TEXT, 14)
    _line(document, "{{ number }}", TEXT, 14, RIGHT)
    _line(document, "{%p endif %}", TEXT, 14)
    _line(document, "{%p if to %}", TEXT, 14)
    _line(document, "{{ to }}", TEXT, 16)
    _line(document, "{%p endif %}", TEXT, 14)
    _paragraphs(document)


def _foot(document: DocumentType, paper: Paper) -> None:
    if paper.foot:
        line = _line(document, "{{ foot }}", TEXT, 14, spacing=Pt(32))
        line.paragraph_format.space_before = Pt(6)
        line.paragraph_format.keep_with_next = True
    else:
        _line(document, "", TEXT, 14)


def _page(document: DocumentType, *, is_landscape: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)
    if is_landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(25), Mm(22)
        section.left_margin = section.right_margin = Mm(18)
        section.footer_distance = Mm(14)


def _large_page(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(420), Mm(297)
    section.left_margin = section.right_margin = Mm(22)


def _letter_page(document: DocumentType) -> None:
    """信函格式 (10.1): the head 30 mm from the upper edge, and at the foot of the first
    page a double line 20 mm above the lower edge in the place of its number."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.top_margin, section.header_distance = Mm(30), Mm(15)
    section.footer_distance = Mm(20)
    # The text of later pages begins where that of other papers does.
    for header in (section.header, section.even_page_header):
        _write(header.paragraphs[0], "", TEXT, 16, spacing=Mm(22))
    foot = section.first_page_footer.paragraphs[0]
    _write(foot, "", TEXT, 2, spacing=Pt(3))
    _double_line(foot, "bottom", "thinThickSmallGap")
    _page_numbers(document, above=Mm(8))


def _pages_of_all(document: DocumentType) -> None:
    """第1页　共2页: a form or table says whether a page is missing."""
    line = document.sections[0].footer.paragraphs[0]
    _write(line, "第", SONG, 14, CENTRE, spacing=Pt(18))
    _field(line, "PAGE")
    _add(line, "页　共")
    _field(line, "NUMPAGES")
    _add(line, "页")


def _add(line: Paragraph, text: str) -> None:
    run = line.add_run(text)
    run.font.size = Pt(14)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), SONG)


def _page_numbers(document: DocumentType, *, above: Length) -> None:
    """— 2 — in 四号, at the outer side: right on odd pages, left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align in ((section.footer, RIGHT), (section.even_page_footer, None)):
        line = footer.paragraphs[0]
        _write(line, "— ", SONG, 14, align, spacing=Pt(18))
        _field(line, "PAGE")
        line.add_run(" —").font.size = Pt(14)
        line.paragraph_format.right_indent = Pt(14)
        line.paragraph_format.left_indent = Pt(14)
        line.paragraph_format.space_after = above


def _field(line: Paragraph, name: str) -> None:
    run = line.add_run()
    run.font.size = Pt(14)
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text or None
        run._element.append(element)


def _line(
    document: DocumentType,
    text: str,
    font: str,
    size: int,
    align: WD_ALIGN_PARAGRAPH | None = None,
    *,
    spacing: Length = LINE,
) -> Paragraph:
    line = document.add_paragraph()
    _write(line, text, font, size, align, spacing=spacing)
    return line


def _write(
    line: Paragraph,
    text: str,
    font: str,
    size: int,
    align: WD_ALIGN_PARAGRAPH | None = None,
    *,
    spacing: Length = LINE,
) -> None:
    run = line.add_run(text)
    run.font.name, run.font.size = "Times New Roman", Pt(size)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    line.alignment = align
    line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.line_spacing = spacing


def _paragraphs(document: DocumentType) -> None:
    for text in ("{%p for text in paragraphs %}", "{{ text }}", "{%p endfor %}"):
        line = _line(document, text, TEXT, 16)
        line.paragraph_format.first_line_indent = Pt(32)
        line.paragraph_format.space_after = Pt(4)


def _seal(document: DocumentType, *, indent: Length = LEFT_OF_SEAL) -> None:
    """The name centred over the day at the right, together, where the seal goes."""
    for text in ("{{ sign }}", "{{ day }}"):
        line = _line(document, text, TEXT, 16, CENTRE)
        line.paragraph_format.left_indent = indent
        line.paragraph_format.keep_with_next = text == "{{ sign }}"


def _double_line(line: Paragraph, side: str, look: str) -> None:
    """Red, 170 mm wide in the middle of the page, at one side of `line`."""
    line.paragraph_format.left_indent, line.paragraph_format.right_indent = (
        Mm(-8),
        Mm(-6),
    )
    looks = {"val": look, "sz": "18", "space": "4", "color": "C00000"}
    _border(line, **{side: looks})


def _border(line: Paragraph, **sides: dict[str, str]) -> None:
    border = OxmlElement("w:pBdr")
    for side, looks in sides.items():
        element = OxmlElement(f"w:{side}")
        for name, value in looks.items():
            element.set(qn(f"w:{name}"), value)
        border.append(element)
    line._element.get_or_add_pPr().append(border)


def _copies(document: DocumentType) -> None:
    """版记: to whom it is sent beside, between two lines at the foot of the last page."""
    _line(document, "{%p if copies %}", TEXT, 14)
    line = _line(document, "抄送：{{ copies }}。", TEXT, 14)
    thick = {"val": "single", "sz": "8", "space": "1", "color": "000000"}
    _border(line, top=thick, bottom=thick)
    frame = OxmlElement("w:framePr")
    places = {"w": str(Mm(156).twips), "wrap": "notBeside", "vAnchor": "margin"}
    places |= {"hAnchor": "margin", "xAlign": "center", "yAlign": "bottom"}
    for name, value in places.items():
        frame.set(qn(f"w:{name}"), value)
    line._element.get_or_add_pPr().insert(0, frame)
    _line(document, "{%p endif %}", TEXT, 14)


def _loop(
    document: DocumentType,
    each: str,
    columns: tuple[PaperColumn, ...],
    owner: str,
    size: int,
) -> Table:
    """One row that is repeated; with a heading above it where `owner` names a row."""
    table = document.add_table(rows=4 if owner else 3, cols=0, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    first = len(table.rows) - 3
    for number, column in enumerate(columns):
        table.add_column(Mm(column.width))
        name = f"{owner}{column.key}" if owner else column.label
        _fill(table.cell(first + 1, number), f"{{{{ {name} }}}}", size)
    _fill(table.cell(first, 0), f"{{%tr for {each} %}}", size)
    _fill(table.cell(first + 2, 0), "{%tr endfor %}", size)
    _keep_whole(table.rows[first + 1])
    return table


def _fill(cell: _Cell, text: str, size: int) -> None:
    _write(cell.paragraphs[0], text, TEXT, size, spacing=Pt(size + 7))


def _repeat_heading(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _keep_whole(row) -> None:
    """A row goes over to the next page as a whole."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
