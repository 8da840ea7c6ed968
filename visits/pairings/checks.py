"""What cannot be in the record of a pairing, and what is hardly meant."""

from datetime import date

from groups.queries import members_of
from tianmen_congress.base.clocks.calendar import today

from .models import Deed, Effect, HouseholdPairing, PairingRecord


def why_not_in_life(pairing: HouseholdPairing, day: date) -> str:
    """Why nothing was done in the pairing that day; "" where it held."""
    if day > today():
        return f"不能晚于今天（{today()}）"
    if pairing.since and day < pairing.since:
        return f"不能早于结对日期（{pairing.since}）"
    if pairing.until and day > pairing.until:
        return f"不能晚于解除日期（{pairing.until}）"
    return ""


def faults_of(record: PairingRecord) -> dict[str, str]:
    """By field what cannot be, whoever writes the record and however."""
    days = ((name, getattr(record, name)) for name in record.days_of_pairing)
    found = {name: why_not_in_life(record.pairing, day) for name, day in days if day}
    if isinstance(record, Effect):
        found |= _of_effect(record)
    return {name: why for name, why in found.items() if why}


def _of_effect(effect: Effect) -> dict[str, str]:
    aid = effect.aid
    if aid.pairing_id != effect.pairing_id or aid.voided_at:
        return {"aid": "请选择本结对现有的帮扶措施"}
    if effect.day < aid.begun_on:
        return {"day": f"不能早于措施日期（{aid.begun_on}）"}
    return {}


def twin_of(deed: Deed) -> Deed | None:
    """What another deputy of the same household says to have done: same day, kind and
    value. Two helpers easily both count one deed."""
    # unscoped: only whether there is one, and whose it is
    rows = Deed.objects.standing().exclude(pairing=deed.pairing)
    rows = rows.filter(
        pairing__household=deed.pairing.household_id,
        day=deed.day,
        kind=deed.kind,
        value=deed.value,
    )
    return rows.select_related("pairing__person").first()


def why_not_ended(pairing: HouseholdPairing, until: date) -> str:
    if pairing.since and until < pairing.since:
        return f"解除日期不能早于结对日期（{pairing.since}）"
    last = max(_days_of(pairing), default=None)
    if last and until < last:
        return f"{last}还有帮扶记录，解除日期不能更早"
    return ""


def why_not_begun(pairing: HouseholdPairing, since: date) -> str:
    if pairing.person not in members_of(pairing.group, on=since):
        return f"{pairing.person}在{since}不是{pairing.group}的成员"
    first = min(_days_of(pairing), default=None)
    if first and since > first:
        return f"{first}已有帮扶记录，结对日期不能更晚"
    return ""


def _days_of(pairing: HouseholdPairing) -> list[date]:
    """The days on which something was done in it."""
    return [
        day
        for rows in (pairing.aids, pairing.effects, pairing.deeds)
        for record in rows.standing()
        for name in record.days_of_pairing
        if (day := getattr(record, name))
    ]
