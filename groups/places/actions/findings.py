"""Saying what was seen in a place."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from groups.places import rules
from groups.places.enums import Fulfilment
from groups.places.models import Place, PlaceFinding
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import PlaceRequirement
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.files.actions import FileRefused, store
from tianmen_congress.base.files.enums import FileKind


@transaction.atomic
def record_finding(
    place: Place,
    requirement: PlaceRequirement,
    *,
    by: User,
    state: Fulfilment,
    seen_on: date,
    seen_by: str,
    note: str = "",
    photo: UploadedFile | None = None,
) -> PlaceFinding:
    """What `seen_by` saw that day of one requirement; those before stay on file."""
    place = Place.objects.select_for_update(of=["self"]).get(pk=place.pk)
    if not rules.can_find(by, place):
        raise PermissionDenied("您不负责这处阵地，或者它已停用，不能认定。")
    if fault := why_not_seen(place, seen_on):
        raise ValidationError({"seen_on": fault})
    if state == Fulfilment.MISSING and not note.strip():
        raise ValidationError({"note": "认定为“无”的，请说明缺什么"})
    return PlaceFinding.objects.create(
        place=place,
        requirement=requirement,
        state=state,
        seen_on=seen_on,
        seen_by=seen_by,
        note=note.strip(),
        photo=_stored(photo, by) if photo else None,
        recorded_by=by,
    )


def why_not_seen(place: Place, day: date) -> str:
    """Why nobody can have seen it that day; "" where somebody can."""
    if day > today():
        return f"不能晚于今天（{today()}）"
    if place.opened_on and day < place.opened_on:
        return f"不能早于启用日期（{place.opened_on}）"
    return ""


def _stored(photo: UploadedFile, by: User):
    try:
        return store(photo, by=by, kinds=[FileKind.IMAGE])
    except FileRefused as refusal:
        raise ValidationError({"photo": f"{photo.name}：{refusal.message}。"}) from None
