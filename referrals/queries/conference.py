"""A session as its pack and its pages show it."""

from itertools import groupby

from referrals.models import AgendaItem, JointConference
from tianmen_congress.accounts.models import Organ


def items_of(conference: JointConference) -> list[AgendaItem]:
    """The agenda in its order, those taken off left out."""
    rows = conference.items.filter(dropped_on=None).select_related(
        "opinion__township", "opinion__group", "opinion__category", "lead_unit"
    )
    return list(rows.prefetch_related("co_units").order_by("order", "pk"))


def by_unit(items: list[AgendaItem]) -> list[tuple[Organ | None, list[AgendaItem]]]:
    """Grouped by lead unit, in the units' own order; undecided ones last."""

    def key(item: AgendaItem) -> tuple[int, int]:
        unit = item.lead_unit
        return (unit.order, unit.pk) if unit else (10**6, 0)

    groups = groupby(sorted(items, key=key), key=key)
    return [(rows[0].lead_unit, rows) for _, each in groups if (rows := list(each))]
