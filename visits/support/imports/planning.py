"""What each line of the ledger of villages would do, and what must be asked first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from groups.models import DeputyGroup
from poverty.models import PoorVillage
from tianmen_congress.base.cells import bare
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import is_called_alike
from tianmen_congress.base.workbooks.corrections import ValueChange
from tianmen_congress.base.workbooks.kinds import Outcome, Sending
from tianmen_congress.base.workbooks.records import Record
from visits.pairings.imports.on_file import of_day
from visits.pairings.imports.planning import LedgerPlanner, PlannedLine
from visits.support.actions.pairs import why_not_linked
from visits.support.models import VillagePairing
from visits.support.rules import can_pair


@dataclass(slots=True)
class PlannedVillage(PlannedLine):
    pairing: VillagePairing | None = None
    group: DeputyGroup | None = None
    village: PoorVillage | None = None


class VillagePlanner(LedgerPlanner[PlannedVillage]):
    planned = PlannedVillage

    def __init__(self, kind: str, sending: Sending):
        super().__init__(kind, sending)
        # New ones of lines before.
        self.begun: list[VillagePairing] = []

    def _read(self, townships: Collection[Division]) -> None:
        # unscoped: rows of other townships are turned away; see staging
        listed = PoorVillage.objects.select_related("village__now__parent")
        self.listed = list(listed)
        # unscoped: the same
        rows = VillagePairing.objects.filter(township__in=townships).select_related(
            "group__township", "village__village__now"
        )
        self.pairings = list(rows.order_by("pk"))

    def _decide(self, planned: PlannedVillage) -> None:
        record = planned.record
        planned.group = self.places.group(record, planned.township)
        if planned.group is None:
            return
        planned.village = self._village(record, planned)
        if planned.village is None:
            return
        if not can_pair(self.sending.by, planned.group):
            record.fault("group", f"不能登记{planned.group}的结对")
            return
        own = [each for each in self._of(planned.village) if self._is_of(each, planned)]
        running = [each for each in own if each.until is None]
        if same := of_day(own, record["since"]) or running:
            self._compare(planned, same[0])
        else:
            self._add(planned)

    def _is_of(self, pairing: VillagePairing, planned: PlannedVillage) -> bool:
        return pairing.group_id == planned.group.pk

    def _of(self, village: PoorVillage) -> list[VillagePairing]:
        return [each for each in self.pairings if each.village_id == village.pk]

    def _village(self, record: Record, planned: PlannedVillage) -> PoorVillage | None:
        """On the list under its own name, or under that of what it is today."""
        name = bare(record["village"])
        for each in self.pairings:
            if self._is_of(each, planned) and bare(each.village.village.name) == name:
                return each.village
        village = self.places.village(record, planned.township)
        if village is None:
            return None
        found = self._listed_as(name, village)
        if not found:
            record.fault("village", f"{village}不在贫困村名单中")
        elif len(found) > 1:
            names = "、".join(each.village.name for each in found)
            record.fault("village", f"{village}有贫困村{names}，请写贫困村的原名")
        return found[0] if len(found) == 1 else None

    def _listed_as(self, name: str, village: Division) -> list[PoorVillage]:
        """Those that live on in the village: of several, whom the name means."""
        found = [each for each in self.listed if each.village.now_id == village.now_id]
        # 东河村 is 东河村委会, unless another one is called so to the letter.
        return (
            [each for each in found if bare(each.village.name) == name]
            or [each for each in found if is_called_alike(each.village.name, name)]
            or found
        )

    def _add(self, planned: PlannedVillage) -> None:
        record, since = planned.record, planned.record["since"]
        if since is None:
            record.fault("since", "新结对须填结对日期")
        elif self._key(planned) not in self.met:
            self._check_new(planned)
            self.begun.append(self._new(planned))
        self._meet(planned, Outcome.NEW)

    def _check_new(self, planned: PlannedVillage) -> None:
        record, since = planned.record, planned.record["since"]
        if (why := why_not_linked(planned.group, planned.village, since)) or (
            why := self._why_taken(planned, since)
        ):
            record.fault("village", why)
        _demand_reason(record)

    def _new(self, planned: PlannedVillage) -> VillagePairing:
        days = {name: planned.record[name] for name in ("since", "until")}
        return VillagePairing(group=planned.group, village=planned.village, **days)

    def _why_taken(self, planned: PlannedVillage, since: date) -> str:
        """Whose the village is already within the days of the line."""
        until = planned.record["until"]
        for each in (*self._of(planned.village), *self.begun):
            is_before = each.until is not None and each.until < since
            is_after = until is not None and each.since > until
            is_same = each is planned.pairing or each.village_id != planned.village.pk
            if not (is_same or is_before or is_after):
                return f"{planned.village}这几天已由{each.group}结对（{each.since}起）"
        return ""

    def _compare(self, planned: PlannedVillage, pairing: VillagePairing) -> None:
        record, planned.pairing = planned.record, pairing
        if pairing.until and record["until"] != pairing.until:
            told = f"这一结对已于{pairing.until}解除，不能再改"
            record.fault("until" if record["until"] else "since", told)
        elif pairing.until is None:
            self._collect(planned, pairing)
        changed = Outcome.CHANGED if planned.changes else Outcome.UNCHANGED
        self._meet(planned, changed)

    def _collect(self, planned: PlannedVillage, pairing: VillagePairing) -> None:
        record = planned.record
        for name in ("since", "plan"):
            old, new = getattr(pairing, name), record[name]
            if new and new != old:
                change = ValueChange(pairing, name, str(old), str(new))
                if self.corrections.takes(record, name, change):
                    planned.changes[name] = new
        if record["until"]:
            record.change("until", "", str(record["until"]))
            planned.changes["until"] = record["until"]
        self._check_changes(record, pairing, planned)

    def _check_changes(
        self, record: Record, pairing: VillagePairing, planned: PlannedVillage
    ) -> None:
        since, until = (planned.changes.get(name) for name in ("since", "until"))
        if since and (why := self._why_not_since(planned, since)):
            record.fault("since", why)
        if until and until < (since or pairing.since):
            record.fault("until", f"解除日期不能早于结对日期（{pairing.since}）")
        _demand_reason(record)

    def _why_not_since(self, planned: PlannedVillage, since: date) -> str:
        why = why_not_linked(planned.group, planned.village, since)
        return why or self._why_taken(planned, since)

    def _key(self, planned: PlannedVillage) -> tuple:
        at = planned.pairing.pk if planned.pairing else planned.record["since"]
        return planned.village.pk, planned.group.pk, at

    def _meet(self, planned: PlannedVillage, outcome: Outcome) -> None:
        """The same pairing once more: in the same words, or it is not clear."""
        record, planned.outcome = planned.record, outcome
        first = self.met.setdefault(self._key(planned), record)
        if first is record:
            return
        if first.values == record.values:
            planned.outcome, planned.changes = Outcome.UNCHANGED, {}
        else:
            place = first.place_for(record)
            record.fault("village", f"与{place}是同一结对，内容不同，请核对")


def _demand_reason(record: Record) -> None:
    if record["until"] and not record["end_reason"]:
        record.fault("end_reason", "解除结对须填写原因")
