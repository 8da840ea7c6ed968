"""Projects of a paired village, their pictures, and striking them off."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.files.actions import FileRefused, store
from tianmen_congress.base.files.enums import FileKind
from visits.support import rules
from visits.support.models import ProjectPhoto, VillagePairing, VillageProject

from .pairs import NOT_YOURS


@transaction.atomic
def save_project(
    project: VillageProject, *, by: User, photos: Iterable[UploadedFile] = ()
) -> VillageProject:
    """Store a new or changed one; photos are added to those it has."""
    _demand_that_he_keeps(project, by)
    if project.pk is None:
        project.recorded_by = by
    project.save()
    for upload in photos:
        ProjectPhoto.objects.create(project=project, file=_stored(upload, by))
    return project


def _demand_that_he_keeps(project: VillageProject, by: User) -> None:
    rows = VillagePairing.objects.select_for_update(of=["self"])
    pairing = rows.select_related("group__township").get(pk=project.pairing_id)
    if project.voided_at or not rules.can_keep(by, pairing):
        raise PermissionDenied(NOT_YOURS)


def _stored(upload: UploadedFile, by: User):
    try:
        return store(upload, by=by, kinds=[FileKind.IMAGE])
    except FileRefused as refusal:
        words = f"{upload.name}：{refusal.message}。"
        raise ValidationError({"photos": words}) from None


@transaction.atomic
def void_project(project: VillageProject, *, by: User, reason: str) -> VillageProject:
    """It counts no more; what it said stays on file."""
    project.refresh_from_db()
    _demand_that_he_keeps(project, by)
    project.voided_at, project.void_reason = timezone.now(), reason.strip()
    project.version += 1
    project.save()
    return project
