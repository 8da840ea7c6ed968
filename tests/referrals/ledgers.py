"""Ledgers of opinions as tests send them: a plain row, and what differs in it."""

from tests.base.workbooks.books import workbook
from tianmen_congress.base.workbooks.actions import check_file, take
from tianmen_congress.base.workbooks.kinds import get_kind

NAME = "意见建议台账.xlsx"
TITLES = (
    *("序号", "收集时间", "乡镇", "代表小组", "反映人", "意见建议内容", "类别"),
    *("交办层级", "承办单位", "办理情况", "是否办结", "满意度"),
)
PLAIN = {
    "序号": 1,
    "收集时间": "2017年6月5日",
    "乡镇": "渔薪",
    "代表小组": "渔薪镇第一代表小组",
    "反映人": "张三",
    "意见建议内容": "村口的桥断了",
    "类别": "基础设施",
    "交办层级": "乡镇级",
    "承办单位": "渔薪镇人民政府",
    "办理情况": "已落实",
    "是否办结": "是",
    "满意度": "满意",
}
CITY = {"交办层级": "市级", "承办单位": "市交通运输局"}
OPEN = {"是否办结": "否", "满意度": ""}


def ledger(*rows):
    lines = [[(PLAIN | row)[title] for title in TITLES] for row in rows]
    return workbook([["意见建议收集交办台账"], list(TITLES), *lines])


def check(way, *rows):
    return check_file(get_kind("opinions"), ledger(*rows), name=NAME, by=way.office)


def bring(way, *rows, by=None):
    return take(
        get_kind("opinions"),
        ledger(*rows),
        name=NAME,
        by=by or way.office,
        accept_rest=True,
    )


def counted(report):
    counts = report.counts
    return counts.new, counts.unchanged, counts.rejected


def found(report):
    """Where and why: sheet, row, column, value, reason."""
    return [
        (f["sheet"], f["row"], f["column"], f["value"], f["reason"])
        for f in report.as_dict()["faults"]
    ]


def names_of(opinion):
    return [event.name for event in opinion.history.all()]
