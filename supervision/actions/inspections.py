"""Entering an inspection with its items, pictures and findings."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from supervision import rules
from supervision.enums import FindingState
from supervision.models import (
    Finding,
    Inspection,
    InspectionItem,
    InspectionPhoto,
)
from supervision.queries import team_of
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.files.actions import FileRefused, store
from tianmen_congress.base.files.enums import FileKind


class InspectionRefused(Exception):
    """It cannot be done; the message is for the user."""


class ItemPhotoRefused(Exception):
    """A picture of one item that cannot be stored."""

    def __init__(self, item: InspectionItem, message: str):
        super().__init__(message)
        self.item, self.message = item, message


@dataclass(slots=True)
class ItemEntry:
    """What was seen of one item of the checklist: the item itself and what hangs on it."""

    item: InspectionItem
    photos: list[UploadedFile] = field(default_factory=list)
    dropped: list[InspectionPhoto] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    withdrawn: list[Finding] = field(default_factory=list)


def _demand(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


@transaction.atomic
def record_inspection(
    inspection: Inspection, *, by: User, entries: Iterable[ItemEntry]
) -> Inspection:
    """Store an inspection with its items; the team is the one that had the township."""
    _demand(rules.can_inspect(by, inspection.township))
    group = inspection.group
    if group and group.township_id != inspection.township_id:
        raise InspectionRefused("受检小组不属于受检乡镇")
    team = team_of(inspection.township, inspection.inspected_on)
    if team is None:
        raise InspectionRefused(f"{inspection.township.name}在这一天没有负责的督导组")
    inspection.team, inspection.recorded_by = team, by
    inspection.campaign = inspection.form.campaign
    return _write(inspection, list(entries), by)


@transaction.atomic
def revise_inspection(
    inspection: Inspection, *, by: User, entries: Iterable[ItemEntry]
) -> Inspection:
    """Store what was changed; whom it is about stays as it is."""
    _demand(rules.can_edit(by, inspection))
    return _write(inspection, list(entries), by)


def _write(inspection: Inspection, entries: list[ItemEntry], by: User) -> Inspection:
    inspection.total_score = sum(entry.item.score or 0 for entry in entries)
    inspection.max_score = sum(entry.item.question.max_score or 0 for entry in entries)
    inspection.save()
    for entry in entries:
        _write_item(inspection, entry, by)
    return inspection


def _write_item(inspection: Inspection, entry: ItemEntry, by: User) -> None:
    item = entry.item
    item.inspection = inspection
    stored = InspectionItem.objects.filter(pk=item.pk).first()
    if stored is None or (stored.score, stored.remark) != (item.score, item.remark):
        item.save()
    for upload in entry.photos:
        _add_photo(item, upload, by)
    for photo in entry.dropped:
        photo.dropped_at = timezone.now()
        photo.save(update_fields=["dropped_at"])
    for finding in entry.findings:
        _write_finding(item, finding)
    for finding in entry.withdrawn:
        _withdraw(finding)


def _add_photo(item: InspectionItem, upload: UploadedFile, by: User) -> None:
    try:
        file = store(upload, by=by, kinds=[FileKind.IMAGE])
    except FileRefused as refusal:
        raise ItemPhotoRefused(item, f"{upload.name}：{refusal.message}") from None
    InspectionPhoto.objects.create(inspection=item.inspection, item=item, file=file)


def _write_finding(item: InspectionItem, finding: Finding) -> None:
    inspection = item.inspection
    if finding.pk:
        _hold_open(finding, "修改")
    finding.inspection, finding.item = inspection, item
    finding.township, finding.group = inspection.township, inspection.group
    finding.save()


def _hold_open(finding: Finding, act: str) -> None:
    """Nobody answers it from now on; Refused when somebody did since it was read."""
    stored = Finding.objects.select_for_update(of=["self"]).get(pk=finding.pk)
    if not stored.is_open:
        raise InspectionRefused(
            f"问题“{stored}”已是“{stored.get_state_display()}”，不能{act}"
        )


def _withdraw(finding: Finding) -> None:
    """Only what nobody has answered yet is taken back."""
    _hold_open(finding, "撤回")
    finding.state = FindingState.WITHDRAWN
    finding.save(update_fields=["state"])


@transaction.atomic
def void_inspection(inspection: Inspection, *, by: User, reason: str) -> Inspection:
    """Strike off an inspection; it stays on file and counts nowhere."""
    rows = Inspection.objects.select_for_update(of=["self"])
    inspection = rows.select_related("township").get(pk=inspection.pk)
    _demand(rules.can_edit(by, inspection))
    inspection.voided_at, inspection.void_reason = timezone.now(), reason
    inspection.version += 1
    inspection.save()
    return inspection
