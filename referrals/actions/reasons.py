"""Why an item is due on its day, in words."""

from datetime import date

from referrals.enums import Asker, ClockStep
from referrals.models import Clock, Extension
from tianmen_congress.base.clocks.calendar import days_off, unsettled


def on_paper(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def why(clock: Clock) -> str:
    """By what it is due on its day, in one text: the last decision, or else the rule.

    What somebody decided stands in the place of the rule: its days off explain nothing
    any more, nor do pauses that were over by then.
    """
    who = f"（{clock.organ}）" if clock.organ else ""
    parts = [f"{clock.get_step_display()}{who}：{on_paper(clock.started_on)}起算"]
    granted = clock.extensions.filter(decision="granted").last()
    pauses = clock.pauses.all()
    if granted is not None:
        parts.append(_decision(granted))
        pauses = [p for p in pauses if not p.until or p.until > granted.decided_on]
    else:
        parts += _rule(clock)
    parts += [_pause(pause) for pause in pauses]
    if unsettled_words := unsettled(clock.due_on):
        parts.append(unsettled_words)
    if clock.latest_on == clock.due_on:
        parts.append("已到法定最长时限，暂停、退回和延期都不能再推迟")
    return "；".join([*parts, f"应于{on_paper(clock.due_on)}前完成"]) + "。"


def _decision(granted: Extension) -> str:
    what = "市人大机关调整期限" if granted.is_correction else "准予延期"
    return (
        f"{on_paper(granted.decided_on)}{what}"
        f"（原到期{on_paper(granted.old_due_on)}）：{granted.reason}"
    )


def _rule(clock: Clock) -> list[str]:
    """The day that was set, or the time allowed with days off and swap days."""
    if clock.fixed_on:
        return [f"指定办理期限为{on_paper(clock.fixed_on)}"]
    if not clock.allowed:
        return []
    rule = "法律规定的时限" if clock.step == ClockStep.LAW else "时限"
    return [f"{rule}{clock.allowed}{clock.get_unit_display()}", *_calendar(clock)]


def _calendar(clock: Clock) -> list[str]:
    rows = days_off(clock.started_on, clock.due_on)
    free = [
        f"{row.day.month}月{row.day.day}日（{row.name}）"
        for row in rows
        if not row.is_worked
    ]
    worked = [f"{row.day.month}月{row.day.day}日" for row in rows if row.is_worked]
    if clock.unit != "working":
        return ["最后一日遇休息日的顺延至下一工作日"]
    parts = ["周末不计"]
    if free:
        parts.append(f"其间放假{'、'.join(free)}不计")
    if worked:
        parts.append(f"{'、'.join(worked)}调休上班计入")
    return parts


def _pause(pause) -> str:
    days = f"{on_paper(pause.since)}至{on_paper(pause.until or pause.ends_on)}"
    return f"{days}{Asker(pause.asked_as).label}暂停计时（{pause.reason}）"
