"""The session's pack as one workbook: agenda, what each unit gets, who comes."""

from collections.abc import Iterable, Sequence

from referrals.models import AgendaItem, JointConference
from referrals.queries.conference import Urgent, by_unit
from referrals.shown.sessions import agenda, told
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.rows.naming import named_on
from tianmen_congress.base.workbooks.official import (
    OfficialTable,
    SheetColumn,
    ValueKind,
)

COLUMNS = [
    SheetColumn("市级编号", width=15),
    SheetColumn("乡镇", width=9),
    SheetColumn("标题", width=14),
    SheetColumn("意见建议内容", ValueKind.LONG, width=34),
    SheetColumn("类别", width=9),
    SheetColumn("提请理由", ValueKind.LONG, width=22),
    SheetColumn("主办单位", width=12),
    SheetColumn("协办单位", width=12),
    SheetColumn("办理期限", ValueKind.DATE, width=11),
    SheetColumn("备注", width=12),
]

URGENT = [
    SheetColumn("市级编号", width=20),
    SheetColumn("乡镇"),
    SheetColumn("标题", ValueKind.LONG),
    SheetColumn("承办单位", width=24),
    SheetColumn("交办日期", ValueKind.DATE),
    SheetColumn("紧急原因", ValueKind.LONG),
]


def sheets(
    conference: JointConference, *, user: User
) -> Iterable[tuple[OfficialTable, Iterable[Sequence]]]:
    """One sheet for the agenda, one for each unit, one for the attendants."""
    items = agenda(conference, user=user)
    yield _table(conference, "议题汇总表", COLUMNS), [_row(item) for item in items]
    for unit, rows in by_unit(items):
        name = named_on(unit, conference.held_on) or "待定单位"
        title = f"{name}承办议题"
        yield _table(conference, title, COLUMNS), [_row(item) for item in rows]
    if urgent := told(conference, user=user):
        yield (
            _table(conference, "闭会期间紧急交办事项", URGENT),
            [_urgent(row) for row in urgent],
        )
    columns = [SheetColumn("单位"), SheetColumn("参会人"), SheetColumn("到会")]
    rows = conference.attendances.select_related("unit")
    yield (
        _table(conference, "参会单位签到表", columns),
        [(a.unit_name, a.name, "是" if a.is_present else "") for a in rows],
    )


def _urgent(row: Urgent) -> tuple:
    opinion = row.opinion
    return (
        opinion.city_number,
        row.township_name,
        opinion.title,
        row.units,
        row.on,
        row.reason,
    )


def _table(conference: JointConference, title: str, columns) -> OfficialTable:
    return OfficialTable(
        title=title,
        columns=columns,
        unit="天门市人大常委会",
        scope=f"{conference.title}（{conference.held_on:%Y-%m-%d}）",
        filled_on=conference.held_on,
    )


def _row(item: AgendaItem) -> tuple:
    opinion = item.opinion
    return (
        opinion.city_number,
        item.township_name,
        opinion.title,
        opinion.text,
        opinion.category,
        opinion.submit_reason,
        item.lead_unit_name,
        item.co_unit_names,
        item.answer_by,
        item.remarks,
    )
