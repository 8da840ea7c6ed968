"""Who is meant by the names of a row, and what is not said of somebody who was due."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from deputies.models import Person
from groups.activities.actions import Attended
from groups.activities.enums import CAME, Presence, SignedBy
from groups.activities.models import Attendance
from groups.activities.queries.leaves import HOW, Leave
from tianmen_congress.base.cells import Candidate
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record

from .columns import PRESENCES

# Fields of questions that keep a row out until they are answered.
WHO, UNNAMED = "who", "unnamed"
NOT_DUE = "“{}”当天不是本小组应到的代表（不在小组，或代表资格已暂停、终止），到场的请写在“列席”"


@dataclass(frozen=True, slots=True)
class Named:
    """One name of a row, in the column of `presence`."""

    name: str
    presence: Presence
    leave: Leave


def named_in(record: Record) -> list[Named]:
    return [
        Named(leave.name, presence, leave)
        for presence in PRESENCES
        for leave in _leaves(record, presence)
    ]


def _leaves(record: Record, presence: Presence) -> list[Leave]:
    listed = record[presence.value]
    return listed if presence == Presence.LEAVE else [Leave(name) for name in listed]


class SaidOfPeople:
    """What was answered before about names of ledgers of this kind."""

    def __init__(self, kind: str):
        self.kind = kind

    @cached_property
    def answers(self) -> dict[tuple[str, str], str]:
        # unscoped: an answer holds for whoever sends the same row
        issues = ImportIssue.objects.answered().filter(
            batch__kind=self.kind, about__field__in=(WHO, UNNAMED)
        )
        return {(i.about["field"], i.about["row"]): i.answer for i in issues}

    def get(self, field: str, row: str) -> str | None:
        return self.answers.get((field, row))


class Turnup:
    """The names of one row against who was due, and who is on file."""

    def __init__(
        self,
        record: Record,
        said: SaidOfPeople,
        *,
        row: str,
        due: list[Person],
        stored: dict[int, Attendance],
    ):
        self.record, self.said, self.row = record, said, row
        self.due = {person.pk: person for person in due}
        self.stored = stored
        self.bearers: dict[str, list[Person]] = defaultdict(list)
        on_file = {pk: each.person for pk, each in stored.items()}
        for person in {**on_file, **self.due}.values():
            self.bearers[person.name].append(person)
        self.found: dict[int, Attended] = {}

    def attended(self, *, is_asking: bool) -> dict[int, Attended]:
        """By person; `is_asking` about those who were due and are not named."""
        named = named_in(self.record)
        many = Counter((each.name, each.presence) for each in named)
        names = Counter(each.name for each in named)
        for each in named:
            for person in self._meant(each, many[each.name, each.presence], names):
                self._put(person, each)
        if is_asking and not self.record.is_faulty:
            self._ask_of_unnamed()
        return self.found

    def _meant(self, each: Named, many: int, names: Counter) -> list[Person]:
        """All that a name stands for where that is clear: asked of once a name."""
        bearers = self.bearers.get(each.name, [])
        if not bearers:
            self.record.fault(each.presence.value, NOT_DUE.format(each.name))
            return []
        if names[each.name] > len(bearers):
            reason = (
                f"“{each.name}”列出{names[each.name]}次，应到的只有{len(bearers)}人"
            )
            self.record.fault(each.presence.value, reason)
            return []
        if len(bearers) == many:
            return bearers
        so = [p for p in bearers if self._stands(p) == each.presence]
        return so if len(so) == many else self._answered(each, bearers)

    def _stands(self, person: Person) -> str:
        row = self.stored.get(person.pk)
        return row.presence if row else ""

    def _answered(self, each: Named, bearers: list[Person]) -> list[Person]:
        row = f"{self.row}:{each.presence}:{each.name}"
        answer = self.said.get(WHO, row)
        known = [person for person in bearers if str(person.pk) == answer]
        if not known and not self._is_asked(row):
            self.record.ask_in_list(
                each.presence.value,
                each.name,
                f"小组应到的代表中有{len(bearers)}名“{each.name}”，请选择是哪一位",
                [Candidate(str(p.pk), _told_apart(p)) for p in bearers],
                **{"field": WHO, "row": row},
            )
        return known

    def _is_asked(self, row: str) -> bool:
        return any(f.about.get("row") == row for f in self.record.findings)

    def _put(self, person: Person, each: Named) -> None:
        before = self.found.get(person.pk)
        if before and before.presence != each.presence:
            reason = f"“{each.name}”在“{before.presence.label}”一栏中已经列出"
            self.record.fault(each.presence.value, reason)
            return
        row = self.stored.get(person.pk)
        leave = self._excused(each, row)
        self.found[person.pk] = Attended(
            person,
            each.presence,
            note=row.note if row else "",
            manner=SignedBy.LATER if each.presence in CAME else "",
            leave_reason=leave.reason,
            agreed_by=leave.agreed_by,
        )

    def _excused(self, each: Named, row: Attendance | None) -> Leave:
        """Silence is no leave; what is on file already is not asked again."""
        leave = each.leave
        if each.presence != Presence.LEAVE:
            return leave
        was_leave = row is not None and row.presence == Presence.LEAVE
        if was_leave:
            leave = Leave(
                leave.name,
                leave.reason or row.leave_reason,
                leave.agreed_by or row.agreed_by,
            )
        elif not leave.reason:
            self.record.fault("leave", f"“{each.name}”请假没有事由，请{HOW}")
        elif not leave.agreed_by:
            self.record.fault("leave", f"“{each.name}”请假没有批准人，请{HOW}")
        return leave

    def _ask_of_unnamed(self) -> None:
        left = [p for pk, p in self.due.items() if pk not in self.found]
        if not left or any(f.about.get("field") == WHO for f in self.record.findings):
            return
        row = f"{self.row}:{sorted(person.pk for person in left)}"
        answer = self.said.get(UNNAMED, row)
        if answer is None:
            self._ask_how(left, row)
            return
        for person in left:
            presence = Presence(answer)
            manner = SignedBy.LATER if presence in CAME else ""
            self.found[person.pk] = Attended(person, presence, manner=manner)

    def _ask_how(self, left: list[Person], row: str) -> None:
        names = "、".join(person.name for person in left)
        self.record.ask(
            "present",
            f"应到的{len(left)}人没有列出，请选择；不都是一样的，请在表中补上后再导入",
            [
                Candidate(Presence.ABSENT.value, "都是缺席"),
                Candidate(Presence.PRESENT.value, "都已到会"),
            ],
            **{"field": UNNAMED, "row": row},
        )
        self.record.findings[-1].value = names


def _told_apart(person: Person) -> str:
    return f"{person.name}，{person.work or '单位不详'}"
