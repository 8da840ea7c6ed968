"""The paper that tells an author what became of his opinion where nothing is answered."""

from datetime import date

from referrals import rules
from referrals.enums import UNANSWERED, AsideReason, State, Told
from referrals.models import Event, Opinion
from referrals.shown.record import proposers_in_words
from referrals.shown.sources import SourceWords
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.papers.registry import PaperSheet, in_chinese

from . import kinds
from .answers import addressed
from .discipline import issuer_of
from .kinds import OFFICE, ROOM
from .names import in_full

DISCIPLINE = "纪检监察机关"
# Of what the reason says that others are to settle it, and who they are.
PASSED_ON = {
    AsideReason.PETITION: "信访部门",
    AsideReason.JUDICIAL: "政法机关",
    AsideReason.DISCIPLINE: DISCIPLINE,
}


def notice_of(opinion: Opinion, user: User) -> Event | None:
    """The decision, where a paper tells it; it passes no unit's hands."""
    if not opinion.notice_number or rules.hears(user, opinion) > Told.LOOKERS:
        return None
    return opinion.history.filter(to_state=opinion.state).order_by("pk").first()


def notice(opinion: Opinion, user: User) -> PaperSheet:
    decided = notice_of(opinion, user)
    source = SourceWords(opinion, user)
    lines = [_said(opinion), *_decided(opinion, decided), *_why(decided)]
    return PaperSheet(
        kinds.NOTICE,
        _title(opinion),
        number=opinion.notice_number,
        to=f"{addressed(opinion, user)}：",
        paragraphs=[source.hide(line) for line in lines],
        sign=_issuer(opinion, decided.on),
        on=decided.on,
    )


def _issuer(opinion: Opinion, on: date) -> str:
    if opinion.state == State.DISCIPLINE:
        return issuer_of(opinion)
    is_offices = opinion.state == State.NOT_SUGGESTION
    return OFFICE if is_offices else in_full(opinion.presidium, on)


def _title(opinion: Opinion) -> str:
    return f"关于“{opinion.title}”{_how(opinion)}的告知书"


def _how(opinion: Opinion) -> str:
    if opinion.state == State.NOT_SUGGESTION:
        return "不作为建议处理"
    if opinion.state == State.DISCIPLINE:
        return "转纪检监察机关处理"
    return "转有关机关处理" if opinion.aside_reason in PASSED_ON else "不予受理"


def _said(opinion: Opinion) -> str:
    number = opinion.city_number or opinion.number
    return f"您提出的“{opinion.title}”{f'（{number}）' if number else ''}收悉。"


def _decided(opinion: Opinion, decided: Event) -> list[str]:
    """Who decided, when, how."""
    on = in_chinese(decided.on)
    if opinion.state == State.NOT_SUGGESTION:
        reason = opinion.get_dismissal_reason_display()
        return [f"经{OFFICE}{on}研究，该件{reason}，决定不作为代表建议处理。"]
    if opinion.state == State.DISCIPLINE:
        who = issuer_of(opinion)
        return [f"经{who}{on}研究，该件已转{DISCIPLINE}依纪依法处理。"]
    who = (opinion.group or opinion.presidium).name_on(decided.on)
    reason = opinion.get_aside_reason_display()
    lines = [f"经{who}{on}甄别，决定不予受理，原因：{reason}。"]
    if to := PASSED_ON.get(opinion.aside_reason):
        lines.append(f"您可以依法向{to}反映。")
    return lines


def _why(decided: Event) -> list[str]:
    return [f"说明：{decided.note}"] if decided.note else []


def withdrawal_of(opinion: Opinion, user: User) -> bool:
    """To be signed while it may still be taken back, and afterwards as it was."""
    # What was answered once is not taken back.
    is_first = opinion.round == 1 and not opinion.again
    is_open = opinion.state in UNANSWERED[1:] and is_first
    may = rules.is_author(user, opinion) or rules.is_office(user, opinion)
    return may and (is_open or opinion.state == State.WITHDRAWN)


def withdrawal(opinion: Opinion, user: User) -> PaperSheet:
    done = opinion.history.filter(name="withdraw").order_by("pk").last()
    on = done.on if done else None
    return PaperSheet(
        kinds.WITHDRAWAL,
        kinds.WITHDRAWAL.title,
        number=f"编号：{opinion.number}" if opinion.number else "",
        to=f"{OFFICE if opinion.city_number else in_full(opinion.presidium, on)}：",
        paragraphs=["下列意见建议申请撤回，请予同意。"],
        facts=[
            ("事项", opinion.title),
            ("反映人", proposers_in_words(opinion, user=user, with_phones=False)),
            ("提出日期", in_chinese(opinion.collected_on)),
            ("撤回理由", done.note if done else ROOM),
        ],
        on=on,
    )
