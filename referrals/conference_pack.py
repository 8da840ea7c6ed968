"""The session's pack as one workbook: agenda, what each unit gets, who comes."""

from collections.abc import Iterable, Sequence

from referrals.models import AgendaItem, JointConference
from referrals.queries.conference import by_unit, items_of
from tianmen_congress.workbooks.official import Column, OfficialTable, ValueKind

COLUMNS = [
    Column("市级编号"),
    Column("乡镇"),
    Column("标题"),
    Column("意见建议内容", ValueKind.LONG),
    Column("类别"),
    Column("提请理由", ValueKind.LONG),
    Column("主办单位"),
    Column("协办单位"),
    Column("办理期限", ValueKind.DATE),
    Column("备注"),
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
    columns = [Column("单位"), Column("参会人"), Column("到会")]
    rows = conference.attendances.select_related("unit")
    yield (
        _table(conference, "参会单位签到表", columns),
        [(str(a.unit), a.name, "是" if a.is_present else "") for a in rows],
    )


def _table(conference: JointConference, title: str, columns) -> OfficialTable:
    return OfficialTable(
        title=title,
        columns=columns,
        unit="天门市人大常委会",
        period=f"{conference.title}（{conference.held_on:%Y-%m-%d}）",
        filled_on=conference.held_on,
    )


def _row(item: AgendaItem) -> tuple:
    opinion = item.opinion
    return (
        opinion.city_number,
        opinion.township.name,
        opinion.title,
        opinion.text,
        str(opinion.category or ""),
        opinion.submit_reason,
        str(item.lead_unit or ""),
        "、".join(str(unit) for unit in item.co_units.all()),
        item.due_on,
        item.remarks,
    )
