"""Writing down whom the deputies heard, what came of it, and how he was told."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.models import Person
from groups.places.queries.naming import spoken
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.numbers.actions import next_number
from visits.receptions import rules
from visits.receptions.checks import faults_of
from visits.receptions.enums import (
    AT_ONCE,
    HANDED,
    CameBy,
    FedBackBy,
    Satisfied,
    Treatment,
)
from visits.receptions.models import Reception, ReceptionDeputy
from visits.receptions.queries.elsewhere import has_begun, has_ended

NOT_YOURS = "选民接待由本小组联络员和主席团（联络处）登记，小组联络员登记本小组的。"
# How somebody is told there and then, by how he came.
MANNERS = {
    CameBy.VISIT: FedBackBy.FACE,
    CameBy.DOOR: FedBackBy.FACE,
    CameBy.CALL: FedBackBy.PHONE,
    CameBy.SCAN: FedBackBy.MESSAGE,
}


@transaction.atomic
def save_reception(
    reception: Reception, *, by: User, deputies: Collection[Person]
) -> Reception:
    """Store a new or changed one. Raises ValidationError naming the field."""
    _demand_that_it_may(reception, by)
    if faults := faults_of(reception, deputies):
        raise ValidationError(dict(faults))
    _place(reception)
    _settle(reception)
    if reception.pk is None:
        reception.recorded_by, reception.campaign = by, current_campaign()
        reception.number = number_of(reception)
    reception.save()
    _set_deputies(reception, deputies)
    return reception


def _demand_that_it_may(reception: Reception, by: User) -> None:
    if reception.pk and not rules.can_edit(by, reception):
        raise PermissionDenied(NOT_YOURS)
    if not rules.receives_at(by, reception.place, reception.held_on):
        text = f"{reception.held_on}该地点不是您的小组联系的"
        raise ValidationError({"held_on": text})


def _place(reception: Reception) -> None:
    """Whose it is: of the books of today, about the village of that day."""
    place, day = reception.place, reception.held_on
    reception.township = place.township
    reception.village = rules.village_of(place, day)
    reception.group = rules.group_of(place, day)


def _settle(reception: Reception) -> None:
    """What does not go with the outcome is left out; who was told at once was told."""
    if reception.outcome != Treatment.REFUSED:
        reception.refusal = ""
    if reception.outcome not in HANDED:
        reception.result, reception.result_on = "", None
    if reception.outcome in AT_ONCE and reception.fed_back_on is None:
        reception.fed_back_on = reception.answered_on or reception.held_on
        reception.fed_back_how = MANNERS.get(reception.channel, FedBackBy.WRITING)
        reception.satisfied = reception.satisfied or Satisfied.UNSAID


def number_of(reception: Reception) -> str:
    """渔薪青山村2017-接-012: counted by the words in front, so that no other has it.

    The counter stays locked until the reception is stored.
    """
    front = f"{_front(reception)}{reception.held_on.year}"
    return f"{front}-接-{next_number('reception', front):03}"


def _front(reception: Reception) -> str:
    township = reception.township.stem
    if reception.place.kind == PlaceKind.ROOM:
        return f"{township}{reception.place.group.number}组"
    village = reception.village
    name = spoken(village.name) if village else ""
    return township + name.removeprefix(township)


def _set_deputies(reception: Reception, deputies: Collection[Person]) -> None:
    wanted = [person.pk for person in deputies]
    reception.hearings.exclude(person__in=wanted).delete()
    there = set(reception.hearings.values_list("person", flat=True))
    ReceptionDeputy.objects.bulk_create(
        ReceptionDeputy(reception=reception, person=person)
        for person in deputies
        if person.pk not in there
    )


def locked(reception: Reception, *, by: User) -> Reception:
    """The stored row, nobody else's to change until the transaction ends."""
    rows = Reception.objects.select_for_update(of=["self"])
    rows = rows.select_related("place", "township", "group__township")
    stored = rows.get(pk=reception.pk)
    if not rules.can_edit(by, stored):
        raise PermissionDenied(NOT_YOURS)
    return stored


@transaction.atomic
def record_result(
    reception: Reception, *, by: User, result: str, result_on: date
) -> Reception:
    """What became of a matter that was handed over."""
    reception = locked(reception, by=by)
    if reception.outcome not in HANDED:
        text = "只有交村（社区）、主席团办理的在这里登记办理结果"
        raise ValidationError(text)
    _demand_day("result_on", result_on, reception.passed_on or reception.held_on)
    reception.result, reception.result_on = result.strip(), result_on
    return _saved(reception)


@transaction.atomic
def tell_voter(
    reception: Reception,
    *,
    by: User,
    fed_back_on: date,
    fed_back_how: str,
    satisfied: str,
) -> Reception:
    """The voter was told what became of it, and said what he thinks of that."""
    reception = locked(reception, by=by)
    if reception.is_anonymous:
        raise ValidationError("匿名的无法反馈")
    if not _is_ended(reception):
        raise ValidationError("还没有办理结果，办结以后再反馈")
    _demand_day("fed_back_on", fed_back_on, reception.result_on or reception.held_on)
    reception.fed_back_on, reception.fed_back_how = fed_back_on, fed_back_how
    reception.satisfied = satisfied or Satisfied.UNSAID
    return _saved(reception)


def _is_ended(reception: Reception) -> bool:
    if reception.outcome in AT_ONCE or reception.result_on:
        return True
    return Reception.objects.filter(has_ended(), pk=reception.pk).exists()


def _demand_day(name: str, day: date, first: date) -> None:
    if day > today():
        raise ValidationError({name: f"不能晚于今天（{today()}）"})
    if day < first:
        raise ValidationError({name: f"不能早于{first}"})


@transaction.atomic
def void_reception(reception: Reception, *, by: User, reason: str) -> Reception:
    """Strike off one that was entered by mistake; its number stays with it."""
    reception = locked(reception, by=by)
    if not reason.strip():
        raise ValidationError({"reason": "请填写作废原因"})
    rows = Reception.objects.filter(pk=reception.pk)
    if rows.filter(has_begun()).exclude(has_ended()).exists():
        text = "已形成意见建议，请先把意见建议撤回或者不予受理，再作废"
        raise ValidationError(text)
    reception.voided_at, reception.void_reason = timezone.now(), reason.strip()
    return _saved(reception)


def _saved(reception: Reception) -> Reception:
    reception.version += 1
    reception.save()
    return reception
