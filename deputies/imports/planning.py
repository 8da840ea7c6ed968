"""What each row of a roster of deputies would do, and what must be asked first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Field

from deputies import rules
from deputies.enums import Tier
from deputies.models import Mandate, Person
from tianmen_congress.base.cells import Candidate
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.workbooks.corrections import Corrections, ValueChange, waits
from tianmen_congress.base.workbooks.kinds import Outcome, Planned, Sending
from tianmen_congress.base.workbooks.records import Record

from .matching import Marks, Paired, pair
from .seats import Seat, SeatPlaces, delegation_name

PERSON_FACTS = (
    "sex",
    "ethnicity",
    "birth_month",
    "education",
    "party",
    "work",
    "phone",
    "note",
)
NEW_PERSON = "new"
# Under which column a value is told that the row gives in other words.
COLUMNS = {"roster_number": "number", "township": "place"}


@dataclass(slots=True)
class PlannedSeat(Planned):
    """One row of a roster: whose mandate it is, and what the row says of it."""

    seat: Seat | None = None
    mandate: Mandate | None = None
    person_facts: dict[str, object] = field(default_factory=dict)
    mandate_facts: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.apply = self.about

    @property
    def name(self) -> str:
        return self.records[0]["name"]

    def about(self) -> dict:
        """What is kept with the row's questions once it is written."""
        return {"person": self.mandate.person_id}


class DeputyPlanner:
    """Plans the rows of one workbook for one sender."""

    def __init__(self, sending: Sending):
        self.sending, self.places = sending, SeatPlaces()
        self.corrections = Corrections("deputies")

    def plan(self, records: Iterable[Record]) -> Iterator[PlannedSeat]:
        by_seat = defaultdict(list)
        for record in records:
            planned = self._seated(record)
            if record.is_faulty or self._is_foreign(planned):
                yield rejected(planned)
            else:
                by_seat[planned.seat].append(planned)
        for seat, rows in by_seat.items():
            yield from self._of_one_congress(seat, rows)

    def _seated(self, record: Record) -> PlannedSeat:
        """The row with its congress and township, or with the fault in them."""
        planned = PlannedSeat(Outcome.NEW, [record])
        planned.seat = self._seat(record)
        if planned.seat is None:
            record.fault(
                "name",
                "看不出是哪一级人大的代表，请在标题中写明，如“多宝镇人民代表大会代表名册”",
            )
            return planned
        planned.township = self._township(planned.seat, record)
        if reason := self._refusal(planned.seat):
            record.findings = []
            record.fault("name", reason)
        planned.person_facts = facts_of(record, PERSON_FACTS)
        planned.mandate_facts = {
            **facts_of(record, ("electoral_unit",)),
            "roster_number": number_of(record),
            "delegation": record["delegation"] or delegation_name(record.row.section),
            "township": planned.township,
        }
        return planned

    def _seat(self, record: Record) -> Seat | None:
        if record["tier"]:
            return self.places.seat_in(record["tier"], record["place"])
        return self.places.seat(record["titles"], record.row.section)

    def _township(self, seat: Seat, record: Record) -> Division | None:
        """Where the deputy is at home; of higher tiers only where the roster says it."""
        if seat.tier == Tier.TOWNSHIP:
            return seat.division
        if record["place"]:
            return self.places.home(record["place"])
        in_section = self.places.delegation(record.row.section)
        in_title = self.places.city_organs(record["titles"])
        return in_section or in_title or self.places.workplace(record["work"])

    def _is_foreign(self, planned: PlannedSeat) -> bool:
        """Of another township than the sender's; the pipeline tells him so."""
        return self.sending.township not in (None, planned.township)

    def _refusal(self, seat: Seat) -> str:
        if seat.tier == Tier.TOWNSHIP and not self.places.has_congress(seat):
            return f"{seat.division.name}不设人民代表大会，没有乡镇人大代表"
        if self.sending.township and seat.tier != Tier.TOWNSHIP:
            return "全国、省、市人大代表名册由市人大常委会机关导入"
        return ""

    def _of_one_congress(
        self, seat: Seat, rows: list[PlannedSeat]
    ) -> Iterator[PlannedSeat]:
        known, seen = _mandates_by_name(seat), {}
        for mandates in known.values():
            self.corrections.expect(mandates)
            self.corrections.expect(mandate.person for mandate in mandates)
        by_name = defaultdict(list)
        for planned in rows:
            if first := _said_before(planned, seen):
                record = planned.records[0]
                record.fault("name", f"与{first.place_for(record)}重复")
                yield rejected(planned)
            else:
                by_name[planned.name].append(planned)
        for name, same in by_name.items():
            paired = pair([marks_of(p.records[0]) for p in same], known[name])
            for place, planned in enumerate(same):
                yield self._decided(planned, paired, place)

    def _decided(self, planned: PlannedSeat, paired: Paired, place: int) -> PlannedSeat:
        if place in paired.doubtful:
            return _asked_who(planned, paired.doubtful[place])
        if place not in paired.known:
            return planned
        planned.mandate = mandate = paired.known[place]
        _settle_birth(planned.records[0], mandate.person)
        is_changed = self._correct(planned)
        planned.outcome = Outcome.CHANGED if is_changed else Outcome.UNCHANGED
        if waits(planned.records[0]):
            return rejected(planned)
        if is_changed and not rules.can_edit_person(self.sending.by, mandate.person):
            planned.records[0].fault(
                "name", "此人同时是上级人大代表，资料由市人大常委会机关维护"
            )
            return rejected(planned)
        return planned

    def _correct(self, planned: PlannedSeat) -> bool:
        """Keep of what the row says what gives way to it; whether anything does."""
        record, mandate = planned.records[0], planned.mandate
        planned.person_facts = self._taken(record, mandate.person, planned.person_facts)
        planned.mandate_facts = self._taken(record, mandate, planned.mandate_facts)
        return bool(planned.person_facts or planned.mandate_facts)

    def _taken(
        self, record: Record, row: Person | Mandate, facts: dict[str, object]
    ) -> dict[str, object]:
        return {
            name: value
            for name, value in changes(row, facts).items()
            if self.corrections.takes(record, *change_of(row, name, value))
        }


def change_of(
    row: Person | Mandate, name: str, value: object
) -> tuple[str, ValueChange]:
    """The change, under the column that tells of it."""
    field = row._meta.get_field(name)
    old, new = (_in_words(field, each) for each in (getattr(row, name), value))
    attname = field.attname
    return COLUMNS.get(name, name), ValueChange(row, attname, old, new)


def _in_words(field: Field, value: object) -> str:
    if value in (None, ""):
        return ""
    if isinstance(value, date):
        return f"{value:%Y年%m月}"
    return str(dict(field.flatchoices).get(value, value))


def rejected(planned: PlannedSeat) -> PlannedSeat:
    planned.outcome, planned.apply = Outcome.REJECTED, None
    return planned


def facts_of(record: Record, names: Iterable[str]) -> dict[str, object]:
    """What the row says; an empty cell says nothing."""
    return {name: record[name] for name in names if record[name] not in (None, "")}


def changes(row: Person | Mandate, facts: dict[str, object]) -> dict[str, object]:
    """Those of `facts` that are not yet so on `row`."""
    said = {name: value for name, value in facts.items() if value not in (None, "")}
    return {name: value for name, value in said.items() if getattr(row, name) != value}


def marks_of(record: Record) -> Marks:
    births = [record["birth_month"]] if record["birth_month"] else _months_asked(record)
    return Marks(record["sex"], frozenset(births), record["phone"], number_of(record))


def number_of(record: Record) -> int | None:
    """The row's number in its roster; a list of several congresses only counts rows."""
    return None if record["tier"] else record["number"]


def _months_asked(record: Record) -> list[date]:
    return [
        date.fromisoformat(f"{candidate.value}-01")
        for finding in record.findings
        if finding.about.get("field") == "birth_month"
        for candidate in finding.candidates
        if candidate.value
    ]


def _settle_birth(record: Record, person: Person) -> None:
    """A birth month answered before is not asked about again."""
    if person.birth_month:
        answer = f"{person.birth_month:%Y-%m}"
        record.settle("birth_month", answer, person.birth_month)


def _mandates_by_name(seat: Seat) -> dict[str, list[Mandate]]:
    by_name = defaultdict(list)
    if congress := seat.congress():
        rows = congress.mandates.select_related("person", "township", "congress")
        for mandate in rows.order_by("roster_number", "pk"):
            by_name[mandate.person.name].append(mandate)
    return by_name


def _said_before(planned: PlannedSeat, seen: dict[tuple, Record]) -> Record | None:
    """The row of the same congress that says the same, if there is one."""
    record, marks = planned.records[0], marks_of(planned.records[0])
    # Without a telephone it is the number that tells two of a name apart.
    said = (planned.name, marks.sex, marks.births, marks.phone or marks.number)
    first = seen.setdefault(said, record)
    return first if first is not record else None


def _asked_who(planned: PlannedSeat, doubts: list[Mandate]) -> PlannedSeat:
    """Somebody of that name is there, with another birth month and telephone."""
    record = planned.records[0]
    record.findings = []
    record.ask(
        "name",
        f"已有代表“{planned.name}”，但出生年月和电话都对不上，请确认是不是同一人",
        [
            *(Candidate(str(m.pk), _label(m)) for m in doubts),
            Candidate(NEW_PERSON, "另一人，新增代表"),
        ],
        **_kept(planned),
    )
    return rejected(planned)


def _label(mandate: Mandate) -> str:
    person = mandate.person
    born = f"{person.birth_month:%Y年%m月}生" if person.birth_month else "出生年月不详"
    return f"{person.name}，{person.get_sex_display()}，{born}，{person.work}"


def _kept(planned: PlannedSeat) -> dict:
    """What the row says, in a form that waits in the question for its answer."""
    seat, mandate_facts = planned.seat, dict(planned.mandate_facts)
    township = mandate_facts.pop("township")
    person_facts = {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in planned.person_facts.items()
    }
    return {
        "seat": [seat.tier, seat.division.pk, seat.term],
        "township": township.pk if township else None,
        "person": {"name": planned.name, **person_facts},
        "mandate": mandate_facts,
    }
