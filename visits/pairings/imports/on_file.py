"""Pairings on file, by the words in which a ledger names them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from tianmen_congress.base.cells import bare
from tianmen_congress.base.divisions.models import Division
from visits.pairings.models import HouseholdPairing

# Township, village, head, deputy.
Named = tuple[int, str, str, str]


class PairsOnFile:
    def __init__(self, townships: Collection[Division]):
        self.at: dict[Named, list[HouseholdPairing]] = defaultdict(list)
        # unscoped: compared only with rows that may be sent; see staging
        rows = HouseholdPairing.objects.filter(township__in=townships)
        rows = rows.filter(household__voided_at=None).select_related(
            "person", "household__village", "group__township", "township"
        )
        for row in rows.order_by("pk"):
            home = row.household
            words = bare(home.village.name), home.head_name, row.person.name
            self.at[row.township_id, *words].append(row)


def of_day(rows: list[HouseholdPairing], since: date | None) -> list[HouseholdPairing]:
    """Those that a line with this day, or none, tells of."""
    if since is None:
        return [row for row in rows if row.until is None]
    return [row for row in rows if row.since == since]
