"""Sending up in writing: what goes up stands on a numbered sheet of its sender and day."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from referrals.enums import DispatchKind
from referrals.models import Dispatch, DispatchLine, Opinion
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.clocks.calendar import today

from .act import Act
from .paper_numbers import document_number
from .places import office

CITY = "天门市人大常委会"


def send_to_presidium(act: Act) -> None:
    """What the presidium collected itself, nobody sends it."""
    group = act.opinion.group
    if group is not None:
        _put_down(act, DispatchKind.SUMMARY, group.organ, act.opinion.presidium)


def send_to_city(act: Act) -> None:
    _put_down(act, DispatchKind.SUBMISSION, act.opinion.presidium, office())


def _put_down(
    act: Act, kind: DispatchKind, sender: Organ, receiver: Organ | None
) -> None:
    """What a ledger tells was sent long ago, on a sheet that is not here."""
    if act.basis:
        return
    # Two who send at once wait here for each other: both find the same sheet.
    Organ.objects.select_for_update(no_key=True).get(pk=sender.pk)
    sheet = _open_sheet(act, kind, sender) or _begin(act, kind, sender, receiver)
    line = line_of(act.opinion, kind, act.on)
    line.dispatch, line.order = sheet, sheet.lines.count() + 1
    line.version = act.opinion.version + 1
    line.save()
    act.tell("报送表文号", sheet.document_number)


def _open_sheet(act: Act, kind: DispatchKind, sender: Organ) -> Dispatch | None:
    """That of this day, unless it holds the opinion already: each stands there once."""
    sheets = Dispatch.objects.select_for_update().filter(
        kind=kind,
        campaign=act.opinion.campaign,
        sender=sender,
        sent_on=act.on,
        begun_on=today(),
        closed_at=None,
    )
    sheet = sheets.first()
    if sheet is None or not sheet.lines.filter(opinion=act.opinion).exists():
        return sheet
    _close(sheet, act.by)
    return None


def _begin(
    act: Act, kind: DispatchKind, sender: Organ, receiver: Organ | None
) -> Dispatch:
    opinion = act.opinion
    is_up = kind == DispatchKind.SUMMARY
    return Dispatch.objects.create(
        kind=kind,
        campaign=opinion.campaign,
        township_id=opinion.township_id,
        group=opinion.group if is_up else None,
        sender=sender,
        receiver=receiver,
        sender_name=sender.name_on(act.on),
        receiver_name=receiver.name_on(act.on) if is_up else CITY,
        sent_on=act.on,
        begun_on=today(),
        document_number=document_number(kind.value, opinion, sender),
        recorded_by=act.by,
    )


def line_of(opinion: Opinion, kind: DispatchKind, on: date) -> DispatchLine:
    """What a sheet of that day says of `opinion` as it is now; not stored."""
    is_up = kind == DispatchKind.SUMMARY
    return DispatchLine(
        opinion=opinion,
        number=opinion.number or opinion.city_number,
        collected_on=opinion.collected_on,
        place=opinion.village_on(on) or opinion.township.name_on(on),
        title=opinion.title,
        text=opinion.text,
        category=str(opinion.category or ""),
        reason="" if is_up else opinion.submit_reason,
        is_anonymous=opinion.is_anonymous,
        proposers=[
            {"name": each.name, "phone": each.phone, "is_place": bool(each.village_id)}
            for each in opinion.all_proposers
        ],
    )


@transaction.atomic
def close_dispatch(dispatch: Dispatch, *, by: User) -> Dispatch:
    """Nothing more is put on it: it may be printed. Closed once, it stays closed."""
    sheet = Dispatch.objects.select_for_update().get(pk=dispatch.pk)
    if sheet.closed_at is None:
        _close(sheet, by)
    return sheet


def _close(sheet: Dispatch, by: User | None) -> None:
    sheet.closed_at, sheet.closed_by = timezone.now(), by
    sheet.save(update_fields=["closed_at", "closed_by"])
