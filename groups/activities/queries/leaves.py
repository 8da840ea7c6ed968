"""Leave as a ledger writes it: 张伟（病，李明批准）."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from groups.activities.enums import LeaveReason
from groups.activities.models import Attendance
from tianmen_congress.base.cells import CellFault, prose, split_names

HOW = "写明事由和批准人，如：张伟（病，李明批准）"
LONGEST = 40
# Names, and in brackets what is said of the last of them.
NAMES = re.compile(r"([^（()）]*)(?:[（(]([^（()）]*)[）)])?")
AGREED = re.compile(r"^由|(同意|批准|准假|批|准)$")
ALIASES = {
    **{reason.label: reason for reason in LeaveReason},
    **dict.fromkeys(("病假", "因病", "生病", "住院"), LeaveReason.ILL),
    **dict.fromkeys(("公事", "因公", "出差", "开会", "公假"), LeaveReason.DUTY),
    **dict.fromkeys(("务工", "外出", "打工"), LeaveReason.AWAY),
    **dict.fromkeys(("事假", "私事", "家中有事"), LeaveReason.FAMILY),
}


@dataclass(frozen=True, slots=True)
class Leave:
    name: str
    reason: str = ""
    agreed_by: str = ""

    def __str__(self) -> str:
        label = LeaveReason(self.reason).label if self.reason else ""
        agreed = f"{self.agreed_by}批准" if self.agreed_by else ""
        why = "，".join(filter(None, [label, agreed]))
        return f"{self.name}（{why}）" if why else self.name


def leave_of(row: Attendance) -> Leave:
    return Leave(row.person.name, row.leave_reason, row.agreed_by)


def read_leaves(value: object) -> list[Leave]:
    """What a cell says; CellFault where a reason is none that is known."""
    return [leave for match in NAMES.findall(prose(value)) for leave in _read(*match)]


def _read(names: str, why: str) -> Iterator[Leave]:
    *others, last = split_names(names) or [""]
    yield from (Leave(name) for name in others)
    if last:
        yield Leave(last, *_why(why))


def _why(words: str) -> tuple[str, str]:
    reason, _, agreed = re.sub("[,；;、]", "，", words).partition("，")
    reason = reason.strip()
    if reason and reason not in ALIASES:
        known = "、".join(LeaveReason.labels)
        raise CellFault(f"请假事由“{reason}”请改为{known}之一")
    agreed = AGREED.sub("", agreed.strip()).strip()
    if len(agreed) > LONGEST:
        raise CellFault(f"请假批准人超过{LONGEST}字，请缩短")
    return ALIASES.get(reason, ""), agreed
