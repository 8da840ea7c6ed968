"""Writing down what was done in a pairing, and striking it off."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.queries import NO_CAMPAIGN, current_campaign
from tianmen_congress.base.files.actions import FileRefused, store
from tianmen_congress.base.files.enums import FileKind
from visits.pairings import rules
from visits.pairings.checks import faults_of
from visits.pairings.models import (
    Aid,
    Effect,
    HouseholdPairing,
    OfficialHelper,
    PairingRecord,
)

NOT_YOURS = "帮扶记录由代表本人、本小组联络员登记，也可由本乡镇主席团（联络处）代录。"
# What may be added to a record as a file, by the column that holds it.
FILES = {
    "scan": (FileKind.IMAGE, FileKind.PDF),
    "photo": (FileKind.IMAGE,),
}


@transaction.atomic
def save_record(
    record: PairingRecord, *, by: User, **uploads: UploadedFile | None
) -> PairingRecord:
    """Store a new or changed one. Raises ValidationError naming the field."""
    pairing = _locked(record.pairing_id)
    _demand_that_he_records(pairing, record, by)
    record.pairing = pairing
    if faults := faults_of(record):
        raise ValidationError(faults)
    if record.pk is None:
        _sign(record, by)
    for name, upload in uploads.items():
        if upload:
            setattr(record, name, _stored(name, upload, by))
    record.save()
    return record


def _demand_that_he_records(
    pairing: HouseholdPairing, record: PairingRecord, by: User
) -> None:
    if record.voided_at or not rules.can_record(by, pairing):
        raise PermissionDenied(NOT_YOURS)


def _sign(record: PairingRecord, by: User) -> None:
    """Who enters it, in whose name, and in which campaign."""
    record.recorded_by = by
    record.is_on_behalf = not rules.is_own(by, record.pairing)
    campaign = current_campaign()
    if campaign is None:
        raise ValidationError(NO_CAMPAIGN)
    record.campaign = campaign


def _stored(name: str, upload: UploadedFile, by: User):
    try:
        return store(upload, by=by, kinds=FILES[name])
    except FileRefused as refusal:
        words = f"{upload.name}：{refusal.message}。"
        raise ValidationError({name: words}) from None


@transaction.atomic
def void_record(record: PairingRecord, *, by: User, reason: str) -> PairingRecord:
    """It counts no more; what it said stays on file."""
    pairing = _locked(record.pairing_id)
    record.refresh_from_db()
    _demand_that_he_records(pairing, record, by)
    # unscoped: only whether there is one
    rows = Effect.objects.standing()
    if isinstance(record, Aid) and rows.filter(aid=record).exists():
        raise ValidationError("这项措施已有帮扶成效，请先作废成效。")
    record.voided_at, record.void_reason = timezone.now(), reason.strip()
    record.version += 1
    record.save()
    return record


@transaction.atomic
def name_helper(
    helper: OfficialHelper, *, pairing: HouseholdPairing, by: User
) -> OfficialHelper:
    """The next line of a household's helpers; those before stay."""
    pairing = _locked(pairing.pk)
    if not rules.can_record(by, pairing):
        raise PermissionDenied(NOT_YOURS)
    last = pairing.household.helpers.first()
    if last and helper.since < last.since:
        raise ValidationError(
            {"since": f"不能早于上一位责任人的起始日期（{last.since}）"}
        )
    helper.household, helper.recorded_by = pairing.household, by
    helper.save()
    return helper


def _locked(pk: int) -> HouseholdPairing:
    rows = HouseholdPairing.objects.select_for_update(of=["self"])
    return rows.select_related("group", "person", "household").get(pk=pk)
