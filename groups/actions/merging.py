"""Two records of one deputy become one: memberships and teams follow."""

from django.db import transaction

from deputies.models import Person
from groups.models import GroupMembership
from tianmen_congress.base.clocks.calendar import today


@transaction.atomic
def move_to_kept_person(kept: Person, merged: Person) -> None:
    """Everything that `merged` was in groups is now of `kept`."""
    for membership in merged.memberships.select_for_update():
        _move(membership, kept)
    for team in merged.visit_teams.all():
        team.members.remove(merged)
        team.members.add(kept)


def _move(membership: GroupMembership, kept: Person) -> None:
    """Where both are in one group, the second membership ends and lends its offices."""
    mine = kept.memberships.filter(group=membership.group_id, until=None).first()
    if mine and membership.until is None:
        mine.is_leader |= membership.is_leader
        mine.is_deputy_leader |= membership.is_deputy_leader
        mine.is_secretary |= membership.is_secretary
        mine.save()
        membership.until = max(today(), membership.since or today())
    membership.person = kept
    membership.save()
