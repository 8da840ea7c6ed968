"""One row of the ledger, as what it would do."""

from dataclasses import dataclass, field

from groups.activities.actions import Attended, PartDone
from groups.activities.enums import ActivityState
from groups.activities.models import Activity, Attendance
from tianmen_congress.base.workbooks.kinds import Planned
from tianmen_congress.base.workbooks.records import Record

from .columns import PRESENCES


@dataclass(slots=True)
class PlannedActivity(Planned):
    """The activity as it is, and what of the row is not yet so."""

    activity: Activity | None = None
    fields: dict[str, object] = field(default_factory=dict)
    parts: list[PartDone] = field(default_factory=list)
    # Of whom the row says otherwise than is on file, or first.
    people: dict[int, Attended] = field(default_factory=dict)

    @property
    def record(self) -> Record:
        return self.records[0]

    @property
    def attendances(self) -> dict[int, Attendance]:
        """Who is on file, by person."""
        if self.activity is None or self.activity.pk is None:
            return {}
        return {row.person_id: row for row in self.activity.attendances.all()}

    @property
    def attendance(self) -> list[Attended]:
        """Everybody, as it will be."""
        on_file = {pk: as_it_is(row) for pk, row in self.attendances.items()}
        return list({**on_file, **self.people}.values())

    @property
    def names_people(self) -> bool:
        return any(self.record[presence.value] for presence in PRESENCES)

    @property
    def differs(self) -> bool:
        is_planned = self.activity.state == ActivityState.PLANNED
        return bool(is_planned or self.fields or self.parts or self.people)


def as_it_is(row: Attendance) -> Attended:
    return Attended(
        row.person,
        row.presence,
        note=row.note,
        manner=row.manner,
        leave_reason=row.leave_reason,
        agreed_by=row.agreed_by,
    )
