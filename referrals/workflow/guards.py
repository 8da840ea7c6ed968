"""Conditions of a move beyond state and person. Each answers why not, or ""."""

from datetime import date

from django.db.models import Q

from referrals.enums import (
    SIDE_CLOCKS,
    ClockStep,
    ConferenceState,
    MatterExtent,
    State,
)
from referrals.models import (
    Assignment,
    Clock,
    ClockPause,
    Extension,
    JointConference,
    Opinion,
    Proposer,
)
from referrals.rules import parts_of, visible_fields
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import StepTime
from tianmen_congress.base.campaigns.queries import step_time
from tianmen_congress.base.clocks.calendar import official

# The campaign's time in which a unit may ask to be relieved.
RELIEF = "relief"


def has_category(opinion: Opinion, on: date) -> str:
    return "" if opinion.category_id else "请先确定类别"


def has_township_to_handle(opinion: Opinion, on: date) -> str:
    """市直 has no bodies of its own: those of the village that it is about handle it."""
    if opinion.near is not None:
        return ""
    return (
        f"{opinion.township}没有乡镇、村承办单位：请先补充所涉村，再交办该村所在的乡镇，"
        "或者提请市级解决"
    )


def is_formal(opinion: Opinion, on: date) -> str:
    """No group screened what came past the township: the office ends that too."""
    is_its_own = opinion.is_suggestion or opinion.is_about_leaders
    return "" if is_its_own else "只有代表建议才能作此处理"


def has_accused(opinion: Opinion, on: date) -> str:
    return "" if opinion.accused_organ else "没有写明反映对象"


def is_about_leaders(opinion: Opinion, on: date) -> str:
    is_one = opinion.is_about_leaders
    return "" if is_one else "反映对象不是主席团（联络处）或者乡镇政府"


def may_go_to_township(opinion: Opinion, on: date) -> str:
    """In the township it would be with those whom it is about."""
    if not opinion.is_about_leaders:
        return ""
    return (
        f"反映对象是{opinion.accused_organ}，请转纪检，或者由市级办理；"
        "确需退回的先办理“坚持交办”"
    )


def is_not_insisted(opinion: Opinion, on: date) -> str:
    return "已经决定坚持交办" if opinion.is_insisted else ""


def is_of_somebody_known(opinion: Opinion, on: date) -> str:
    return "匿名反映的，没有联系对象" if not opinion.all_proposers else ""


def own_knows_whom(user: User, opinion: Opinion, on: date) -> str:
    """Only who may know the proposer speaks with him."""
    if "proposers" in visible_fields(user, opinion):
        return ""
    if opinion.hides_source:
        return "对反映人保密的，由收集的小组或者主席团（联络处）联系"
    return "签收之后才能联系反映人"


def own_has_signed(user: User, opinion: Opinion, on: date) -> str:
    """Who reports on the work has taken it on; in a township nobody has to sign."""
    if opinion.state == State.HANDLING:
        return ""
    parts = parts_of(user, opinion)
    if not parts or any(part.signed_on for part in parts):
        return ""
    return "还没有签收"


def is_about_no_unit(opinion: Opinion, on: date) -> str:
    """What lies before a session is read by all its units: by the accused one too."""
    accused = opinion.accused_organ
    if accused is None or accused.kind != OrganKind.UNIT or opinion.is_insisted:
        return ""
    return f"反映对象是{accused}，会议材料会发到该单位；请直接交办其他单位，或者转纪检"


def is_no_suggestion(opinion: Opinion, on: date) -> str:
    is_one = opinion.is_suggestion
    return "代表建议须依法交办、答复，不能作现场解决" if is_one else ""


def is_no_general_matter(opinion: Opinion, on: date) -> str:
    is_one = opinion.extent == MatterExtent.GENERAL
    return "共性问题应形成意见建议，不作现场解决" if is_one else ""


def a_session_is_open(opinion: Opinion, on: date) -> str:
    # unscoped: only whether there is a session to put it before
    sessions = JointConference.objects.filter(state=ConferenceState.PLANNED)
    return "" if sessions.exists() else "没有筹备中的联席会议，请先新建联席会议"


def nobody_asks_relief(opinion: Opinion, on: date) -> str:
    asks = [a.unit.name for a in opinion.live_assignments if a.asks_relief]
    return f"{'、'.join(asks)}正在申请退办，请先决定" if asks else ""


def somebody_asks_relief(opinion: Opinion, on: date) -> str:
    asks = any(a.asks_relief for a in opinion.live_assignments)
    return "" if asks else "没有待决定的退办申请"


def lead_asks_relief(opinion: Opinion, on: date) -> str:
    asks = any(a.asks_relief and a.is_lead for a in opinion.live_assignments)
    return "" if asks else "主办单位没有申请退办"


def co_asks_relief(opinion: Opinion, on: date) -> str:
    asks = any(a.asks_relief and not a.is_lead for a in opinion.live_assignments)
    return "" if asks else "协办单位没有申请退办"


def relief_is_open(opinion: Opinion, on: date) -> str:
    """While a unit has not signed, in the time that the campaign gives it."""
    return _why_no_relief(opinion, opinion.live_assignments, on)


def _why_no_relief(opinion: Opinion, rows: list[Assignment], on: date) -> str:
    free = [row for row in rows if not (row.is_taken_on or row.relief_asked_on)]
    if not free:
        return "已经签收或者已经申请过退办"
    time = step_time(opinion.campaign, RELIEF)
    if time is None:
        return ""
    last = max(_last_day(time, row, opinion) for row in free)
    return f"申请退办的期限{last}已过" if last < on else ""


def _last_day(time: StepTime, row: Assignment, opinion: Opinion) -> date:
    """Time that stands still for the signing stands still for this too."""
    deadline = time.begun(row.assigned_on, official(row.assigned_on))
    for clock in opinion.running_clocks:
        if clock.step == ClockStep.SIGN and clock.organ_id == row.unit_id:
            for pause in clock.paused():
                deadline = deadline.after(pause)
    return deadline.due


def co_has_to_sign(opinion: Opinion, on: date) -> str:
    open_ones = [a for a in opinion.live_assignments if not a.is_lead]
    return "" if any(not a.signed_on for a in open_ones) else "协办单位均已签收"


def co_part_is_open(opinion: Opinion, on: date) -> str:
    missing = any(a.is_missing for a in opinion.live_assignments)
    return "" if missing else "协办意见均已提交"


def co_signed_part_is_open(opinion: Opinion, on: date) -> str:
    ready = any(a.is_missing and a.signed_on for a in opinion.live_assignments)
    return "" if ready else "没有已签收而未提交意见的协办单位"


def own_relief_is_open(user: User, opinion: Opinion, on: date) -> str:
    """Each unit asks for itself, in its own time, once."""
    return _why_no_relief(opinion, parts_of(user, opinion), on)


def own_part_to_sign(user: User, opinion: Opinion, on: date) -> str:
    rows = [a for a in parts_of(user, opinion) if not a.is_lead]
    return "" if any(not a.signed_on for a in rows) else "已经签收"


def somebody_is_waived(opinion: Opinion, on: date) -> str:
    waived = any(row.waived_on for row in opinion.live_assignments)
    return "" if waived else "没有免予协办的单位"


def own_part_to_give(user: User, opinion: Opinion, on: date) -> str:
    missing = [a for a in parts_of(user, opinion) if a.is_missing]
    if not missing:
        return "协办意见已经提交或者免予提交"
    return "" if any(a.signed_on for a in missing) else "请先签收"


def somebody_is_untold(opinion: Opinion, on: date) -> str:
    """Proposers and co-signers, of merged ones too, who have not been told yet."""
    # unscoped: whoever is owed the answer of the opinion that is moved
    owed = Proposer.objects.filter(
        Q(opinion=opinion.pk) | Q(opinion__merged_into=opinion.pk)
    )
    told = owed.filter(feedbacks__answer=opinion.current_answer)
    return (
        "" if owed.exclude(pk__in=told.values("pk")).exists() else "没有待反馈的反映人"
    )


def has_draft(opinion: Opinion, on: date) -> str:
    answer = opinion.current_answer
    if answer is None:
        return "还没有起草答复"
    return "答复已经签发" if answer.issued_on else ""


def may_still_draft(opinion: Opinion, on: date) -> str:
    answer = opinion.current_answer
    return "答复已经签发" if answer is not None and answer.issued_on else ""


def is_undrafted(opinion: Opinion, on: date) -> str:
    """What a unit is writing here is not passed over by a ledger."""
    return "" if opinion.current_answer is None else "承办单位已经起草答复"


def is_issued(opinion: Opinion, on: date) -> str:
    answer = opinion.current_answer
    is_ready = answer is not None and answer.issued_on
    return "" if is_ready else "答复还没有签发"


def is_countersigned(opinion: Opinion, on: date) -> str:
    """The lead unit's answer is complete only with each co-handling unit's part."""
    missing = [a.unit.name for a in opinion.live_assignments if a.is_missing]
    return f"{'、'.join(missing)}还没有提交协办意见" if missing else ""


def was_never_answered(opinion: Opinion, on: date) -> str:
    """A later round begins with an answer that is on record, and its verdict."""
    return "" if opinion.round == 1 else "已经答复过"


def took_nobody_in(opinion: Opinion, on: date) -> str:
    """Others wait for the answer to it: it is not one proposer's own any more."""
    merged = opinion.merged.count()
    return f"另有{merged}件已并入本件，须答复后办结" if merged else ""


def main_clocks(opinion: Opinion) -> list:
    return [c for c in opinion.running_clocks if c.step not in SIDE_CLOCKS]


def has_co_unit(opinion: Opinion, on: date) -> str:
    helping = any(not row.is_lead for row in opinion.live_assignments)
    return "" if helping else "没有协办单位"


def is_not_paused(opinion: Opinion, on: date) -> str:
    return "正在暂停计时，请先恢复计时" if opinion.is_paused else ""


def deadline_is_ahead(opinion: Opinion, on: date) -> str:
    """No day that is over is made one that is not."""
    clocks = clocks_of_answers(opinion)
    if not clocks:
        return "没有正在计算的答复期限"
    return f"期限{clocks[0].due_on}已过，不能再调整" if clocks[0].due_on < on else ""


def runs(opinion: Opinion, on: date) -> str:
    if opinion.is_paused:
        return "已经暂停计时"
    return "" if main_clocks(opinion) else "没有正在计算的期限"


def is_in_time(opinion: Opinion, on: date) -> str:
    """Nobody stops the time of what is late already."""
    late = [clock.due_on for clock in main_clocks(opinion) if clock.due_on < on]
    return f"期限{min(late)}已过，不能再暂停计时" if late else ""


def was_never_paused(opinion: Opinion, on: date) -> str:
    """Once at once; whether the same time stands still again is decided above."""
    steps = [c.pk for c in main_clocks(opinion) if c.step != ClockStep.LAW]
    # unscoped: clocks of the opinion that is moved
    if not ClockPause.objects.filter(clock__in=steps).exists():
        return ""
    return "同一期限已经暂停过，再次暂停由上一级决定，请办理“申请暂停计时”"


def asks_no_pause(opinion: Opinion, on: date) -> str:
    return "已有暂停申请等待决定" if opinion.asked_pause else ""


def is_paused(opinion: Opinion, on: date) -> str:
    return "" if opinion.is_paused else "没有暂停计时"


def clocks_of_answers(opinion: Opinion) -> list[Clock]:
    """The time of whoever answers, as the campaign sets it."""
    answers = (ClockStep.ANSWER, ClockStep.HANDLE)
    return [c for c in opinion.running_clocks if c.step in answers]


def is_decided_above(opinion: Opinion, on: date) -> str:
    """In the township a suggestion has the law's time, and the presidium grants it."""
    if opinion.state == State.HANDLING and opinion.is_suggestion:
        return "代表建议的延期由主席团（联络处）在法定时限内决定，请办理“准予延期”"
    return ""


def is_running_in_time(opinion: Opinion, on: date) -> str:
    """More time must be asked for before the time is over."""
    clocks = clocks_of_answers(opinion)
    if not clocks:
        return "没有正在计算的答复期限"
    is_late = clocks[0].due_on < on
    return "期限已过，不能再申请延期" if is_late else ""


def asks_no_extension(opinion: Opinion, on: date) -> str:
    return "已有延期申请等待决定" if open_extension(opinion) else ""


def asks_extension(opinion: Opinion, on: date) -> str:
    asked = open_extension(opinion)
    if asked is not None and is_of_handler(opinion, asked):
        return "由主席团（联络处）决定"
    return "" if asked else "没有待决定的延期申请"


def handler_asks_time(opinion: Opinion, on: date) -> str:
    asked = open_extension(opinion)
    return "" if asked and is_of_handler(opinion, asked) else "没有待决定的延期申请"


def is_of_handler(opinion: Opinion, asked: Extension) -> bool:
    """Whether township or village asks, and so its presidium decides."""
    return asked.organ_id is not None and asked.organ_id == opinion.handler_id


def handler_has_to_sign(opinion: Opinion, on: date) -> str:
    return "已经签收" if opinion.handler_signed_on else ""


def open_extension(opinion: Opinion):
    clocks = clocks_of_answers(opinion)
    if not clocks:
        return None
    return clocks[0].extensions.filter(decision="").first()


def is_not_reminded(opinion: Opinion, on: date) -> str:
    reminded = any(c.step == ClockStep.REMINDED for c in opinion.running_clocks)
    return "已经催请评价" if reminded else ""


def reminder_is_over(opinion: Opinion, on: date) -> str:
    clocks = [c for c in opinion.running_clocks if c.step == ClockStep.REMINDED]
    if not clocks:
        return "还没有催请评价"
    if opinion.is_paused:
        return "已经暂停计时"
    return "" if clocks[0].due_on < on else f"催评期限至{clocks[0].due_on}，尚未届满"


def promise_is_due(opinion: Opinion, on: date) -> str:
    if opinion.answer_class is None or not opinion.answer_class.needs_date:
        return "不是承诺限期解决的答复"
    if opinion.promised_on is None:
        return "没有注明承诺解决的日期"
    return "" if opinion.promised_on <= on else f"承诺日期{opinion.promised_on}未到"


def has_verdict_to_call_back(opinion: Opinion, on: date) -> str:
    last = opinion.evaluations.order_by("round").last()
    if last is None or not last.is_own_hand:
        return "不是由答复登记人登记的评价"
    is_open = opinion.evaluations.to_call_back().filter(pk=last.pk).exists()
    return "" if is_open else "已经回访"


def was_urged(opinion: Opinion, on: date) -> str:
    standing = any(not urge.is_co for urge in opinion.standing_urges)
    return "" if standing else "没有待回应的催办"


def is_not_key(opinion: Opinion, on: date) -> str:
    return "已是重点督办件" if opinion.is_key else ""


def is_key(opinion: Opinion, on: date) -> str:
    return "" if opinion.is_key else "不是重点督办件"
