"""Two records of one deputy become one: receptions and duties follow."""

from django.db import transaction
from django.db.models import Q

from deputies.models import Person
from visits.receptions.models import Duty, DutySwap, ReceptionDeputy, SwapRequest


@transaction.atomic
def move_to_kept_person(kept: Person, merged: Person) -> None:
    """What `merged` heard and where he stood is of `kept`; both at one time are one."""
    heard = ReceptionDeputy.objects.filter(person=merged)
    heard.filter(reception__in=kept.receptions.values("pk")).delete()
    heard.update(person=kept)
    for name in ("asked_by", "agreed_by"):
        DutySwap.objects.filter(**{name: merged}).update(**{name: kept})
    for name in ("asked_by", "asked"):
        SwapRequest.objects.filter(**{name: merged}).update(**{name: kept})
    for duty in Duty.objects.filter(person=merged):
        _move(duty, kept)


def _move(duty: Duty, kept: Person) -> None:
    same = Duty.objects.filter(person=kept, day=duty.day)
    both = same.filter(start__lt=duty.finish, finish__gt=duty.start).first()
    if both is None:
        duty.person = kept
        duty.save()
        return
    DutySwap.objects.filter(duty=duty).update(duty=both)
    DutySwap.objects.filter(other=duty).update(other=both)
    # What was asked of a duty that is another's now waits for nobody.
    SwapRequest.objects.filter(Q(duty=duty) | Q(other=duty)).delete()
    duty.delete()
