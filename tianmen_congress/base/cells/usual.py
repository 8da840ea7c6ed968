"""Days that are hardly meant: what is asked about a day that could be, but seldom is.

What cannot be is refused where the day is read; here stands what a slip of the hand makes
of a day (2071 for 2017), one line a kind of day, found by what the field is called.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Usual:
    """How many years before and after today a day of one kind usually lies."""

    back: int
    ahead: int

    def why_odd(self, day: date, *, on: date) -> str:
        """Why `day` is hardly meant, as seen on the day `on`; "" where it is usual."""
        if day < _years(on, -self.back):
            return f"比今天（{on}）早{_apart(day, on)}，很少见"
        if day > _years(on, self.ahead):
            return f"比今天（{on}）晚{_apart(on, day)}，很少见"
        return ""


def _years(on: date, number: int) -> date:
    return date(on.year + number, on.month, min(on.day, 28))


def _apart(earlier: date, later: date) -> str:
    years = later.year - earlier.year
    years -= (later.month, later.day) < (earlier.month, earlier.day)
    return f"{years}年" if years else "不到1年"


# What was done, what is planned for the same year.
DONE = Usual(back=2, ahead=1)
# By when something is asked for.
DUE = Usual(back=1, ahead=1)
# By when something that takes years is to be done.
AHEAD = Usual(back=5, ahead=5)
# Seats, links and posts: from when, up to when.
BEGUN, ENDED = Usual(back=15, ahead=1), Usual(back=15, ahead=6)
PAIRED = Usual(back=5, ahead=1)
# Organs, groups and campaigns.
FOUNDED, HELD = Usual(back=70, ahead=2), Usual(back=10, ahead=3)
# A holiday of the official calendar.
FREE = Usual(back=15, ahead=2)
BORN = Usual(back=100, ahead=0)
# Of whatever has no line of its own.
ANY = Usual(back=30, ahead=5)

KINDS = {
    DONE: (
        *("走访日期", "活动日期", "会议日期", "收集日期", "收集时间", "办理日期"),
        *("联系日期", "检查日期", "整改日期", "复查日期"),
        *("认定日期", "接待日期", "答复日期", "转交日期", "办结日期", "反馈日期"),
        *("对方同意日期", "通知日期"),
        *("措施日期", "完成日期", "成效日期", "农户签字日期", "确认日期"),
    ),
    DUE: ("值班日期", "公布日期", "办理期限", "整改期限", "新的整改期限"),
    AHEAD: ("完成时限",),
    BEGUN: (
        *("自何日起施行", "自何日起使用新名称", "自何日起并入"),
        *("起", "任职起", "届期起", "加入日期", "自何日起暂停", "分工自"),
    ),
    ENDED: (
        *("止", "任职止", "届期止", "终止日期", "在小组的最后一天", "联系的最后一天"),
        *("暂停至何日（含当日）", "离户日期"),
    ),
    PAIRED: ("结对日期", "解除日期", "帮扶起始日期"),
    FOUNDED: (
        *("成立日期", "设立日期", "撤销日期"),
        *("开工日期", "竣工日期"),
        *("启用日期", "停用日期", "挂牌日期"),
    ),
    HELD: ("开始日期", "结束日期", "上墙日期"),
    FREE: ("日期",),
    BORN: ("出生年月", "出生日期"),
}
BY_LABEL = {label: usual for usual, labels in KINDS.items() for label in labels}


def usual_days(label: str) -> Usual:
    """What is usual of the days of a field or column that is called so."""
    return BY_LABEL.get(label, ANY)
