"""Putting a template of the office's own into use, and taking it out again."""

from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tianmen_congress.accounts.models import User
from tianmen_congress.files.actions import store
from tianmen_congress.files.enums import FileKind

from .models import PaperTemplate
from .registry import Paper, Sheet
from .writing import fill


@transaction.atomic
def replace_template(paper: Paper, upload: UploadedFile, *, by: User) -> PaperTemplate:
    """Use `upload` from now on. It is filled once with samples before it is taken."""
    sample = {column.key: "样例" for column in paper.columns}
    upload.seek(0)
    fill(BytesIO(upload.read()), Sheet(paper, paper.title, rows=[sample]))
    stored = store(upload, by=by, kinds=[FileKind.DOCUMENT])
    end_template(paper)
    return PaperTemplate.objects.create(paper=paper.slug, file=stored, by=by)


def end_template(paper: Paper) -> int:
    """Back to the template delivered; how many were in use."""
    rows = PaperTemplate.objects.filter(paper=paper.slug, ended_at=None)
    return rows.update(ended_at=timezone.now())
