"""Writing what a line of the list of groups says."""

from groups import actions
from groups.enums import Office
from groups.models import DeputyGroup, GroupMembership, GroupVillage
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today

from .people import Listed
from .planned import PlannedGroup


def write_group(planned: PlannedGroup, *, by: User) -> dict:
    """Found the group where it is new, then take in what it lacks."""
    group = planned.group or _founded(planned, by)
    if planned.room_place and planned.group:
        group.room_place = planned.room_place
        group.version += 1
        actions.edit_group(group, by=by)
    # Whoever ceases to lead does so before another begins.
    for membership, row in sorted(planned.reappointed, key=_leads):
        actions.set_offices(membership, by=by, offices=row.offices)
    GroupMembership.objects.bulk_create(
        GroupMembership(group=group, person=person, order=row.order, **flags(row))
        for person, row in planned.joining
    )
    GroupVillage.objects.bulk_create(
        GroupVillage(
            group=group,
            village=village,
            since=today() if village.pk in planned.once_linked else None,
        )
        for village in planned.linking
    )
    return {"group": group.pk}


def _leads(reappointed: tuple[GroupMembership, Listed]) -> bool:
    return Office.LEADER in reappointed[1].offices


def _founded(planned: PlannedGroup, by: User) -> DeputyGroup:
    group = DeputyGroup(
        township=planned.township,
        number=planned.number,
        name=planned.name,
        room_place=planned.room_place,
    )
    return actions.found_group(group, by=by)


def flags(row: Listed) -> dict[str, bool]:
    return {f"is_{office.value}": office in row.offices for office in Office}
