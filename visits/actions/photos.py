"""Pictures of a visit: stored once checked, taken out but never thrown away."""

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.files.actions import FileRefused, store
from tianmen_congress.base.files.enums import FileKind
from visits.models import HouseholdCall, Visit, VisitPhoto


class PhotoRefused(Exception):
    """A picture that cannot be stored; the text is for whoever sent it."""

    def __init__(self, text: str, call: HouseholdCall | None):
        super().__init__(text)
        self.text, self.call = text, call


def add_photos(
    visit: Visit,
    uploads: Iterable[UploadedFile],
    *,
    by: User,
    call: HouseholdCall | None = None,
) -> None:
    """Keep pictures of the village, or of one call; PhotoRefused for the first bad one."""
    for upload in uploads:
        try:
            stored = store(upload, by=by, kinds=[FileKind.IMAGE])
        except FileRefused as refusal:
            text = f"照片“{upload.name}”没有保存：{refusal.message}"
            raise PhotoRefused(text, call) from None
        VisitPhoto.objects.create(visit=visit, call=call, file=stored)
