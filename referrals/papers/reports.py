"""Papers about many opinions: what a group and a presidium report in writing."""

from collections import Counter
from collections.abc import Iterable, Sequence

from referrals.actions import line_of
from referrals.enums import DispatchKind
from referrals.models import Dispatch, DispatchLine, Opinion
from referrals.shown.dispatches import who_said
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.papers.registry import PaperSheet, in_chinese
from tianmen_congress.base.workbooks.official import (
    OfficialTable,
    SheetColumn,
    ValueKind,
)

from .kinds import OFFICE, SUBMISSION, SUMMARY

PAPERS = {DispatchKind.SUMMARY: SUMMARY, DispatchKind.SUBMISSION: SUBMISSION}
TEXTS = {
    DispatchKind.SUMMARY: "现将收集的意见建议{many}件汇总报送，请予梳理交办。",
    DispatchKind.SUBMISSION: "下列{many}件意见建议超出本级职权或能力，提请市级解决。",
}
DRAFT = "（征求意见稿）"
WIDE = {"proposer": 18, "text": 44, "reason": 30}


def dispatched(
    dispatch: Dispatch, lines: Sequence[DispatchLine], *, user: User
) -> PaperSheet:
    """What was sent that day, word for word, whenever it is printed."""
    kind = DispatchKind(dispatch.kind)
    return PaperSheet(
        PAPERS[kind],
        PAPERS[kind].title,
        number=dispatch.document_number,
        to=f"报送：{dispatch.receiver_name}",
        paragraphs=_told(kind, lines),
        rows=[_row(line, user) for line in lines],
        sign=dispatch.sender_name,
        on=dispatch.sent_on,
    )


def draft(kind: DispatchKind, opinions: Sequence[Opinion], *, user: User) -> PaperSheet:
    """The same before it is sent, for the group or its leader to look over."""
    lines = [line_of(each, kind, today()) for each in opinions]
    presidium = _only(str(each.presidium) for each in opinions)
    to = presidium if kind == DispatchKind.SUMMARY else "天门市人大常委会"
    return PaperSheet(
        PAPERS[kind],
        PAPERS[kind].title + DRAFT,
        to=f"报送：{to}" if to else "",
        paragraphs=_told(kind, lines),
        rows=[_row(line, user) for line in lines],
        # Of several groups it is the presidium's own summary.
        sign=_only(_sender(each, kind) for each in opinions) or presidium or OFFICE,
        on=today(),
    )


def _sender(opinion: Opinion, kind: DispatchKind) -> str:
    own = opinion.group if kind == DispatchKind.SUMMARY else None
    return str(own or opinion.presidium)


def _only(names: Iterable[str]) -> str:
    """The one name that all share, or none."""
    found = set(names)
    return found.pop() if len(found) == 1 else ""


def _told(kind: DispatchKind, lines: Sequence[DispatchLine]) -> list[str]:
    """How many, and of them by category."""
    text = TEXTS[kind].format(many=len(lines))
    return [text, f"合计{len(lines)}件：{_sums(lines)}。"] if lines else [text]


def _sums(lines: Sequence[DispatchLine]) -> str:
    many = Counter(line.category or "未定类别" for line in lines)
    rows = sorted(many.items(), key=lambda row: (-row[1], row[0]))
    return "，".join(f"{name}{count}件" for name, count in rows)


def _row(line: DispatchLine, user: User) -> dict[str, str]:
    return {
        "number": line.number,
        "collected": in_chinese(line.collected_on),
        "place": line.place,
        "proposer": who_said(line, user=user),
        "text": f"{line.title}：{line.text}",
        "category": line.category,
        "reason": line.reason,
    }


def workbook(
    dispatch: Dispatch, lines: Sequence[DispatchLine], *, user: User
) -> list[tuple[OfficialTable, list[list[str]]]]:
    """The paper as one sheet of a workbook."""
    sheet = dispatched(dispatch, lines, user=user)
    columns = [
        SheetColumn(column.label, _kind(column.key), width=WIDE.get(column.key, 0))
        for column in sheet.paper.columns
    ]
    table = OfficialTable(
        title=sheet.title,
        columns=columns,
        unit=dispatch.sender_name,
        scope=dispatch.document_number,
        filled_on=dispatch.sent_on,
        notes=tuple(sheet.paragraphs[1:]),
    )
    return [(table, sheet.cells)]


def _kind(key: str) -> ValueKind:
    return ValueKind.LONG if key in WIDE else ValueKind.TEXT
