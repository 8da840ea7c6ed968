"""A row against the activity on file: which values stand otherwise, and give way."""

from functools import cached_property

from deputies.models import Person
from groups.activities.actions import Attended, PartDone
from groups.activities.enums import CAME, Presence
from groups.activities.models import Attendance
from groups.activities.queries.leaves import Leave
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.cells import key, prose
from tianmen_congress.base.workbooks.corrections import Corrections, ValueChange

from .planned import PlannedActivity

COMPARED = (
    *("title", "starts_at", "ends_at", "round", "place", "recorder", "guests"),
    *("summary", "next_steps"),
)
TYPED_HERE = "这次活动是在系统中登记的，台账不作改动：已登记为“{}”"


class LedgerComparison:
    """An empty cell says nothing; what was typed here a ledger only adds to."""

    def __init__(
        self, planned: PlannedActivity, corrections: Corrections, *, due: list[Person]
    ):
        self.planned, self.record = planned, planned.record
        self.activity, self.corrections, self.due = planned.activity, corrections, due

    def compare(self, named: dict[int, Attended]) -> None:
        for name in COMPARED:
            self._compare_field(name)
        self._compare_chair()
        self._compare_parts()
        for attended in named.values():
            self._compare_person(attended)
        self._check_times()

    def _compare_field(self, name: str) -> None:
        new, old = self.record[name], getattr(self.activity, name)
        is_same = prose(old) == new if isinstance(old, str) else old == new
        if new == self.record.columns[name].widget.blank or is_same:
            return
        old, words = (self._shown(name, value) for value in (old, new))
        if self._takes(name, ValueChange(self.activity, name, old, words)):
            self.planned.fields[name] = new

    def _shown(self, name: str, value: object) -> str:
        return self.record.columns[name].widget.render(value)

    def _compare_chair(self) -> None:
        name, chair = self.record["chair"], self.activity.chair
        if not name or (chair and chair.name == name):
            return
        found = [person for person in self.due if person.name == name]
        if len(found) != 1:
            many = "不止一人，请在活动页面选择" if found else "不是当天应到的代表"
            self.record.leave_out("chair", f"“{name}”{many}")
            return
        old = chair.name if chair else ""
        change = ValueChange(
            self.activity, "chair", old, name, lambda row: row.chair_id
        )
        if self._takes("chair", change):
            self.planned.fields["chair"] = found[0]

    @cached_property
    def programme(self) -> dict[str, ProgrammePart]:
        return {
            key(each.title): each for each in self.activity.campaign.programme.all()
        }

    def _compare_parts(self) -> None:
        """Parts that a row leaves out stay as they are."""
        rows = self.activity.parts.all() if self.activity.pk else ()
        stored = {row.part_id: row for row in rows}
        for title in dict.fromkeys(self.record["parts"]):
            part = self.programme.get(key(title))
            if part is None:
                known = "、".join(each.title for each in self.programme.values())
                reason = f"活动设置中没有“{title}”这个环节，只有{known}"
                self.record.fault_in_list("parts", title, reason)
                continue
            row = stored.get(part.pk)
            if row is None or not row.is_done:
                self.planned.parts.append(
                    PartDone(part, True, row.record if row else "")
                )

    def _compare_person(self, new: Attended) -> None:
        row = self.planned.attendances.get(new.person.pk)
        if row is None:
            self.planned.people[new.person.pk] = new
        elif _told(row) != _told(new):
            self._change_person(row, new)

    def _change_person(self, row: Attendance, new: Attended) -> None:
        column, name = new.presence.value, new.person.name
        if row.signed_at and new.presence not in CAME:
            reason = f"{name}当天已用手机签到，确实没有到会的请在活动页面修改"
            self.record.fault(column, reason)
            return
        old, words = (f"{name}：{_in_words(each)}" for each in (row, new))
        if self._takes(column, ValueChange(row, "presence", old, words, _told)):
            self.planned.people[new.person.pk] = new

    def _takes(self, column: str, change: ValueChange) -> bool:
        if self.activity.pk is None:
            return True
        if not change.old or self.corrections.is_of_workbooks(change.row):
            return self.corrections.takes(self.record, column, change)
        self.record.warn(column, TYPED_HERE.format(change.old[:100]))
        return False

    def _check_times(self) -> None:
        begins, ends = (
            self.planned.fields.get(name, getattr(self.activity, name))
            for name in ("starts_at", "ends_at")
        )
        if ends and not begins:
            self.record.fault("starts_at", "填了结束时间的，请填写开始时间")
        elif ends and ends <= begins:
            self.record.fault("ends_at", "结束时间须晚于开始时间")


def _told(row: Attendance | Attended) -> tuple[str, str, str]:
    return str(row.presence), str(row.leave_reason), row.agreed_by


def _in_words(row: Attendance | Attended) -> str:
    label = Presence(row.presence).label
    why = Leave(label, row.leave_reason, row.agreed_by)
    return str(why)
