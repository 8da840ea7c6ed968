"""Answers given outside the units, what was told and thought, and the next round."""

from referrals.actions.act import Act
from referrals.actions.paper_numbers import document_number
from referrals.enums import GOOD_VERDICTS, Verdict
from referrals.models import Assignment, Evaluation, Feedback, Opinion, Proposer
from referrals.workflow import MoveRefused

from .units import check_class, show_answer


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


def _judge(act: Act, verdict: str, reason: str) -> None:
    opinion = act.opinion
    scan = act.given.get("scan")
    scan = scan[0] if isinstance(scan, list) else scan
    Evaluation.objects.create(
        opinion=opinion,
        round=opinion.round,
        verdict=verdict,
        reason=reason[:300],
        on=act.on,
        by=act.by,
        scan=scan,
    )
    opinion.verdict = verdict


def reject(act: Act) -> None:
    _judge(act, Verdict.DISSATISFIED, act.given["reason"])
    begin_round(act)
    # It stands until the next one: a rate without it would be of the contented alone.
    act.opinion.verdict = Verdict.DISSATISFIED


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
    close_unevaluated,
    close,
    begin_round,
)
