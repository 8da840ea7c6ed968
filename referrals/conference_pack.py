"""The session's pack as one workbook: agenda, what each unit gets, who comes."""

from collections.abc import Iterable, Sequence

from referrals.models import AgendaItem, JointConference
from referrals.queries.conference import Urgent, by_unit, items_of, urgent_before
from tianmen_congress.workbooks.official import Column, OfficialTable, ValueKind

COLUMNS = [
    Column("市级编号", width=15),
    Column("乡镇", width=9),
    Column("标题", width=14),
    Column("意见建议内容", ValueKind.LONG, width=34),
    Column("类别", width=9),
    Column("提请理由", ValueKind.LONG, width=22),
    Column("主办单位", width=12),
    Column("协办单位", width=12),
    Column("办理期限", ValueKind.DATE, width=11),
    Column("备注", width=12),
]

URGENT = [
    Column("市级编号", width=20),
    Column("乡镇"),
    Column("标题", ValueKind.LONG),
    Column("承办单位", width=24),
    Column("交办日期", ValueKind.DATE),
    Column("紧急原因", ValueKind.LONG),
]


def sheets(
    conference: JointConference,
) -> Iterable[tuple[OfficialTable, Iterable[Sequence]]]:
    """One sheet for the agenda, one for each unit, one for the attendants."""
    items = items_of(conference)
    yield _table(conference, "议题汇总表", COLUMNS), [_row(item) for item in items]
    for unit, rows in by_unit(items):
        title = f"{unit or '待定单位'}承办议题"
        yield _table(conference, title, COLUMNS), [_row(item) for item in rows]
    if told := urgent_before(conference):
        yield (
            _table(conference, "闭会期间紧急交办事项", URGENT),
            [_urgent(row) for row in told],
        )
    columns = [Column("单位"), Column("参会人"), Column("到会")]
    rows = conference.attendances.select_related("unit")
    yield (
        _table(conference, "参会单位签到表", columns),
        [(a.unit, a.name, "是" if a.is_present else "") for a in rows],
    )


def _urgent(row: Urgent) -> tuple:
    opinion = row.opinion
    return (
        opinion.city_number,
        opinion.township.name,
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
        opinion.township.name,
        opinion.title,
        opinion.text,
        opinion.category,
        opinion.submit_reason,
        item.lead_unit,
        item.co_units.all(),
        item.answer_by,
        item.remarks,
    )
