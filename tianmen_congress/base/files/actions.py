"""Checking a file by its content and storing it under a name that tells nothing."""

import hashlib
import re
import secrets
from collections.abc import Collection
from functools import partial
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from tianmen_congress.base.accounts.models import User

from .advice import advice
from .contents import recognise
from .enums import FileKind
from .models import StoredFile
from .pictures import PictureRefused, redraw


class FileRefused(Exception):
    """The file is not stored; `message` is for the person who sent it."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


def store(upload: UploadedFile, *, by: User, kinds: Collection[FileKind]) -> StoredFile:
    """Store `upload` if its content is one of `kinds`; FileRefused with a sentence.

    Pictures are drawn anew, without the place where they were taken.
    """
    data = _read(upload)
    content = recognise(data)
    if content is None or content.kind not in kinds:
        labels = "、".join(str(FileKind(kind).label) for kind in kinds)
        what = advice(data, kinds)
        raise FileRefused(f"文件类型不符，可上传：{labels}" + (what and f"。{what}"))
    data, thumbnail = _redrawn(data) if content.kind == FileKind.IMAGE else (data, b"")
    stored = StoredFile(
        name=shown_name(upload.name or "", content.extension),
        media_type=content.media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by=by,
    )
    path = secrets.token_hex(16)
    stored.content.save(path + content.extension, ContentFile(data), save=False)
    if thumbnail:
        stored.thumbnail.save(f"{path}-s.jpg", ContentFile(thumbnail), save=False)
    stored.save()
    return stored


@transaction.atomic
def remove(file: StoredFile) -> None:
    """Let go of a file to which nothing points any more; its content once that holds."""
    file.delete()
    for content in filter(None, (file.content, file.thumbnail)):
        transaction.on_commit(partial(content.storage.delete, content.name))


def _read(upload: UploadedFile) -> bytes:
    limit = settings.UPLOAD_MAX_BYTES
    if not upload.size:
        raise FileRefused("文件是空的，请检查后重新上传")
    if upload.size > limit:
        raise FileRefused(f"文件超过{limit // 1024 // 1024}MB，请缩小后重新上传")
    upload.seek(0)
    return upload.read()


def _redrawn(data: bytes) -> tuple[bytes, bytes]:
    try:
        return redraw(data)
    except PictureRefused as refusal:
        raise FileRefused(str(refusal)) from None


def shown_name(name: str, extension: str) -> str:
    """The sender's name for the file, without path and odd characters, rightly ended."""
    name = PurePosixPath(name.replace("\\", "/")).name
    name = re.sub(r'[\x00-\x1f\x7f\ud800-\udfff"<>|:*?\u202a-\u202e]', "", name)
    stem = name.rpartition(".")[0] or name
    return (stem.strip(". ")[: 120 - len(extension)] or "文件") + extension
