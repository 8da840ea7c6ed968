"""How far a day may be set, and the words in which a later one is refused."""

from datetime import date

from referrals.enums import ClockStep
from referrals.models import Clock, Opinion
from referrals.workflow import MoveRefused
from tianmen_congress.base.campaigns.enums import LAW_LONGEST_MONTHS
from tianmen_congress.base.campaigns.models import Campaign, StepTime
from tianmen_congress.base.campaigns.queries import step_time
from tianmen_congress.base.clocks.calendar import official
from tianmen_congress.base.clocks.deadlines import Deadline
from tianmen_congress.base.clocks.enums import DayUnit

from .timing import AGAIN


def law_ends(campaign: Campaign, since: date, *, is_local: bool) -> date:
    """The last worked day that the law leaves to what was handed over on `since`.

    A township's own suggestions have less where the campaign says so.
    """
    calendar = official(since)
    months = (LAW_LONGEST_MONTHS, DayUnit.MONTH)
    ends = [Deadline(since, *months, calendar=calendar).due]
    for code in ("answer_longest", *(["law_local_longest"] if is_local else [])):
        if time := step_time(campaign, code):
            ends.append(time.begun(since, calendar).due)
    return min(ends)


def law_clock(opinion: Opinion) -> Clock | None:
    return opinion.clocks.filter(step=ClockStep.LAW).first()


def check_day(opinion: Opinion, since: date, until: date) -> None:
    """Refuse a day beyond the longest time of whoever answers, begun on `since`.

    Of a suggestion in its first round it is the law's, from the first hand-over.
    """
    if opinion.is_suggestion:
        law = law_clock(opinion) if opinion.round == 1 else None
        check_law(
            opinion.campaign,
            law.started_on if law else since,
            until,
            is_local=opinion.is_local,
        )
        return
    code = "handle_longest" if opinion.is_local else "answer_longest"
    if longest := step_time(opinion.campaign, code):
        last = longest.begun(since, official(since)).due
        hint = "需要更长时间的，交办后由主席团（联络处）办理“申请延期”，报市人大常委会机关决定"
        _refuse_beyond(last, until, longest, hint if opinion.is_local else "")


def check_law(campaign: Campaign, since: date, until: date, *, is_local: bool) -> None:
    """Never beyond the longest time that the law allows from the day of hand-over."""
    last = law_ends(campaign, since, is_local=is_local)
    if until > last:
        raise MoveRefused(
            f"自交办之日起最长至{last}（法定最长时限），不能晚于{last}，"
            "请改为这一天或更早的日期"
        )


def check_again(opinion: Opinion, on: date, until: date) -> None:
    """Whoever sends it back may set less than the time of a second answer, not more."""
    if time := step_time(opinion.campaign, AGAIN):
        last = time.begun(on, official(on)).due
        _refuse_beyond(last, until, time, "", since="自退回之日起")


def check_promise(opinion: Opinion, on: date, promised: date) -> None:
    if time := step_time(opinion.campaign, "promise"):
        last = time.begun(on, official(on)).due
        hint = "在此期间不能解决的，请改选其他答复类别"
        _refuse_beyond(last, promised, time, hint, since="承诺解决的日期自答复之日起")


def check_pause(opinion: Opinion, on: date, until: date, *, is_decided: bool) -> None:
    """It ends on a day; whoever pauses at once sets a near one."""
    if until <= on:
        raise MoveRefused(f"暂停至的日期须晚于办理日期{on}，请改为之后的一天")
    code = "pause_granted" if is_decided else "pause"
    if time := step_time(opinion.campaign, code):
        last = time.begun(on, official(on)).due
        hint = "需要更长时间的，请办理“申请暂停计时”，由上一级决定"
        hint = "" if is_decided else hint
        _refuse_beyond(last, until, time, hint, since="暂停计时自办理之日起")


def _refuse_beyond(
    last: date,
    until: date,
    time: StepTime,
    hint: str,
    *,
    since: str = "自交办之日起",
) -> None:
    if until <= last:
        return
    amount = f"{time.days}{time.get_unit_display()}"
    more = f"；{hint}" if hint else ""
    raise MoveRefused(
        f"{since}最长{amount}，不能晚于{last}，请改为这一天或更早的日期{more}"
    )
