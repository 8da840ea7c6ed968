"""Reading any workbook that an office sends, without being hurt by it.

`open_workbook` looks at the container first (is it a workbook, how large would it
become, how far out are its cells) and only then lets the parser at it.
"""

from .book import Book, Sheet, open_workbook
from .headers import Header, HeaderMissing, HeaderTwice, find_header
from .refusal import WorkbookRefused
from .rows import SheetRow, Table

__all__ = [
    "Book",
    "Header",
    "HeaderMissing",
    "HeaderTwice",
    "Sheet",
    "SheetRow",
    "Table",
    "WorkbookRefused",
    "find_header",
    "open_workbook",
]
