"""Putting a template of the office's own into use, and going back to another."""

from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.files.actions import store
from tianmen_congress.base.files.enums import FileKind
from tianmen_congress.base.files.models import StoredFile

from .models import PaperTemplate
from .registry import Paper
from .writing import check, opened


@transaction.atomic
def replace_template(paper: Paper, upload: UploadedFile, *, by: User) -> PaperTemplate:
    """Use `upload` from now on. It is filled once with samples before it is taken."""
    upload.seek(0)
    check(BytesIO(upload.read()), paper)
    stored = store(upload, by=by, kinds=[FileKind.DOCUMENT])
    return _put_into_use(paper, stored, by)


@transaction.atomic
def use_again(version: PaperTemplate, paper: Paper, *, by: User) -> PaperTemplate:
    """Back to an older one, which must still fit; its use is a row of its own."""
    check(opened(version), paper)
    return _put_into_use(paper, version.file, by)


def _put_into_use(paper: Paper, file: StoredFile, by: User) -> PaperTemplate:
    end_template(paper)
    return PaperTemplate.objects.create(paper=paper.slug, file=file, by=by)


def end_template(paper: Paper) -> int:
    """Back to the template delivered; how many were in use."""
    rows = PaperTemplate.objects.filter(paper=paper.slug, ended_at=None)
    return rows.update(ended_at=timezone.now())
