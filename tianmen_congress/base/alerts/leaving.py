"""What leaves the system: made in a transaction, sent outside of any.

A dead server keeps nobody waiting and loses nothing: the row waits and is tried again.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.clocks.calendar import today

from . import channels
from .composing import compose, fresh
from .enums import OutgoingState, Purpose
from .models import Address, Outgoing

# Between two tries, and how many there are before it is given up.
PAUSE = timedelta(minutes=10)
MOST_TRIES = 100
# A worker that was killed while it sent: nobody knows whether it left.
LOST_AFTER = timedelta(minutes=30)
GIVEN_UP = "多次发送不成，已放弃"


def make_digests() -> dict[str, int]:
    """One for each user, channel and day, where there is something new to tell."""
    emptied = channels.empty_outbox()
    made = 0
    for address in _reached():
        made += _make_digest(address)
    return {"digests": made, "outbox": emptied}


def _reached() -> QuerySet[Address]:
    """Confirmed by those who may sign in, where the channel is open."""
    # unscoped: the system's own round
    rows = Address.objects.filter(
        channel__in=settings.ALERT_CHANNELS,
        confirmed_at__isnull=False,
        user__is_active=True,
    )
    return rows.select_related("user")


def _make_digest(address: Address) -> bool:
    if not fresh(address.user, address.channel).exists():
        return False
    # unscoped: the system's own book of what leaves
    mine = Outgoing.objects.filter(
        user=address.user, channel=address.channel, purpose=Purpose.DIGEST
    )
    # What still waits from a day before is told in this one.
    mine.waiting().exclude(day=today()).update(state=OutgoingState.EMPTY)
    _, is_new = mine.get_or_create(
        day=today(),
        defaults={
            "user": address.user,
            "channel": address.channel,
            "purpose": Purpose.DIGEST,
        },
    )
    return is_new


def is_waited_for(name: str = "") -> bool:
    return _to_send().exists()


def _to_send() -> QuerySet[Outgoing]:
    now = timezone.now()
    again = Q(tried_at=None) | Q(tried_at__lt=now - PAUSE)
    lost = Q(state=OutgoingState.SENDING, tried_at__lt=now - LOST_AFTER)
    # unscoped: the worker sends everybody's
    rows = Outgoing.objects.filter(Q(state=OutgoingState.WAITING) & again | lost)
    return rows.order_by("pk")


def deliver_waiting() -> int:
    """Send all that waits and is not tried too soon again; how much was sent."""
    return sum(_deliver(pk) for pk in list(_to_send().values_list("pk", flat=True)))


def _deliver(pk: int) -> bool:
    with acting_as(None, how="outgoing"):
        row = _to_send().select_for_update(skip_locked=True).filter(pk=pk).first()
        message = _begun(row) if row else None
    if message is None:
        return False
    try:
        channels.send(row.channel, message)
    except channels.NotSent as fault:
        return _finish(row, _after_fault(row), str(fault))
    return _finish(row, OutgoingState.SENT)


def _begun(row: Outgoing) -> channels.Message | None:
    """Put together by what its user may see now; nothing to tell is told to nobody."""
    row.tries += 1
    row.tried_at = timezone.now()
    message = compose(row) if row.tries <= MOST_TRIES else None
    row.state = OutgoingState.SENDING if message else _without_message(row)
    if message is None:
        row.secret = ""
    row.save()
    return message


def _without_message(row: Outgoing) -> OutgoingState:
    return OutgoingState.FAILED if row.tries > MOST_TRIES else OutgoingState.EMPTY


def _after_fault(row: Outgoing) -> OutgoingState:
    is_given_up = row.tries >= MOST_TRIES
    return OutgoingState.FAILED if is_given_up else OutgoingState.WAITING


def _finish(row: Outgoing, state: OutgoingState, fault: str = "") -> bool:
    """Of a row that its owner removed meanwhile, with the address, nothing is kept."""
    if state == OutgoingState.FAILED:
        fault = f"{GIVEN_UP}：{fault}"
    kept = {"secret": row.secret if state == OutgoingState.WAITING else ""}
    with acting_as(None, how="outgoing"):
        # unscoped: the worker's own book of what leaves
        rows = Outgoing.objects.filter(pk=row.pk)
        rows.update(state=state, fault=fault, **kept)
    return state == OutgoingState.SENT
