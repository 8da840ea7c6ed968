"""Two records of one deputy become one: visits and pairings follow."""

from django.db import transaction

from deputies.models import Person
from tianmen_congress.base.clocks.calendar import today
from visits.models import VisitDeputy


@transaction.atomic
def move_to_kept_person(kept: Person, merged: Person) -> None:
    """Everything that `merged` did and is paired with is now of `kept`."""
    moved = VisitDeputy.objects.filter(person=merged)
    moved.filter(visit__in=kept.visits.all()).delete()
    moved.update(person=kept)
    _move_pairings(kept, merged)


def _move_pairings(kept: Person, merged: Person) -> None:
    """Where both are paired with a household, the pairing of `merged` has ended."""
    held = kept.pairings.filter(until=None).values("household")
    for pairing in merged.pairings.select_for_update():
        if pairing.until is None and held.filter(household=pairing.household).exists():
            pairing.until = max(today(), pairing.since or today())
        pairing.person = kept
        pairing.save(update_fields=["person", "until"])
