"""Two records of one deputy become one: visits follow."""

from django.db import transaction

from deputies.models import Person
from visits.models import VisitDeputy


@transaction.atomic
def move_to_kept_person(kept: Person, merged: Person) -> None:
    """Every visit of `merged` is now one of `kept`."""
    moved = VisitDeputy.objects.filter(person=merged)
    moved.filter(visit__in=kept.visits.all()).delete()
    moved.update(person=kept)
