"""The columns of the ledger of activities (小组活动台账)."""

import re
from datetime import datetime, time

from groups.activities.enums import Presence
from groups.activities.queries.leaves import HOW, Leave, read_leaves
from tianmen_congress.base.cells import CellFault, plain, prose
from tianmen_congress.base.words.numerals import ordinal_in
from tianmen_congress.base.workbooks.columns import (
    CellWidget,
    Column,
    DayCellWidget,
    IntegerWidget,
    NamesWidget,
    NameWidget,
    Resource,
    TextWidget,
)

CLOCK = re.compile(r"(\d{1,2})[:：点时.](\d{0,2})分?(?::00)?")
MOST_ROUNDS = 99


class ClockWidget(CellWidget):
    """09:00, 9点30分, or what Excel makes of it."""

    blank, width = None, 10

    def convert(self, value, **kwargs):
        if isinstance(value, time | datetime):
            return time(value.hour, value.minute)
        match = CLOCK.fullmatch(plain(value))
        try:
            return time(int(match[1]), int(match[2] or 0))
        except (TypeError, ValueError):
            raise CellFault("时间的写法如09:00") from None

    def render(self, value, obj=None, **kwargs):
        return f"{value:%H:%M}" if value else ""


class RoundWidget(IntegerWidget):
    """1, or 第一轮."""

    def convert(self, value, **kwargs):
        number = ordinal_in(plain(value))
        number = super().convert(value, **kwargs) if number is None else number
        if not 1 <= number <= MOST_ROUNDS:
            raise CellFault("轮次的写法如第一轮、1")
        return number


class LeavesWidget(CellWidget):
    width = 30

    @property
    def blank(self) -> list[Leave]:
        return []

    def convert(self, value, **kwargs):
        return read_leaves(value)

    def render(self, value, obj=None, **kwargs):
        return "、".join(map(str, value or ()))


class PartsWidget(CellWidget):
    """Titles of parts of the programme."""

    width = 24

    @property
    def blank(self) -> list[str]:
        return []

    def convert(self, value, **kwargs):
        parts = re.split("[、，,；;\n]", prose(value))
        return [part.strip() for part in parts if part.strip()]

    def render(self, value, obj=None, **kwargs):
        return "、".join(map(str, value or ()))


def _came(title: str, *aliases: str) -> Column:
    return Column(title, NamesWidget(), aliases=aliases)


class ActivityLedger(Resource):
    """One row an activity; who came, and how, by names."""

    held_on = Column(
        "活动日期", DayCellWidget(), aliases=("日期",), filled=True, merged=True
    )
    starts_at = Column("开始时间", ClockWidget())
    ends_at = Column("结束时间", ClockWidget())
    group = Column(
        "代表小组", TextWidget(80), aliases=("小组",), filled=True, merged=True
    )
    title = Column(
        "活动名称", TextWidget(100), aliases=("名称", "活动主题"), filled=True
    )
    round = Column("轮次", RoundWidget())
    place = Column("地点", TextWidget(100), aliases=("活动地点",))
    chair = Column("主持人", NameWidget())
    recorder = Column("记录人", TextWidget(40, width=10))
    guests = Column("列席", TextWidget(300), aliases=("列席人员",))
    parts = Column("开展环节", PartsWidget(), aliases=("环节",), hint="用顿号分开")
    present = _came("到会", "到会代表", "出席", "出席代表", "参加代表")
    late = _came("迟到", "迟到代表")
    early = _came("早退", "早退代表")
    leave = Column("请假", LeavesWidget(), aliases=("请假代表",), hint=HOW)
    absent = _came("缺席", "缺席代表")
    summary = Column("活动小结", TextWidget(width=30), aliases=("小结",))
    next_steps = Column("下步安排", TextWidget(width=24))


# Names of columns are those of Presence: each says how those were there whom it names.
PRESENCES = tuple(Presence)
