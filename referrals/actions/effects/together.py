"""Those who sign together: asked, signed, and what all of them think."""

from collections import Counter

from django.db import IntegrityError, transaction

from deputies.models import Person
from referrals.actions.act import Act
from referrals.enums import Verdict
from referrals.models import CoSigner, Evaluation, Mark, Opinion, Proposer
from referrals.models.outcome import promise_of_all, verdict_of_all
from referrals.queries.colleagues import colleagues_of
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.models import User

from .outcome import begin_round, marks_given

FEWEST_WORDS = "不满意的请在说明中写明理由"


def invite(act: Act) -> None:
    ask(act.opinion, act.given["co_signer"], by=act.by, on=act.on)


def ask(opinion: Opinion, person: Person, *, by: User, on) -> CoSigner:
    """From the same congress or group as whoever asks; each once."""
    if not colleagues_of(by).filter(pk=person.pk).exists():
        raise MoveRefused(f"{person}不是同一届次或者同一小组的代表")
    if opinion.proposers.filter(person=person).exists():
        raise MoveRefused(f"{person}已在提出人中")
    try:
        with transaction.atomic():
            return CoSigner.objects.create(
                opinion=opinion, person=person, asked_by=by, asked_on=on
            )
    except IntegrityError:
        raise MoveRefused(f"已经邀请过{person}附议") from None


def confirm(act: Act) -> None:
    _sign(act, _own(act))


def confirm_on_paper(act: Act) -> None:
    asked = act.given["asked"]
    if asked not in act.opinion.co_signers.open():
        raise MoveRefused("此人没有待确认的附议")
    del act.given["asked"]
    _sign(act, asked)


def _own(act: Act) -> CoSigner:
    return act.opinion.co_signers.open().get(person__user=act.by)


def _sign(act: Act, asked: CoSigner) -> None:
    """From now on he is owed the answer, sees the opinion, and judges it."""
    person = asked.person
    Proposer.objects.create(
        opinion=act.opinion, person=person, name=person.name, phone=person.phone
    )
    asked.confirmed_on = act.on
    asked.save()
    act.opinion.__dict__.pop("all_proposers", None)
    act.tell("附议人", person.name)


def decline(act: Act) -> None:
    asked = _own(act)
    asked.declined_on = act.on
    asked.save()
    act.tell("附议人", asked.person.name)


def judge(act: Act) -> None:
    """One of them; the row remembers who entered it, the history the paper."""
    proposer, verdict = _judging(act), act.given["mark"]
    if verdict == Verdict.DISSATISFIED and not act.get("note"):
        raise MoveRefused(FEWEST_WORDS)
    Mark.objects.create(
        opinion=act.opinion,
        round=act.opinion.round,
        proposer=proposer,
        verdict=verdict,
        reason=act.get("note")[:300],
        on=act.on,
        by=act.by,
        **marks_given(act),
    )
    act.opinion.__dict__.pop("current_marks", None)
    act.given.pop("judge", None)
    act.tell("评价人", proposer.name)


def _judging(act: Act) -> Proposer:
    silent = act.opinion.silent_judges
    own = [each for each in silent if each.person.user_id == act.by.pk]
    named = [each for each in silent if each == act.given.get("judge")]
    if not (own or named):
        raise MoveRefused("请选择是哪一位代表的评价")
    return (own or named)[0]


def conclude_good(act: Act) -> None:
    act.opinion.verdict = _conclude(act).verdict


def conclude_bad(act: Act) -> None:
    act.given["reason"] = _conclude(act).reason
    begin_round(act)
    # It stands until the next one, as after a verdict of one.
    act.opinion.verdict = Verdict.DISSATISFIED


def conclude_bad_again(act: Act) -> None:
    act.given["reason"] = _conclude(act).reason
    act.opinion.verdict = Verdict.DISSATISFIED


def _conclude(act: Act) -> Evaluation:
    opinion = act.opinion
    marks, absent = opinion.current_marks, len(opinion.silent_judges)
    act.tell("各人评价", counted(opinion))
    return Evaluation.objects.create(
        opinion=opinion,
        round=opinion.round,
        verdict=verdict_of_all(marks),
        attitude=verdict_of_all(marks, "attitude"),
        promise_outcome=promise_of_all(marks),
        reason="；".join(mark.reason for mark in marks if mark.reason)[:300],
        on=act.on,
        absent=absent,
    )


def counted(opinion: Opinion) -> str:
    """满意2人、未评价1人: who is silent stands apart."""
    many = Counter(mark.verdict for mark in opinion.current_marks)
    words = [f"{v.label}{many[v]}人" for v in Verdict if many[v]]
    if absent := len(opinion.silent_judges):
        words.append(f"未评价{absent}人")
    return "、".join(words)


EFFECTS = (
    invite,
    confirm,
    confirm_on_paper,
    decline,
    judge,
    conclude_good,
    conclude_bad,
    conclude_bad_again,
)
