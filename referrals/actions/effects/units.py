"""The units' moves: signing, relief, parts, and the answer."""

from referrals.actions import limits, timing
from referrals.actions.act import Act
from referrals.actions.paper_numbers import document_number
from referrals.enums import ClockStep, Decision, PartyKind
from referrals.models import Answer, Assignment
from referrals.workflow import MoveRefused, rounds
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.campaigns.models import AnswerClass


def sign(act: Act) -> None:
    act.copy("responsible_person", "responsible_phone")
    _sign(act, act.assignment(is_lead=True))


def co_sign(act: Act) -> None:
    assignment = act.assignment(is_lead=False)
    if assignment.signed_on:
        raise MoveRefused(f"{assignment.unit}已经签收")
    _sign(act, assignment)


def _sign(act: Act, assignment: Assignment) -> None:
    assignment.signed_by, assignment.signed_on = act.given["signed_by"], act.on
    assignment.responsible_person = act.get("responsible_person")
    assignment.responsible_phone = act.get("responsible_phone")
    assignment.save()
    timing.stop(act.opinion, [ClockStep.SIGN], act.on, organ=assignment.unit)


def ask_relief(act: Act) -> None:
    assignment = act.assignment()
    if assignment.signed_on or assignment.relief_asked_on:
        raise MoveRefused("已经签收或者已经申请过退办，不能再申请")
    assignment.relief_asked_on = act.on
    assignment.relief_reason = act.given["reason"]
    number = document_number("relief", act.opinion, assignment.unit)
    assignment.relief_number = number
    assignment.save()
    act.tell("退办单文号", number)


def relieve(act: Act) -> None:
    """The lead unit is free, and with it the others: the office assigns anew."""
    _decide(act, act.assignment(is_lead=True), Decision.GRANTED)
    act.opinion.assignments.filter(ended_on=None).update(ended_on=act.on)
    act.opinion.lead_unit = None


def relieve_co(act: Act) -> None:
    assignment = _asking(act, is_lead=False)
    assignment.ended_on = act.on
    _decide(act, assignment, Decision.GRANTED)
    owes_no_more(act, assignment)


def take_on(act: Act, unit: Organ, *, is_lead: bool) -> None:
    """From now on `unit` has it in hand, as what answers or beside that one."""
    Assignment.objects.create(
        opinion=act.opinion,
        round=act.opinion.round,
        unit=unit,
        is_lead=is_lead,
        assigned_on=act.on,
    )
    act.join(unit, PartyKind.LEAD if is_lead else PartyKind.CO)


def end_part(act: Act, row: Assignment) -> None:
    """Relieved, if that is what it had asked for."""
    row.ended_on = act.on
    if row.asks_relief:
        row.relief_decision, row.relief_decided_on = Decision.GRANTED, act.on
        act.tell("同意退办", row.unit)
    row.save()
    if not row.is_lead:
        owes_no_more(act, row)


def owes_no_more(act: Act, assignment: Assignment) -> None:
    """Its time ends, and so does what it was urged to."""
    steps = (ClockStep.SIGN, ClockStep.CO_ANSWER)
    timing.stop(act.opinion, steps, act.on, organ=assignment.unit)
    urges = act.opinion.urges.open().filter(is_co=True, organ=assignment.unit)
    urges.update(settled_on=act.on)


def refuse_relief(act: Act) -> None:
    _decide(act, _asking(act), Decision.REFUSED)


def _asking(act: Act, *, is_lead: bool | None = None) -> Assignment:
    """The one that asks; named by `unit` where several do."""
    asking = [a for a in act.opinion.live_assignments if a.asks_relief]
    if is_lead is not None:
        asking = [a for a in asking if a.is_lead == is_lead]
    if len(asking) == 1 and not act.given.get("unit"):
        return asking[0]
    assignment = act.assignment(is_lead=is_lead)
    if not assignment.asks_relief:
        raise MoveRefused(f"{assignment.unit}没有申请退办")
    return assignment


def _decide(act: Act, assignment: Assignment, decision: Decision) -> None:
    assignment.relief_decision = decision
    assignment.relief_decided_on = act.on
    assignment.save()
    act.tell("申请单位", assignment.unit)


def give_part(act: Act) -> None:
    assignment = act.assignment(is_lead=False)
    if not assignment.signed_on:
        raise MoveRefused(f"{assignment.unit}还没有签收")
    if not assignment.is_missing:
        raise MoveRefused(f"{assignment.unit}的协办意见已经提交或者免予提交")
    assignment.part, assignment.part_given_on = act.given["part"], act.on
    assignment.part_number = document_number("part", act.opinion, assignment.unit)
    act.tell("文号", assignment.part_number)
    assignment.save()
    owes_no_more(act, assignment)


def waive_part(act: Act) -> None:
    missing = [a for a in act.opinion.live_assignments if a.is_missing]
    alone = len(missing) == 1 and not act.given.get("unit")
    assignment = missing[0] if alone else act.assignment(is_lead=False)
    if not assignment.is_missing:
        raise MoveRefused(f"{assignment.unit}的协办意见已经提交或者免予提交")
    assignment.waived_on = act.on
    assignment.waive_reason = act.given["reason"]
    assignment.save()
    act.tell("免予协办单位", assignment.unit)
    owes_no_more(act, assignment)


def ask_part(act: Act) -> None:
    """Who was waived owes its part after all, in a time of its own."""
    waived = [row for row in act.opinion.live_assignments if row.waived_on]
    alone = len(waived) == 1 and not act.given.get("unit")
    assignment = waived[0] if alone else act.assignment(is_lead=False)
    if not assignment.waived_on:
        raise MoveRefused(f"{assignment.unit}没有免予协办")
    assignment.waived_on, assignment.waive_reason = None, ""
    assignment.save()
    act.tell("协办单位", assignment.unit)
    timing.start(act.opinion, ClockStep.CO_ANSWER, act.on, organ=assignment.unit)


def check_class(act: Act) -> None:
    """It is one in use, with the day and the reason that it asks for, and no others."""
    kind = class_given(act)
    if not kind.is_offered:
        raise MoveRefused(f"本次活动没有启用“{kind}”")
    act.given["answer_class"] = kind
    _check_promise(act, kind)
    if not kind.needs_reason:
        act.given.pop("class_reason", None)
    elif not act.get("class_reason"):
        raise MoveRefused(f"答复为“{kind}”的须填写原因")


def class_given(act: Act) -> AnswerClass:
    """By its row, as a form gives it, or by its code; of this campaign alone."""
    given = act.given["answer_class"]
    code = given.code if isinstance(given, AnswerClass) else given
    kind = act.opinion.campaign.answer_classes.filter(code=code).first()
    if kind is None or (isinstance(given, AnswerClass) and kind != given):
        raise MoveRefused("本次活动没有这一答复类别")
    return kind


def _check_promise(act: Act, kind: AnswerClass) -> None:
    promised = act.given.get("promised_on")
    if not kind.needs_date:
        act.given.pop("promised_on", None)
        return
    if promised is None:
        raise MoveRefused(f"答复为“{kind}”的须填写承诺解决的日期")
    if promised <= act.on:
        raise MoveRefused("承诺解决的日期须晚于答复日期")
    limits.check_promise(act.opinion, act.on, promised)


def promise_given(act: Act) -> str:
    """Whether the promise was kept; asked where it fell due, and there alone."""
    if not rounds.is_of_promise(act.opinion):
        act.given.pop("promise_outcome", None)
        return ""
    if not act.get("promise_outcome"):
        raise MoveRefused("承诺已到期，请选择承诺兑现情况")
    return act.given["promise_outcome"]


def draft_answer(act: Act) -> None:
    check_class(act)
    opinion = act.opinion
    opinion.answers.update_or_create(
        round=opinion.round,
        returned_on=None,
        defaults={
            "organ": opinion.lead_unit,
            "answer_class": act.given["answer_class"],
            "text": act.given["text"],
            "promised_on": act.given.get("promised_on"),
            "class_reason": act.get("class_reason"),
            "promise_outcome": promise_given(act),
            "drafted_on": act.on,
            "drafted_by": act.by,
        },
    )


def issue(act: Act) -> None:
    answer, opinion = act.opinion.current_answer, act.opinion
    answer.document_number = _own_number(act) or document_number(
        "answer", opinion, opinion.lead_unit
    )
    answer.issued_by, answer.issued_on = act.given["issued_by"], act.on
    answer.save()
    act.tell("文号", answer.document_number)


def _own_number(act: Act) -> str:
    """From the unit's own register, where it keeps one: of one matter alone."""
    number = act.given.pop("document_number", "").strip()
    # unscoped: whether a number was used, and nothing of what it stands on
    own = Answer.objects.filter(organ=act.opinion.lead_unit)
    others = own.exclude(opinion=act.opinion)
    if number and others.filter(document_number=number).exists():
        raise MoveRefused(f"文号“{number}”已经用过，请核对")
    return number


def unissue(act: Act) -> None:
    """What was issued keeps number and signer; its text is a draft once more."""
    issued = act.opinion.current_answer
    issued.returned_on, issued.return_reason = act.on, act.given["reason"]
    issued.save()
    act.opinion.answers.create(
        round=issued.round,
        organ=issued.organ,
        answer_class=issued.answer_class,
        text=issued.text,
        promised_on=issued.promised_on,
        class_reason=issued.class_reason,
        promise_outcome=issued.promise_outcome,
        drafted_on=act.on,
        drafted_by=act.by,
    )
    act.tell("收回的文号", issued.document_number)


def answer(act: Act) -> None:
    letter = act.opinion.current_answer
    letter.answered_on = act.on
    letter.save()
    show_answer(act, letter)


def show_answer(act: Act, given_answer) -> None:
    """The class, promise and day of the answer in force, for lists and rates."""
    opinion = act.opinion
    opinion.answer_class = given_answer.answer_class
    opinion.promised_on = given_answer.promised_on
    opinion.answered_on = given_answer.answered_on
    act.tell("答复类别", given_answer.answer_class)


EFFECTS = (
    sign,
    co_sign,
    ask_relief,
    relieve,
    relieve_co,
    refuse_relief,
    give_part,
    waive_part,
    ask_part,
    draft_answer,
    issue,
    unissue,
    answer,
)
