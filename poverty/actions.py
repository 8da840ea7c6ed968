"""Every write of the poverty room that has a rule."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.personal.fields import digest
from tianmen_congress.base.registry import Registry

from . import rules
from .checks.id_numbers import birth_of, sex_of
from .enums import PovertyState, Relation, VillageState
from .models import FormerHome, Household, HouseholdMember, PoorVillage
from .queries import hold_numbers

VOIDED_WITH_HOUSEHOLD = "本户作废"
BATCH = 1000
Voiding = Callable[[Household, date], None]
voidings: Registry[Voiding, Voiding] = Registry()


def on_void(act: Voiding) -> Voiding:
    """For rooms above: `act(household, on)`, in the transaction that strikes it off."""
    voidings.add(act)
    return act


class RosterDraft(Protocol):
    """A household as a roster has it, and those of its members that are to be written."""

    household: Household
    members: list[HouseholdMember]


class HouseholdRefused(ValidationError):
    """It cannot be done; the message is for the user."""


def _demand(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


@transaction.atomic
def declare_village(village: PoorVillage, *, by: User) -> PoorVillage:
    """Put a village on the list of poor villages."""
    _demand(rules.can_declare_village(by))
    village.township = village.village.parent
    village.state = _state_of_village(village)
    village.save()
    return village


@transaction.atomic
def revise_village(village: PoorVillage, *, by: User) -> PoorVillage:
    """Store what was changed; a year of delisting takes the village off the poor ones."""
    _demand(rules.can_edit_village(by, village))
    village.state = _state_of_village(village)
    village.save()
    return village


def _state_of_village(village: PoorVillage) -> VillageState:
    return VillageState.DELISTED if village.delisted_year else VillageState.LISTED


@transaction.atomic
def register_household(
    household: Household, *, by: User, members: Iterable[HouseholdMember]
) -> Household:
    """Open the file of a household with the people in it."""
    household.township = household.village.parent
    _demand(rules.can_edit_household(by, household))
    return _write(household, list(members))


@transaction.atomic
def revise_household(
    household: Household, *, by: User, members: Iterable[HouseholdMember]
) -> Household:
    """Store the file as changed; `members` are all who are in it, new ones and old.

    A village of another township is refused: who keeps the books would change.
    """
    _demand(rules.can_edit_household(by, household))
    if household.village.parent_id != household.township_id:
        raise HouseholdRefused("不能把户改到其他乡镇的村")
    return _write(household, list(members))


def _write(household: Household, members: list[HouseholdMember]) -> Household:
    household.head_name = _head_of(members).name
    household.save()
    stored = household.members.in_bulk([m.pk for m in members if m.pk])
    _free_numbers(members)
    # The head last: a household has one at a time, and the old one steps back first.
    for member in sorted(members, key=lambda m: m.relation == Relation.HEAD):
        member.household, member.township = household, household.township
        complete(member)
        _save_member(member, stored.get(member.pk))
    return household


def _save_member(member: HouseholdMember, stored: HouseholdMember | None) -> None:
    """Write what differs only: a number encrypted anew would look like a change."""
    if stored is None:
        return member.save()
    changed = [
        field.name
        for field in member._meta.concrete_fields
        if field.value_from_object(member) != field.value_from_object(stored)
    ]
    return member.save(update_fields=[*changed, "id_digest"]) if changed else None


def _head_of(members: list[HouseholdMember]) -> HouseholdMember:
    heads = [m for m in members if m.relation == Relation.HEAD and not m.left_on]
    if len(heads) != 1:
        raise ValidationError("每户须有且只有一名户主")
    return heads[0]


def _free_numbers(members: list[HouseholdMember]) -> None:
    """Let go of numbers that change hands within the household before giving them."""
    wanted = {digest(m.id_number): m.pk for m in members if m.id_number}
    theirs = HouseholdMember.objects.filter(
        pk__in=[m.pk for m in members if m.pk], id_digest__in=wanted
    )
    moving = [m.pk for m in theirs if wanted[m.id_digest] != m.pk]
    if moving:
        HouseholdMember.objects.filter(pk__in=moving).update(id_digest="")


def complete(member: HouseholdMember) -> None:
    """Fill in what the ID number tells."""
    if not member.id_number:
        return
    member.birth_on = birth_of(member.id_number)
    member.sex = member.sex or sex_of(member.id_number)


@transaction.atomic
def mark_lifted(household: Household, *, by: User, year: int) -> Household:
    """The household is poor no more (脱贫)."""
    household = _locked(household)
    _demand(rules.can_edit_household(by, household))
    if not rules.can_lift(by, household):
        raise HouseholdRefused(
            f"该户现为“{household.get_state_display()}”，不能再标记脱贫"
        )
    household.state, household.lifted_year = PovertyState.LIFTED, year
    household.returned_year = None
    return _next_version(household)


@transaction.atomic
def mark_returned(household: Household, *, by: User, year: int) -> Household:
    """The household fell back into poverty (返贫); the year of its way out is kept."""
    household = _locked(household)
    _demand(rules.can_edit_household(by, household))
    if not rules.can_mark_returned(by, household):
        raise HouseholdRefused(
            f"该户现为“{household.get_state_display()}”，不能标记返贫"
        )
    if household.lifted_year and year < household.lifted_year:
        raise HouseholdRefused(f"返贫年度不能早于脱贫年度（{household.lifted_year}年）")
    household.state, household.returned_year = PovertyState.RETURNED, year
    return _next_version(household)


@transaction.atomic
def void_household(household: Household, *, by: User, reason: str) -> Household:
    """Strike off a household that was entered by mistake; everything stays on file.

    Its people are let go, so that they can be registered where they belong.
    """
    household = _locked(household)
    _demand(rules.can_edit_household(by, household))
    household.voided_at, household.void_reason = timezone.now(), reason
    for member in household.members.at_home():
        member.left_on, member.left_reason = today(), VOIDED_WITH_HOUSEHOLD
        member.save(update_fields=["left_on", "left_reason"])
    for act in voidings:
        act(household, today())
    return _next_version(household)


def _locked(household: Household) -> Household:
    rows = Household.objects.select_for_update(of=["self"])
    return rows.select_related("township").get(pk=household.pk)


def _next_version(household: Household) -> Household:
    household.version += 1
    household.save()
    return household


def look_at_numbers(household: Household, *, by: User) -> dict[int, str]:
    """The full ID numbers of a household's people; the look goes into the trail."""
    _demand(rules.can_see_full_numbers(by))
    numbers = {m.pk: m.id_number for m in household.members.all() if m.id_number}
    record(
        Kind.FULL_LOOK,
        by=by,
        subject=f"贫困户 {household.pk}",
        note="身份证号码",
        rows=len(numbers),
        township=household.township,
    )
    return numbers


@transaction.atomic
def take_roster(drafts: Iterable[RosterDraft], *, by: User) -> None:
    """Write what rosters say of households, new ones and such as are on file.

    Refused when one of them was changed since it was compared.
    """
    _demand(rules.can_register_households(by))
    hold_numbers()
    drafts = list(drafts)
    _check_versions([d.household for d in drafts if d.household.pk])
    _write_households([draft.household for draft in drafts])
    for draft in drafts:
        for member in draft.members:
            member.household = draft.household
            member.township = draft.household.township
    _write_members([member for draft in drafts for member in draft.members])


def _check_versions(households: list[Household]) -> None:
    rows = Household.objects.select_for_update().in_bulk([h.pk for h in households])
    if any(rows[h.pk].version != h.version for h in households):
        raise HouseholdRefused("有的户在检查之后又被修改")


def _write_households(households: list[Household]) -> None:
    new = [household for household in households if not household.pk]
    for household in new:
        household.set_derived()
    for household in households:
        if household.pk:
            _next_version(household)
    Household.objects.bulk_create(new, batch_size=BATCH)


def restore_members(rows: list[tuple[HouseholdMember, list[str]]]) -> None:
    """Store members as they were before an import; of each, the fields that differ."""
    _free_numbers([member for member, _ in rows])
    for member, names in sorted(
        rows, key=lambda each: each[0].relation == Relation.HEAD
    ):
        member.save(update_fields=names)


def _write_members(members: list[HouseholdMember]) -> None:
    """New ones in bulk; of those on file the heads last, as in `_write`."""
    new = [member for member in members if not member.pk]
    known = [member for member in members if member.pk]
    _free_numbers(known)
    for member in sorted(known, key=lambda m: m.relation == Relation.HEAD):
        member.save()
    for member in new:
        member.set_derived()
    HouseholdMember.objects.bulk_create(new, batch_size=BATCH)


@transaction.atomic
def resettle(old: Division, new: Division, *, on: date) -> int:
    """From `on` the households of `old`, which is no more, are of `new`; where they
    lived until then is kept. What was struck off stays."""
    rows = Household.objects.select_for_update().standing().filter(village=old)
    households = list(rows.order_by("pk"))
    FormerHome.objects.bulk_create(
        FormerHome(household=home, village=old, township_id=home.township_id, until=on)
        for home in households
    )
    moved = Household.objects.filter(pk__in=[home.pk for home in households])
    return moved.update(village=new, township=new.parent, version=F("version") + 1)
