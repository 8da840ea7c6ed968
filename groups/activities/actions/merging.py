"""Two records of one deputy become one: attendance follows."""

from django.db import transaction

from deputies.models import Person
from groups.activities.models import Activity


@transaction.atomic
def move_to_kept_person(kept: Person, merged: Person) -> None:
    """Where `merged` came is where `kept` came, once for each activity."""
    attended = merged.attendances.all()
    attended.filter(activity__attendances__person=kept).delete()
    merged.attendances.update(person=kept)
    merged.speeches.update(person=kept)
    Activity.objects.filter(chair=merged).update(chair=kept)
