"""A group begins to help a poor village, and how that goes on or ends."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from groups.models import DeputyGroup
from poverty.models import PoorVillage
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import lasting
from tianmen_congress.base.rows.constraints import is_refused_by, taken_in_turn
from visits.support import rules
from visits.support.enums import VillageEndReason
from visits.support.models import ONE_PAIR, VillagePairing

NOT_YOURS = "小组联系贫困村由本小组联络员登记，也可由本乡镇主席团（联络处）代录；已解除的不能再改。"
ONE_DAY = timedelta(days=1)


@transaction.atomic
def pair(
    group: DeputyGroup, village: PoorVillage, *, by: User, since: date, plan: str = ""
) -> VillagePairing:
    """The group helps the village that it is linked to. Raises ValidationError naming
    the field."""
    # Whoever gives the village to another group meanwhile waits, or is seen.
    groups = DeputyGroup.objects.select_for_update(of=["self"])
    group = groups.select_related("township").get(pk=group.pk)
    if not rules.can_pair(by, group):
        raise PermissionDenied(NOT_YOURS)
    if why := why_not_linked(group, village, since):
        raise ValidationError({"village": why})
    _in_turn(village)
    try:
        with transaction.atomic():
            return VillagePairing.objects.create(
                group=group,
                township=group.township,
                village=village,
                since=since,
                plan=plan,
            )
    except IntegrityError as error:
        if not is_refused_by(ONE_PAIR, error):
            raise
    raise ValidationError({"village": _whose(village, since)})


def _in_turn(village: PoorVillage) -> None:
    """Who pairs the village at this moment comes after us, or before."""
    taken_in_turn(PoorVillage.objects.filter(pk=village.pk))


def why_not_linked(group: DeputyGroup, village: PoorVillage, since: date) -> str:
    """A village is of one group on any day, and that group alone is paired with it."""
    links = list(rules.links_of(village).filter(lasting(today())))
    own = [link for link in links if link.group_id == group.pk]
    if not own:
        hint = f"，它由{links[0].group}联系" if links else "，请先在小组页面登记联系村"
        return f"{village}不是{group}的联系村{hint}"
    begun = [link.since for link in own]
    if None not in begun and since < min(begun):
        return f"{group}自{min(begun)}起联系{village}，结对日期不能更早"
    return ""


def _whose(village: PoorVillage, since: date) -> str:
    # unscoped: whose the village is, for whoever may pair it
    pairing = village.pairings.filter(lasting(since)).select_related("group").first()
    return f"{village}已由{pairing.group}结对（{pairing.since}起）"


@transaction.atomic
def end_pairing(
    pairing: VillagePairing, *, by: User, until: date, end_reason: str
) -> VillagePairing:
    """The pairing holds up to and with `until`."""
    pairing = _locked(pairing, by)
    if until < pairing.since:
        raise ValidationError({"until": f"解除日期不能早于结对日期（{pairing.since}）"})
    return _end(pairing, until, end_reason)


@transaction.atomic
def replan(pairing: VillagePairing, *, by: User, plan: str) -> VillagePairing:
    pairing = _locked(pairing, by)
    pairing.plan = plan
    pairing.version += 1
    pairing.save(update_fields=["plan", "version"])
    return pairing


@transaction.atomic
def redate(pairing: VillagePairing, *, by: User, since: date) -> VillagePairing:
    """The two were paired on another day than was written down."""
    pairing = _locked(pairing, by)
    if why := why_not_linked(pairing.group, pairing.village, since):
        raise ValidationError({"since": why})
    pairing.since = since
    pairing.version += 1
    _in_turn(pairing.village)
    try:
        with transaction.atomic():
            pairing.save(update_fields=["since", "version"])
    except IntegrityError as error:
        if not is_refused_by(ONE_PAIR, error):
            raise
        raise ValidationError(
            {"since": f"{pairing.village}那天由其他小组结对"}
        ) from None
    return pairing


def _locked(pairing: VillagePairing, by: User) -> VillagePairing:
    rows = VillagePairing.objects.select_for_update(of=["self"])
    pairing = rows.select_related("group__township").get(pk=pairing.pk)
    if not rules.can_keep(by, pairing):
        raise PermissionDenied(NOT_YOURS)
    return pairing


def _end(pairing: VillagePairing, until: date, reason: str) -> VillagePairing:
    pairing.until, pairing.end_reason = max(until, pairing.since), reason
    pairing.version += 1
    pairing.save(update_fields=["until", "end_reason", "version"])
    return pairing


@transaction.atomic
def end_unlinked(pairings: QuerySet[VillagePairing], *, on: date) -> int:
    """Of those running, whose group has the village no more from `on`, end with it."""
    rows = pairings.filter(until=None).select_for_update(of=["self"])
    rows = rows.select_related("group", "village__village")
    gone = [pairing for pairing in rows if not _is_linked(pairing, on)]
    for pairing in gone:
        _end(pairing, on - ONE_DAY, VillageEndReason.MOVED)
    return len(gone)


def _is_linked(pairing: VillagePairing, on: date) -> bool:
    links = rules.links_of(pairing.village).filter(group=pairing.group)
    return links.filter(lasting(on)).exists()


@transaction.atomic
def pass_pairings(group: DeputyGroup, into: DeputyGroup | None, *, on: date) -> int:
    """Those of a group that is no more from `on` end; the group that takes its villages
    begins anew, with the plan."""
    rows = group.village_pairings.select_for_update(of=["self"]).filter(until=None)
    rows = list(rows)
    for pairing in rows:
        _end(pairing, on - ONE_DAY, VillageEndReason.DISSOLVED)
        if into is not None:
            VillagePairing.objects.create(
                group=into,
                township=into.township,
                village_id=pairing.village_id,
                since=max(on, pairing.until + ONE_DAY),
                plan=pairing.plan,
            )
    return len(rows)
