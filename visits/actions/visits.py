"""Recording, changing and striking off visits."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from tianmen_congress.base.accounts.models import User
from visits import rules
from visits.checks import faults_of
from visits.models import HouseholdCall, Visit, VisitDeputy
from visits.outing import CallData, Outing

from .photos import add_photos


@transaction.atomic
def record_visit(outing: Outing, *, by: User) -> Visit:
    """Store a new visit with its calls; all of it or nothing."""
    _demand(rules.can_enter(by, outing.group, outing.kind))
    _demand_faultless(outing)
    visit = Visit(
        campaign=outing.campaign,
        form=outing.form,
        recorded_by=by,
        is_on_behalf=rules.acts_on_behalf(by, outing.group),
    )
    _take(visit, outing)
    visit.save()
    _set_deputies(visit, outing)
    _set_calls(visit, outing, by)
    add_photos(visit, outing.photos, by=by)
    return visit


@transaction.atomic
def edit_visit(visit: Visit, outing: Outing, *, by: User) -> Visit:
    """Make the stored visit say what `outing` says.

    Campaign, form, and who recorded it stay. That nobody saved it since the page was
    opened is seen by the page, which shows both texts.
    """
    visit = locked(visit)
    _demand(rules.can_edit(by, visit))
    _demand(rules.can_enter(by, outing.group, outing.kind))
    _demand_faultless(outing)
    visit.photos.filter(pk__in=[photo.pk for photo in outing.dropped_photos]).delete()
    _take(visit, outing)
    visit.version += 1
    visit.save()
    _set_deputies(visit, outing)
    _set_calls(visit, outing, by)
    add_photos(visit, outing.photos, by=by)
    return visit


@transaction.atomic
def void_visit(visit: Visit, *, by: User, reason: str) -> Visit:
    """Strike off a visit that was entered by mistake; everything stays on file."""
    visit = locked(visit)
    _demand(rules.can_void(by, visit))
    if not reason.strip():
        raise ValidationError("请填写作废原因")
    visit.voided_at, visit.void_reason = timezone.now(), reason.strip()
    visit.version += 1
    visit.save()
    return visit


def locked(visit: Visit) -> Visit:
    """The stored row, nobody else's to change until the transaction ends."""
    rows = Visit.objects.select_for_update(of=["self"])
    return rows.select_related("group", "village", "form", "campaign").get(pk=visit.pk)


def _demand(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _demand_faultless(outing: Outing) -> None:
    faults = faults_of(outing)
    if faults:
        raise ValidationError([fault.text for fault in faults])


def _take(visit: Visit, outing: Outing) -> None:
    visit.kind, visit.visited_on = outing.kind, outing.visited_on
    visit.group, visit.township = outing.group, outing.group.township
    visit.village, visit.team = outing.village, outing.team
    visit.activity, visit.few_reason = outing.activity, outing.few_reason
    visit.answers, visit.note = outing.answers, outing.note
    visit.recorder = outing.recorder


def _set_deputies(visit: Visit, outing: Outing) -> None:
    wanted = [person.pk for person in outing.deputies]
    visit.participations.exclude(person__in=wanted).delete()
    there = set(visit.participations.values_list("person", flat=True))
    VisitDeputy.objects.bulk_create(
        VisitDeputy(visit=visit, person=person)
        for person in outing.deputies
        if person.pk not in there
    )


def _set_calls(visit: Visit, outing: Outing, by: User) -> None:
    there = {call.household_id: call for call in visit.calls.all()}
    for order, data in enumerate(outing.calls):
        call = there.pop(data.household.pk, None) or HouseholdCall(visit=visit)
        _store_call(call, data, order, visit)
        add_photos(visit, data.photos, by=by, call=call)
    for call in there.values():
        _take_out(call)


def _store_call(call: HouseholdCall, data: CallData, order: int, visit: Visit) -> None:
    call.household, call.township = data.household, visit.township
    call.answers, call.order = data.answers, order
    call.save()


def _take_out(call: HouseholdCall) -> None:
    """The household was not called on after all; its pictures stay with the visit."""
    call.photos.update(call=None)
    try:
        call.delete()
    except ProtectedError:
        raise ValidationError(
            f"{call.household}已有意见建议等记录引用，不能从这次走访中移除"
        ) from None
