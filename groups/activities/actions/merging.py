"""Two records of one deputy become one: attendance follows."""

from django.db import transaction

from deputies.models import Person
from groups.activities.enums import CAME
from groups.activities.models import Activity


@transaction.atomic
def move_to_kept_person(kept: Person, merged: Person) -> None:
    """Where `merged` came is where `kept` came, once for each activity.

    Of somebody who is listed twice one record is easily said to be absent.
    """
    attended = merged.attendances.all()
    came = attended.filter(presence__in=CAME).values("activity")
    kept.attendances.exclude(presence__in=CAME).filter(activity__in=came).delete()
    attended.filter(activity__attendances__person=kept).delete()
    merged.attendances.update(person=kept)
    merged.speeches.update(person=kept)
    Activity.objects.filter(chair=merged).update(chair=kept)
