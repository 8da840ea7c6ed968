"""What each line of the ledger would do, and what must be asked first."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from poverty.models import Household
from tianmen_congress.base.cells import bare
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.workbooks.corrections import Corrections, ValueChange, waits
from tianmen_congress.base.workbooks.kinds import Outcome, Planned, Sending
from tianmen_congress.base.workbooks.records import Record
from visits.pairings.checks import why_not_begun, why_not_ended
from visits.pairings.models import HouseholdPairing
from visits.pairings.rules import can_pair

from .days import why_not_so
from .on_file import PairsOnFile, of_day
from .people import Member, PairPeople
from .places import PairPlaces

NOT_YOURS = "不能登记{}的结对"
OPEN = ("plan", "lift_year")


@dataclass(slots=True)
class PlannedLine(Planned):
    """One line, and what of it is not yet so."""

    changes: dict[str, object] = field(default_factory=dict)

    @property
    def record(self) -> Record:
        return self.records[0]


@dataclass(slots=True)
class PlannedPair(PlannedLine):
    pairing: HouseholdPairing | None = None
    member: Member | None = None
    household: Household | None = None


P = TypeVar("P", bound="PlannedLine")


class LedgerPlanner(Generic[P]):
    """Plans the lines of one ledger of pairs; reads what they are compared with once."""

    planned: type[P]

    def __init__(self, kind: str, sending: Sending):
        self.sending = sending
        self.places, self.corrections = PairPlaces(kind), Corrections(kind)
        self.met: dict[tuple, Record] = {}

    def plan(self, records: list[Record]) -> Iterator[P]:
        plans = [self._placed(record) for record in records]
        self._read({each.township for each in plans if each.township})
        for planned in plans:
            is_foreign = self.sending.township not in (None, planned.township)
            if not (planned.record.is_faulty or is_foreign):
                self._decide(planned)
            if waits(planned.record) or planned.record.is_faulty:
                planned.outcome = Outcome.REJECTED
            yield planned

    def _placed(self, record: Record) -> P:
        planned = self.planned(Outcome.REJECTED, [record], self.sending.township)
        if not record.is_faulty:
            planned.township = self.places.township(record)
        if not record.is_faulty and (why := why_not_so(record)):
            record.fault(*why)
        return planned

    def _read(self, townships: Collection[Division]) -> None:
        """What is on file of these."""
        raise NotImplementedError

    def _decide(self, planned: P) -> None:
        """What a line in its township would do."""
        raise NotImplementedError


class PairPlanner(LedgerPlanner[PlannedPair]):
    planned = PlannedPair

    def __init__(self, kind: str, sending: Sending):
        super().__init__(kind, sending)
        self.people = PairPeople(kind)

    def _read(self, townships: Collection[Division]) -> None:
        self.on_file = PairsOnFile(townships)

    def _decide(self, planned: PlannedPair) -> None:
        record = planned.record
        group = None
        if record["group"]:
            group = self.places.group(record, planned.township)
            if group is None:
                return
        named = self._on_file(planned, bare(record["village"]), group)
        same = self._unmet(of_day(named, record["since"]))
        if len(same) == 1 or (same and not self._says_more(record, same[0])):
            self._compare(planned, same[0])
            return
        village = self.places.village(record, planned.township)
        if village is None:
            return
        planned.household = self.people.household(record, village)
        planned.member = self.people.member(
            record,
            village,
            group,
            record["since"] or today(),
            township=planned.township,
        )
        if planned.household and planned.member:
            self._find_or_add(planned, self._on_file(planned, village.name, group))

    def _on_file(self, planned: PlannedPair, village: str, group) -> list:
        record = planned.record
        words = bare(village), record["head"], record["deputy"]
        rows = self.on_file.at.get((planned.township.pk, *words), [])
        return [row for row in rows if group in (None, row.group)]

    def _unmet(self, rows: list[HouseholdPairing]) -> list[HouseholdPairing]:
        """Where two are named alike, each line stands for one of them."""
        return [row for row in rows if row.pk not in self.met] or rows

    def _says_more(self, record: Record, pairing: HouseholdPairing) -> bool:
        differs = any(
            record[name] and record[name] != getattr(pairing, name) for name in OPEN
        )
        return differs or record["until"] != pairing.until

    def _find_or_add(self, planned: PlannedPair, named: list[HouseholdPairing]) -> None:
        """Of those named so: that of the very two, or it is a new one."""
        who = planned.member.person.pk, planned.household.pk
        own = [row for row in named if (row.person_id, row.household_id) == who]
        same = of_day(own, planned.record["since"])
        running = [row for row in own if row.until is None]
        if same or running:
            self._compare(planned, (same or running)[0])
        else:
            self._add(planned, own)

    def _add(self, planned: PlannedPair, ended: list[HouseholdPairing]) -> None:
        record, group = planned.record, planned.member.group
        if record["since"] is None:
            record.fault("since", "新结对须填结对日期")
        elif not can_pair(self.sending.by, group):
            record.fault("deputy", NOT_YOURS.format(group))
        elif last := next((r for r in ended if r.until >= record["since"]), None):
            record.fault("since", f"两者曾结对，{last.until}才解除，结对日期须在其后")
        else:
            who = planned.member.person.pk, planned.household.pk
            self._meet(planned, who, Outcome.NEW)

    def _compare(self, planned: PlannedPair, pairing: HouseholdPairing) -> None:
        record, planned.pairing = planned.record, pairing
        if pairing.until is None and not can_pair(self.sending.by, pairing.group):
            record.fault("deputy", NOT_YOURS.format(pairing.group))
        elif pairing.until:
            self._compare_ended(record, pairing)
        else:
            self._collect(planned, pairing)
        changed = Outcome.CHANGED if planned.changes else Outcome.UNCHANGED
        self._meet(planned, pairing.pk, changed)

    def _compare_ended(self, record: Record, pairing: HouseholdPairing) -> None:
        """What is over stays as it was."""
        if record["until"] != pairing.until:
            told = f"这一结对已于{pairing.until}解除，不能再改"
            record.fault("until" if record["until"] else "since", told)

    def _collect(self, planned: PlannedPair, pairing: HouseholdPairing) -> None:
        record = planned.record
        for name in ("since", *OPEN):
            old, new = getattr(pairing, name), record[name]
            if new and new != old:
                words = "" if old is None else str(old), str(new)
                change = ValueChange(pairing, name, *words)
                if self.corrections.takes(record, name, change):
                    planned.changes[name] = new
        if record["until"]:
            record.change("until", "", str(record["until"]))
            planned.changes["until"] = record["until"]
        _check_changes(record, pairing, planned.changes)

    def _meet(self, planned: PlannedPair, key: object, outcome: Outcome) -> None:
        """The same pairing once more: in the same words, or it is not clear."""
        record, planned.outcome = planned.record, outcome
        first = self.met.setdefault(key, record)
        if first is record:
            return
        if first.values == record.values:
            planned.outcome, planned.changes = Outcome.UNCHANGED, {}
        else:
            place = first.place_for(record)
            record.fault("deputy", f"与{place}是同一结对，内容不同，请核对")


def _check_changes(
    record: Record, pairing: HouseholdPairing, changes: dict[str, date]
) -> None:
    since, until = changes.get("since"), changes.get("until")
    if since and (why := why_not_begun(pairing, since)):
        record.fault("since", why)
    if until and not since and (why := why_not_ended(pairing, until)):
        record.fault("until", why)
