"""Pictures and papers of an activity."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from groups.activities import rules
from groups.activities.models import Activity, ActivityPhoto
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.files.actions import FileRefused, store
from tianmen_congress.base.files.enums import FileKind


@transaction.atomic
def add_photo(
    activity: Activity,
    upload: UploadedFile,
    *,
    by: User,
    caption: str = "",
    is_sheet: bool = False,
) -> ActivityPhoto:
    """Keep a picture with the activity, or one of its sheet with signatures; its place
    of taking is stripped."""
    if not rules.can_edit_activity(by, activity):
        raise PermissionDenied("您只能为本小组（本乡镇）的活动添加照片。")
    try:
        file = store(upload, by=by, kinds=[FileKind.IMAGE])
    except FileRefused as refusal:
        raise ValidationError(f"{upload.name}：{refusal.message}。") from None
    return ActivityPhoto.objects.create(
        activity=activity, file=file, caption=caption, is_sheet=is_sheet
    )
