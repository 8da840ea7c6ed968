"""Fonts, lines and formats of official tables; made once for each workbook."""

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side

from .spec import ValueKind

THIN = Side(style="thin")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
TITLE = Font(name="宋体", size=18, bold=True)
HEADING = Font(name="宋体", size=11, bold=True)
BODY = Font(name="仿宋", size=11)
LONG = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
FORMATS = {
    ValueKind.INT: "0",
    ValueKind.DECIMAL: "#,##0.00",
    ValueKind.RATE: "0.0%",
    ValueKind.DATE: "yyyy-mm-dd",
    ValueKind.ID: "@",
}


def _across(horizontal: str) -> Alignment:
    return Alignment(horizontal=horizontal, vertical="center", wrap_text=True)


def _pattern(sheet, **attributes) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    for name, value in attributes.items():
        setattr(cell, name, value)
    return cell


class Styles:
    """Patterns of cells: the writer copies their finished style, which is quick."""

    def __init__(self, sheet):
        self.title = _pattern(sheet, font=TITLE, alignment=_across("center"))
        self.left = _pattern(sheet, font=BODY, alignment=_across("left"))
        self.right = _pattern(sheet, font=BODY, alignment=_across("right"))
        self.heading = _pattern(
            sheet, font=HEADING, alignment=_across("center"), border=GRID
        )
        self.values = {kind: _value(sheet, kind) for kind in ValueKind}
        # Text that looks like a formula; the mark keeps it text when it is edited.
        self.quoted = {
            kind: _value(sheet, kind, quotePrefix=True) for kind in ValueKind
        }
        self.total = _pattern(
            sheet, font=HEADING, border=GRID, alignment=_across("center")
        )


def _value(sheet, kind: ValueKind, **more) -> WriteOnlyCell:
    return _pattern(
        sheet,
        font=BODY,
        border=GRID,
        number_format=FORMATS.get(kind, "General"),
        alignment=LONG if kind == ValueKind.LONG else _across("center"),
        **more,
    )
