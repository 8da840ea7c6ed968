"""Answers given outside the units, what was told and thought, and the next round."""

from referrals.actions.act import Act
from referrals.actions.paper_numbers import document_number
from referrals.enums import GOOD_VERDICTS, CallBackOutcome, Verdict
from referrals.models import Assignment, Evaluation, Feedback, Opinion, Proposer
from referrals.workflow import MoveRefused

from .units import check_class, promise_given, show_answer


def answer_at_once(act: Act) -> None:
    """The handler's or the province's answer, as the clerk records it."""
    check_class(act)
    opinion = act.opinion
    organ = opinion.handler if opinion.is_local else None
    number = document_number("answer", opinion, organ)
    answer = opinion.answers.create(
        round=opinion.round,
        organ=organ,
        answer_class=act.given["answer_class"],
        text=act.given["text"],
        promised_on=act.given.get("promised_on"),
        class_reason=act.get("class_reason"),
        promise_outcome=promise_given(act),
        document_number=number,
        drafted_on=act.on,
        drafted_by=act.by,
        answered_on=act.on,
    )
    act.given.pop("answer_class")
    act.tell("文号", number)
    show_answer(act, answer)


def return_answer(act: Act) -> None:
    answer = act.opinion.current_answer
    answer.returned_on, answer.return_reason = act.on, act.given["reason"]
    answer.save()
    _forget_answer(act.opinion)


def _forget_answer(opinion: Opinion) -> None:
    opinion.answer_class = None
    opinion.promised_on = opinion.answered_on = None


def everybody(opinion: Opinion) -> list[Proposer]:
    """Who is owed the answer: proposers and co-signers, of merged ones too."""
    pks = [opinion.pk, *opinion.merged.values_list("pk", flat=True)]
    rows = Proposer.objects.filter(opinion__in=pks)
    return list(rows.select_related("opinion__category"))


def tell(act: Act) -> None:
    proposer = act.given["proposer"]
    if proposer not in everybody(act.opinion):
        raise MoveRefused("不是本件的反映人")
    if not _told(act, [proposer]):
        raise MoveRefused(f"已向{proposer}反馈")
    del act.given["proposer"]
    act.tell("反馈对象", in_names([proposer], act.opinion))


def feed_back(act: Act) -> None:
    """All who were not told one by one were told now."""
    told = _told(act, everybody(act.opinion))
    names = in_names([feedback.proposer for feedback in told], act.opinion)
    act.tell("反馈对象", names or "此前均已反馈")


def in_names(proposers: list[Proposer], opinion: Opinion) -> str:
    """Who spoke in confidence in a merged one is not named in the kept one's history."""
    named = [p for p in proposers if p.opinion_id == opinion.pk or not _is_secret(p)]
    names = [proposer.name for proposer in named]
    if hidden := len(proposers) - len(named):
        names.append(f"保密反映人{hidden}人")
    return "、".join(names)


def _is_secret(proposer: Proposer) -> bool:
    return proposer.opinion.hides_source


def _told(act: Act, proposers: list[Proposer]) -> list[Feedback]:
    opinion = act.opinion
    answer = opinion.current_answer
    already = set(answer.feedbacks.values_list("proposer", flat=True))
    return Feedback.objects.bulk_create(
        Feedback(
            opinion=opinion,
            round=opinion.round,
            answer=answer,
            proposer=proposer,
            told_on=act.on,
            how=act.given["how"],
            by=act.by,
            note=act.get("note")[:300],
        )
        for proposer in proposers
        if proposer.pk not in already
    )


def evaluate(act: Act) -> None:
    if act.given["verdict"] not in GOOD_VERDICTS:
        raise MoveRefused("评价为不满意的，请说明理由后重新办理")
    _judge(act, act.given["verdict"], act.get("note"))


def marks_given(act: Act) -> dict[str, str]:
    """The marks beside the verdict, as far as this round asks for them."""
    attitude = act.given["attitude"]
    told = act.get("note") or act.get("reason")
    if attitude == Verdict.DISSATISFIED and not told:
        raise MoveRefused("对办理态度不满意的，请在说明中写明理由")
    return {"attitude": attitude, "promise_outcome": promise_given(act)}


def _judge(act: Act, verdict: str, reason: str, **marks: str) -> None:
    opinion = act.opinion
    scan = act.given.get("scan")
    scan = scan[0] if isinstance(scan, list) else scan
    if act.given.get("attitude"):
        marks |= marks_given(act)
    own = is_own_hand(act)
    if own:
        act.tell("提示", "由答复的登记人登记，待市人大机关回访")
    Evaluation.objects.create(
        opinion=opinion,
        round=opinion.round,
        verdict=verdict,
        reason=reason[:300],
        on=act.on,
        by=act.by,
        scan=scan,
        is_own_hand=own,
        **marks,
    )
    opinion.verdict = verdict


def is_own_hand(act: Act) -> bool:
    """Whether the verdict is entered by whoever entered the answer, or for its organ.

    A ledger is nobody's hand here, and the daily run judges nothing: it only ends a time
    in which nobody did.
    """
    answer = act.opinion.current_answer
    if act.by is None or act.basis or answer is None:
        return False
    if answer.drafted_by_id == act.by.pk:
        return True
    organs = {post.organ_id for post in answer.drafted_by.live_posts} - {None}
    return any(post.organ_id in organs for post in act.by.live_posts)


def call_back(act: Act) -> None:
    """Whether the verdict is the proposer's; asked by somebody else than entered it."""
    evaluation = act.opinion.evaluations.order_by("round").last()
    if evaluation.by_id == act.by.pk:
        raise MoveRefused("评价由您登记，请由机关另一人回访")
    outcome, said = act.given["call_back"], act.get("note")
    if outcome == CallBackOutcome.DENIED and not said:
        raise MoveRefused("评价不实的，请在说明中写明反映人怎样说")
    act.opinion.call_backs.create(
        evaluation=evaluation,
        on=act.on,
        how=act.given["contact_how"],
        outcome=outcome,
        said=said[:300],
        by=act.by,
    )


def reject(act: Act) -> None:
    _judge(act, Verdict.DISSATISFIED, act.given["reason"])
    begin_round(act)
    # It stands until the next one: a rate without it would be of the contented alone.
    act.opinion.verdict = Verdict.DISSATISFIED


def reject_again(act: Act) -> None:
    """Nothing begins anew by itself; the office decides."""
    _judge(act, Verdict.DISSATISFIED, act.given["reason"])


def close_unevaluated(act: Act) -> None:
    _judge(act, Verdict.NONE, "催请后仍未评价")
    close(act)


def close(act: Act) -> None:
    act.opinion.closed_on = act.on


def begin_round(act: Act) -> None:
    """Answer and verdict stay in their tables; the opinion waits for the next ones.

    The units go on with it: they have signed, but owe their parts again, unless they
    were waived.
    """
    opinion = act.opinion
    act.tell("轮次", f"第{opinion.round + 1}轮")
    _forget_answer(opinion)
    opinion.verdict = ""
    opinion.closed_on = None
    old = opinion.live_assignments
    opinion.assignments.filter(ended_on=None).update(ended_on=act.on)
    Assignment.objects.bulk_create(
        Assignment(
            opinion=opinion,
            round=opinion.round + 1,
            unit=row.unit,
            is_lead=row.is_lead,
            assigned_on=act.on,
            document_number=row.document_number,
            responsible_person=row.responsible_person,
            responsible_phone=row.responsible_phone,
            signed_by=row.signed_by,
            signed_on=act.on if row.is_taken_on else None,
            waived_on=row.waived_on,
            waive_reason=row.waive_reason,
        )
        for row in old
    )


EFFECTS = (
    answer_at_once,
    return_answer,
    tell,
    feed_back,
    evaluate,
    reject,
    reject_again,
    call_back,
    close_unevaluated,
    close,
    begin_round,
)
