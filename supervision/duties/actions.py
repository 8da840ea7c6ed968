"""Writing a deputy's diary, by himself or from his paper book."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from deputies.models import Person
from supervision.duties import rules
from supervision.duties.models import DiaryEntry
from supervision.duties.queries.diary import home_of, in_office
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.queries import NO_CAMPAIGN, current_campaign
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.files.actions import FileRefused, store
from tianmen_congress.base.files.enums import FileKind

NOT_YOURS = "履职日志由代表本人记录，也可由本小组联络员、本乡镇主席团（联络处）按手册代录；代表自己记的，别人不能改。"


@transaction.atomic
def save_entry(
    entry: DiaryEntry, *, by: User, photo: UploadedFile | None = None
) -> DiaryEntry:
    """Store a new or changed one. Raises ValidationError naming the field."""
    if entry.pk is None:
        _begin(entry, by)
    elif not rules.can_change(by, entry):
        raise PermissionDenied(NOT_YOURS)
    _demand_that_it_can_be(entry)
    if photo:
        entry.photo = _stored(photo, by)
    entry.save()
    return entry


def _begin(entry: DiaryEntry, by: User) -> None:
    if not rules.can_write(by, entry.person):
        raise PermissionDenied(NOT_YOURS)
    campaign = current_campaign()
    if campaign is None:
        raise ValidationError(NO_CAMPAIGN)
    entry.campaign, entry.recorded_by = campaign, by
    entry.is_on_behalf = not rules.is_himself(by, entry.person)


def _demand_that_it_can_be(entry: DiaryEntry) -> None:
    if entry.day > today():
        raise ValidationError({"day": "日期不能晚于今天"})
    if not in_office(entry.person, entry.day):
        raise ValidationError({"day": f"{entry.person}在{entry.day}没有代表职务"})
    group, township = home_of(entry.person, entry.day)
    if township is None:
        raise ValidationError(
            {"day": f"{entry.person}那天没有所在乡镇，请先在代表名册中补上"}
        )
    entry.group, entry.township = group, township


def _stored(photo: UploadedFile, by: User):
    try:
        return store(photo, by=by, kinds=(FileKind.IMAGE,))
    except FileRefused as refusal:
        words = f"{photo.name}：{refusal.message}。"
        raise ValidationError({"photo": words}) from None


@transaction.atomic
def void_entry(entry: DiaryEntry, *, by: User, reason: str) -> DiaryEntry:
    """It counts no more; what it said stays on file."""
    rows = DiaryEntry.objects.select_for_update(of=["self"])
    entry = rows.select_related("person").get(pk=entry.pk)
    if entry.voided_at:
        raise ValidationError("这篇日志已经作废。")
    if not rules.can_change(by, entry):
        raise PermissionDenied(NOT_YOURS)
    entry.voided_at, entry.void_reason = timezone.now(), reason.strip()
    entry.version += 1
    entry.save()
    return entry


def move_to_kept_person(kept: Person, merged: Person) -> None:
    """Two records of one deputy become one: what he wrote is his."""
    DiaryEntry.objects.filter(person=merged).update(person=kept)
