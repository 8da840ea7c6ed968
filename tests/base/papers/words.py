"""Reading Word files back, and making small ones as an office might send."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.document import Document as DocumentType


def document_of(response) -> DocumentType:
    """The Word file that a page answers with."""
    return Document(BytesIO(b"".join(response.streaming_content)))


def lines_of(document: DocumentType) -> list[str]:
    """Text of the paragraphs, empty ones left out."""
    return [line.text for line in document.paragraphs if line.text]


def cells_of(document: DocumentType) -> list[list[str]]:
    """Rows of all tables."""
    return [[c.text for c in row.cells] for t in document.tables for row in t.rows]


def everything_in(document: DocumentType) -> str:
    cells = [cell for row in cells_of(document) for cell in row]
    return "\n".join([*lines_of(document), *cells])


def upload_of(*lines: str, name: str = "新模板.docx") -> SimpleUploadedFile:
    """A template with these paragraphs."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return SimpleUploadedFile(name, out.getvalue())
