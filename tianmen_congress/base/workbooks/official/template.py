"""The empty form of a kind of workbook: headings, hints, lists to choose from.

All cells are text: Excel would make 1964.10 of a month 1964.1, and round a number.
"""

from collections.abc import Iterable
from typing import IO

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tianmen_congress.base.workbooks import columns as declared
from tianmen_congress.base.workbooks.columns import ChoiceWidget, YesNoWidget

from . import styles
from .frame import heading_merges, heading_rows, prepare_paper
from .spec import SheetColumn
from .writer import sheet_title

GUIDE = "填表说明"
ROWS = 2000  # prepared for filling in
MAX_HINT = 250


def write_template(
    title: str, columns: Iterable[declared.Column], out: IO[bytes], *, note: str = ""
) -> None:
    """Write the form; what is filled into it is what the import reads."""
    columns = list(columns)
    book = Workbook()
    form, guide = book.active, book.create_sheet(GUIDE)
    form.title = sheet_title(title, set())
    _write_guide(guide, columns, note)
    first = _write_form(form, title, columns)
    for sheet in (form, guide):
        sheet.page_setup.orientation = "landscape"
        prepare_paper(sheet)
    for at, column in enumerate(columns, start=1):
        _prepare(form, get_column_letter(at), first, column, at)
    book.save(out)


def _write_form(sheet: Worksheet, title: str, columns: list) -> int:
    """Title and heading; returns the first row to fill in."""
    sheet["A1"] = title
    sheet["A1"].font, sheet["A1"].alignment = (
        styles.TITLE,
        Alignment("center", "center"),
    )
    sheet.row_dimensions[1].height = 36
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    plain = [SheetColumn(_heading(column), group=column.group) for column in columns]
    for number, titles in enumerate(heading_rows(plain), start=2):
        for at, text in enumerate(titles, start=1):
            cell = sheet.cell(number, at, text)
            cell.font, cell.border = styles.HEADING, styles.GRID
            cell.alignment = Alignment("center", "center", wrap_text=True)
    for top, left, bottom, right in heading_merges(plain, 2):
        sheet.merge_cells(
            start_row=top, start_column=left, end_row=bottom, end_column=right
        )
    first = sheet.max_row + 1
    sheet.freeze_panes = f"A{first}"
    return first


def _heading(column: declared.Column) -> str:
    return f"{column.column_name}*" if column.filled else column.column_name


def _prepare(
    sheet: Worksheet, letter: str, first: int, column: declared.Column, at: int
) -> None:
    """Make the column text, and say while it is filled in what it takes."""
    dimension = sheet.column_dimensions[letter]
    dimension.width, dimension.number_format = column.widget.width, "@"
    for row in range(first, first + 200):
        sheet.cell(row, at).number_format = "@"
    check = _choices_of(column) or DataValidation()
    hint = _hint(column)
    if hint:
        check.showInputMessage = True
        check.promptTitle, check.prompt = column.column_name[:32], hint[:MAX_HINT]
    if hint or check.type:
        check.add(f"{letter}{first}:{letter}{first + ROWS}")
        sheet.add_data_validation(check)


def _labels(column: declared.Column) -> list[str]:
    if isinstance(column.widget, YesNoWidget):
        return ["是", "否"]
    if isinstance(column.widget, ChoiceWidget):
        return [str(label) for label in column.widget.choices.labels]
    return []


def _choices_of(column: declared.Column) -> DataValidation | None:
    """A list to choose from where it fits; other words are read too, and only warned of."""
    listed = ",".join(_labels(column))
    if not listed or len(listed) > MAX_HINT:
        return None
    return DataValidation(
        type="list",
        formula1=f'"{listed}"',
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle=column.column_name[:32],
        error="不在可选值中，导入时可能要求核对。",
    )


def _hint(column: declared.Column) -> str:
    parts = ["必填。" if column.filled else "", column.hint]
    return "".join(part for part in parts if part)


def _write_guide(sheet: Worksheet, columns: list, note: str) -> None:
    sheet.append(["栏目", "是否必填", "说明"])
    for column in columns:
        labels = "、".join(_labels(column))
        text = "".join((column.hint, f"可填：{labels}。" if labels else ""))
        sheet.append([column.column_name, "必填" if column.filled else "", text])
    if note:
        sheet.append([f"注：{note}"])
    for letter, width in (("A", 18), ("B", 10), ("C", 80)):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows():
        for cell in row:
            cell.font = styles.HEADING if cell.row == 1 else styles.BODY
            cell.alignment = Alignment(vertical="top", wrap_text=cell.column == 3)
