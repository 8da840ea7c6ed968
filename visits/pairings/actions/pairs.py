"""A deputy and the poor household he is paired with (代表联系贫困户)."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet

from deputies.models import Person
from groups.models import DeputyGroup
from groups.queries import members_of
from poverty.models import Household
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import lasting
from visits.pairings import rules
from visits.pairings.checks import why_not_begun, why_not_ended
from visits.pairings.enums import PairEndReason
from visits.pairings.models import HouseholdPairing


@transaction.atomic
def pair(
    person: Person,
    household: Household,
    *,
    by: User,
    group: DeputyGroup,
    since: date,
    plan: str = "",
) -> HouseholdPairing:
    """Pair a deputy of `group` with a household of its township; of 市直 with any."""
    if not rules.can_pair(by, group):
        raise PermissionDenied
    _demand_that_they_fit(person, household, group, since)
    pairing = HouseholdPairing(
        person=person,
        household=household,
        group=group,
        township=group.township,
        since=since,
        plan=plan,
    )
    pairing.validate_constraints()
    pairing.save()
    return pairing


def _demand_that_they_fit(
    person: Person, household: Household, group: DeputyGroup, since: date
) -> None:
    faults = []
    if person.pk not in {member.pk for member in members_of(group, on=since)}:
        faults.append(f"{person}在结对当天不是{group}的成员")
    is_bound = group.township.is_territory
    if is_bound and household.township_id != group.township_id:
        faults.append(f"{household}不在{group}所在乡镇")
    if household.voided_at:
        faults.append(f"{household}的档案已作废")
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def end_pairing(
    pairing: HouseholdPairing,
    *,
    by: User,
    until: date,
    end_reason: str = PairEndReason.ADJUSTED,
) -> HouseholdPairing:
    """The pairing holds up to and with `until`."""
    pairing = _locked(pairing)
    if not rules.can_end_pairing(by, pairing):
        raise PermissionDenied
    if why := why_not_ended(pairing, until):
        raise ValidationError({"until": why})
    pairing.until, pairing.end_reason = until, end_reason
    pairing.version += 1
    pairing.save(update_fields=["until", "end_reason", "version"])
    return pairing


@transaction.atomic
def replan(
    pairing: HouseholdPairing, *, by: User, plan: str, lift_year: int | None = None
) -> HouseholdPairing:
    """Write down anew how the household is to find its way out of poverty."""
    pairing = _locked(pairing)
    if not rules.can_end_pairing(by, pairing):
        raise PermissionDenied
    pairing.plan, pairing.lift_year = plan, lift_year
    pairing.version += 1
    pairing.save(update_fields=["plan", "lift_year", "version"])
    return pairing


@transaction.atomic
def redate(pairing: HouseholdPairing, *, by: User, since: date) -> HouseholdPairing:
    """The two were paired on another day than was written down."""
    pairing = _locked(pairing)
    if not rules.can_end_pairing(by, pairing):
        raise PermissionDenied
    if why := why_not_begun(pairing, since):
        raise ValidationError({"since": why})
    pairing.since = since
    pairing.version += 1
    pairing.save(update_fields=["since", "version"])
    return pairing


def _locked(pairing: HouseholdPairing) -> HouseholdPairing:
    rows = HouseholdPairing.objects.select_for_update(of=["self"])
    return rows.select_related("group").get(pk=pairing.pk)


@transaction.atomic
def pass_pairings(
    pairings: QuerySet[HouseholdPairing],
    into: DeputyGroup | None,
    *,
    on: date,
    end_reason: str = PairEndReason.ADJUSTED,
) -> int:
    """Those of whoever is no more from `on` go on with `into`; without it they end."""
    last_day = on - timedelta(days=1)
    rows = list(pairings.select_for_update().filter(lasting(on)))
    for pairing in rows:
        if into is None:
            pairing.until = max(last_day, pairing.since or last_day)
            pairing.end_reason = end_reason
        else:
            pairing.group = into
        pairing.version += 1
        pairing.save(update_fields=["group", "until", "end_reason", "version"])
    return len(rows)


@transaction.atomic
def move_to_kept_person(kept: Person, merged: Person) -> None:
    """Pairings follow; where both are paired with a household, the pairing of `merged` has ended."""
    held = kept.pairings.filter(until=None).values("household")
    for pairing in merged.pairings.select_for_update():
        if pairing.until is None and held.filter(household=pairing.household).exists():
            pairing.until = max(today(), pairing.since or today())
            pairing.end_reason = PairEndReason.ADJUSTED
        pairing.person = kept
        pairing.save(update_fields=["person", "until", "end_reason"])
