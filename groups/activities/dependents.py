"""What a group plans is told when one of its villages goes over to another group."""

from collections.abc import Collection

from groups.actions import told
from groups.models import GroupVillage
from tianmen_congress.base.clocks.calendar import today

from .enums import ActivityState
from .models import Activity


def count_of_links(links: Collection[GroupVillage]) -> dict[int, int]:
    # unscoped: how many there are, for whoever gives the village to another group
    rows = Activity.objects.filter(state=ActivityState.PLANNED, held_on__gte=today())
    return {link.pk: rows.filter(group=link.group).count() for link in links}


told("activities", "计划中的活动", "次", count_of_links, order=20)
