"""Who is due at an activity (应到): the group's deputies of the day, by their mandates."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from deputies.models import Mandate, Person
from groups.activities import rules
from groups.activities.models import Activity
from groups.models import DeputyGroup, GroupMembership
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User


def in_duty(rows: QuerySet[GroupMembership], on: date) -> QuerySet[GroupMembership]:
    """Those of `rows` whose mandates neither rest nor are over on the day.

    Of whom no mandate is on file nothing is known that would excuse him.
    """
    # unscoped: the mandates of the members given
    seats = Mandate.objects.filter(person=OuterRef("person")).order_by()
    resting = Q(suspended_since__lte=on) & (
        Q(suspended_until=None) | Q(suspended_until__gte=on)
    )
    serving = seats.in_office(on).exclude(resting)
    return rows.filter(~Exists(seats) | Exists(serving))


def due_at(group: DeputyGroup, *, on: date) -> list[Person]:
    """Who is due in `group` on the day, in the order of the group's list."""
    rows = in_duty(group.memberships.on(on), on).select_related("person")
    return list({m.person_id: m.person for m in rows.order_by("order", "pk")}.values())


def due_person(user: User, activity: Activity) -> Person | None:
    """The deputy that `user` is, where he is due at the activity."""
    if not user.has_role(Role.DEPUTY):
        return None
    due = due_at(activity.group, on=activity.held_on)
    return next((person for person in due if person.user_id == user.pk), None)


def can_sign_in(user: User, activity: Activity) -> bool:
    """Today, for himself; at which hour is asked when he does."""
    return rules.is_open_to_sign(activity) and due_person(user, activity) is not None
