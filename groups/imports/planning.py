"""What each line of the list of groups would do, and what must be asked first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from deputies.models import Person
from groups.enums import Office
from groups.models import GroupMembership
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import find_homes
from tianmen_congress.base.words.numerals import ordinal_in
from tianmen_congress.base.workbooks.corrections import Corrections, ValueChange, waits
from tianmen_congress.base.workbooks.kinds import Outcome, Sending
from tianmen_congress.base.workbooks.places import PlaceNames
from tianmen_congress.base.workbooks.records import Record

from .leaving import Leaving
from .people import Listed, Roster, candidate, listed
from .planned import PlannedGroup
from .villages import Villages

OFFICE_COLUMNS = {
    Office.LEADER: "leaders",
    Office.DEPUTY_LEADER: "deputy_leaders",
    Office.SECRETARY: "secretaries",
}


class GroupPlanner:
    """Plans the lines of one workbook for one sender."""

    def __init__(self, sending: Sending):
        self.sending = sending
        self.corrections, self.leaving = Corrections("groups"), Leaving()
        self.names = PlaceNames("groups", "villages", by="pk")
        self.rosters: dict[int, Roster] = {}
        self.seen: dict[tuple[int, int], Record] = {}

    def plan(self, records: Iterable[Record]) -> Iterator[PlannedGroup]:
        for record in records:
            planned = self._placed(record)
            if record.is_faulty or self._is_foreign(planned):
                planned.outcome = Outcome.REJECTED
            else:
                self._compare(planned)
            yield planned

    def _placed(self, record: Record) -> PlannedGroup:
        """The line with its township and number, or with the fault in them."""
        planned = PlannedGroup(Outcome.NEW, [record])
        planned.township = self._township(record)
        planned.number = ordinal_in(record["name"]) or 0
        if not planned.number and not record.is_faulty:
            record.fault("name", "小组名称中没有序号，请写成“某某镇第一代表小组”")
        if not record.is_faulty:
            self._check_once(planned)
        return planned

    def _township(self, record: Record) -> Division | None:
        found = find_homes(record["township"])
        if len(found) != 1:
            record.fault("township", "没有这个乡镇" if not found else "乡镇名称不明确")
            return None
        self.names.tell(record, "township", record["township"], found[0])
        return found[0]

    def _is_foreign(self, planned: PlannedGroup) -> bool:
        """Of another township than the sender's; the pipeline tells him so."""
        return self.sending.township not in (None, planned.township)

    def _check_once(self, planned: PlannedGroup) -> None:
        record = planned.record
        place = (planned.township.pk, planned.number)
        if (first := self.seen.setdefault(place, record)) is not record:
            record.fault("name", f"与{first.place_for(record)}是同一个小组")

    def _compare(self, planned: PlannedGroup) -> None:
        roster = self._roster(planned.township)
        planned.group = roster.groups.get(planned.number)
        if planned.group and planned.group.dissolved_on:
            planned.record.fault(
                "name", f"该小组已于{planned.group.dissolved_on:%Y年%m月%d日}撤销"
            )
            planned.outcome = Outcome.REJECTED
            return
        _check_count(planned.record)
        self._compare_room(planned)
        _Members(planned, roster, self.corrections, self.leaving).compare()
        Villages(planned, roster, self.names, self.leaving).compare()
        planned.once_linked = roster.once_linked
        _check_one_leader(planned, roster)
        planned.decide()
        if waits(planned.record) or planned.record.is_faulty:
            planned.outcome = Outcome.REJECTED

    def _compare_room(self, planned: PlannedGroup) -> None:
        group, place = planned.group, planned.record["room_place"]
        if group is None:
            planned.room_place = place
        elif place and place != group.room_place:
            change = ValueChange(group, "room_place", group.room_place, place)
            if self.corrections.takes(planned.record, "room_place", change):
                planned.room_place = place

    def _roster(self, township: Division) -> Roster:
        return self.rosters.setdefault(township.pk, Roster(township))


def _check_one_leader(planned: PlannedGroup, roster: Roster) -> None:
    """Nobody becomes leader beside one who stays it."""
    if planned.group is None:
        return
    members = roster.memberships[planned.group.pk].values()
    leading = {m.person_id: m.person.name for m in members if m.is_leader}
    rows = [(m.person_id, row) for m, row in planned.reappointed]
    rows += [(person.pk, row) for person, row in planned.joining]
    gaining = [row.name for _, row in rows if Office.LEADER in row.offices]
    for person, row in rows:
        if Office.LEADER not in row.offices:
            leading.pop(person, None)
    if gaining and len({*leading.values(), *gaining}) > 1:
        names = "、".join([*leading.values(), *gaining[1:]])
        planned.record.fault("leaders", f"小组已有组长{names}，请先调整其职务")


def _check_count(record: Record) -> None:
    said, counted = record["count"], len(record["members"])
    if said is not None and said != counted:
        record.fault_in_list(
            "count", str(said), f"人数写{said}人，成员一栏列出{counted}人"
        )


class _Members:
    """The names of one line against the deputies of its township."""

    def __init__(
        self,
        planned: PlannedGroup,
        roster: Roster,
        corrections: Corrections,
        leaving: Leaving,
    ):
        self.planned, self.roster = planned, roster
        self.record, self.corrections = planned.record, corrections
        self.leaving = leaving

    def compare(self) -> None:
        names = self.record["members"]
        offices = {office: self.record[c] for office, c in OFFICE_COLUMNS.items()}
        self._check_officers(names)
        by_name: dict[str, list[Listed]] = defaultdict(list)
        for row in listed(names, offices):
            by_name[row.name].append(row)
        for name, rows in by_name.items():
            bearers = self.roster.by_name.get(name, [])
            if len(bearers) > 1:
                self._several(bearers, rows)
            else:
                self._one(bearers, rows)
        self._ask_of_others(set(names))

    def _ask_of_others(self, names: set[str]) -> None:
        """Who is in the group and not in the list."""
        group = self.planned.group
        members = self.roster.memberships[group.pk].values() if group else ()
        for member in members:
            if (name := member.person.name) not in names:
                self.leaving.ask(self.record, "members", member, name)

    def _check_officers(self, members: list[str]) -> None:
        for column in OFFICE_COLUMNS.values():
            for name in self.record[column]:
                if name not in members:
                    self.record.fault_in_list(column, name, f"“{name}”不在成员一栏中")

    def _one(self, bearers: list[Person], rows: list[Listed]) -> None:
        """A name that nobody else in the township bears."""
        name, first = rows[0].name, rows[0]
        if not bearers:
            town = self.planned.township.name
            self._wrong(name, f"{town}的代表名册中没有“{name}”")
            return
        if len(rows) > 1:
            self._wrong(name, f"“{name}”列出{len(rows)}次，代表名册中只有一人")
        members = self.roster.members_named(self.planned.group, name)
        if members:
            self._reappoint(members[0], first)
        else:
            self._join(bearers[0], first)

    def _join(self, person: Person, row: Listed) -> None:
        other = self.roster.places.get(person.pk)
        if other:
            self._wrong(row.name, f"“{row.name}”已是{other}成员，请先在该小组办理退出")
            return
        if self._joins(person, row.name):
            self.roster.places[person.pk] = self.planned.name
            self.planned.joining.append((person, row))

    def _joins(self, person: Person, name: str) -> bool:
        """Whoever left by hand since a list brought him comes back only if it is said."""
        group = self.planned.group
        former = self.roster.left.get((group.pk, person.pk)) if group else None
        if former is None:
            return True
        left = f"{name}：{former.until:%Y-%m-%d}退出"
        change = ValueChange(former, "until", left, f"{name}：成员")
        return self.corrections.takes(self.record, "members", change)

    def _reappoint(self, membership: GroupMembership, row: Listed) -> None:
        """Other offices than on file, where they give way to the list."""
        offices = set(membership.offices)
        if offices == row.offices:
            return
        column = OFFICE_COLUMNS[min(offices ^ row.offices)]
        old, new = (f"{row.name}：{_titles(each)}" for each in (offices, row.offices))
        change = ValueChange(membership, "offices", old, new, _offices_in)
        if self.corrections.takes(self.record, column, change):
            self.planned.reappointed.append((membership, row))

    def _several(self, bearers: list[Person], rows: list[Listed]) -> None:
        """A name that several bear: whoever is a member already is asked about no more."""
        members = self.roster.members_named(self.planned.group, rows[0].name)
        if len(members) == len(rows) == 1:
            self._reappoint(members[0], rows[0])
        for row in _still_open(rows, members):
            self.record.ask_in_list(
                "members",
                row.name,
                f"{self.planned.township.name}有{len(bearers)}位“{row.name}”，"
                f"请选择{self.planned.name}的是哪一位{_as_what(row)}",
                [candidate(person) for person in bearers],
                offices=sorted(office.value for office in row.offices),
                order=row.order,
            )

    def _wrong(self, name: str, reason: str) -> None:
        self.record.fault_in_list("members", name, reason)


def _still_open(rows: list[Listed], members: list[GroupMembership]) -> list[Listed]:
    """The places of a name that no member fills: each member fills the one he was given."""
    given = Counter(membership.order for membership in members)
    unfilled = [row for row in rows if not given[row.order]]
    spare = len(members) - (len(rows) - len(unfilled))
    return unfilled[spare:]


def _offices_in(row: GroupMembership) -> list[bool]:
    """The offices of a membership, as it stands or as an event tells it."""
    return [getattr(row, f"is_{office.value}") for office in Office]


def _titles(offices: Iterable[Office]) -> str:
    return "、".join(str(Office(office).label) for office in sorted(offices)) or "成员"


def _as_what(row: Listed) -> str:
    labels = "、".join(str(office.label) for office in sorted(row.offices))
    return f"（{labels}）" if labels else ""
