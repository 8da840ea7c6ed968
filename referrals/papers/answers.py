"""Papers that go back to the people: the answer, and the question what they think of it."""

from datetime import date

from referrals import rules
from referrals.enums import Level, State
from referrals.models import Answer, Opinion
from referrals.shown.record import named, proposers_in_words
from referrals.workflow import rounds
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.papers.registry import PaperSheet, in_chinese

from . import kinds
from .kinds import OFFICE, ROOM
from .names import in_full

BOXES = "□满意　　□基本满意　　□不满意"


def answer_of(opinion: Opinion, user: User) -> Answer | None:
    """What was answered here; whoever answers prints the draft too, to have it issued.

    For what a ledger states there was no letter of ours, and none is made up.
    """
    draft = opinion.current_answer
    is_draft = draft is not None and draft.answered_on is None and not draft.basis
    if is_draft and _drafts(opinion, user):
        return draft
    given = opinion.answers.standing().select_related("organ").order_by("pk").last()
    return None if given is None or given.basis else given


def _drafts(opinion: Opinion, user: User) -> bool:
    return opinion.lead_unit is not None and rules.is_lead(user, opinion)


def answer(opinion: Opinion, user: User) -> PaperSheet:
    given = answer_of(opinion, user)
    on = given.answered_on or given.drafted_on
    return PaperSheet(
        kinds.ANSWER,
        f"关于“{opinion.title}”的答复函",
        number=given.document_number or ("" if given.answered_on else "（草稿）"),
        mark=f"{given.answer_class.letter}类",
        to=f"{addressed(opinion, user)}：",
        paragraphs=[*_answered(opinion, given), *_contact(opinion)],
        sign=_answerer(opinion, given, on),
        copies=_copies(opinion, on),
        on=on,
    )


def addressed(opinion: Opinion, user: User) -> str:
    """Each by name; nobody where the letter passes those who must not know."""
    if opinion.hides_source or not opinion.all_proposers:
        return "反映人"
    if "proposers" not in rules.visible_fields(user, opinion):
        return proposers_in_words(opinion, user=user)
    people = opinion.all_proposers
    names = [named(each, user, with_phone=False) for each in people]
    deputies = [each.person_id is not None for each in people]
    if all(deputies):
        return f"{'、'.join(names)}代表"
    pairs = zip(names, deputies, strict=True)
    return "、".join(f"{name}代表" if is_one else name for name, is_one in pairs)


def _you(opinion: Opinion) -> str:
    """One is 您, several are 你们; how many spoke in confidence is not told."""
    is_joint = len(opinion.all_proposers) > 1 and not opinion.hides_source
    return "你们" if is_joint else "您"


def _answered(opinion: Opinion, answer: Answer) -> list[str]:
    lines = [
        f"{_you(opinion)}提出的“{opinion.title}”（{_number(opinion)}）收悉，现答复如下：",
        *answer.text.splitlines(),
    ]
    if answer.promised_on:
        lines.append(f"承诺于{in_chinese(answer.promised_on)}前解决。")
    lines.append(f"办理结果：{answer.answer_class}")
    if answer.class_reason:
        lines.append(f"原因：{answer.class_reason}")
    return lines


def _contact(opinion: Opinion) -> list[str]:
    if not opinion.responsible_person:
        return []
    phone = opinion.responsible_phone
    return [
        f"联系人：{opinion.responsible_person}" + (f"　电话：{phone}" if phone else "")
    ]


def _answerer(opinion: Opinion, answer: Answer, on: date) -> str:
    """The province's answer comes through the office."""
    if answer.organ is not None:
        return in_full(answer.organ, on)
    is_provinces = opinion.level == Level.PROVINCE
    return OFFICE if is_provinces else in_full(opinion.presidium, on)


def _copies(opinion: Opinion, on: date) -> str:
    """Those who handed it on read what came of it."""
    presidium = in_full(opinion.presidium, on)
    return presidium if opinion.is_local else f"{OFFICE}，{presidium}"


def _number(opinion: Opinion) -> str:
    """What went past the township has the city's number alone."""
    return opinion.number or opinion.city_number


def _asker(opinion: Opinion, on: date) -> str:
    """The presidium, or the office where that one is accused."""
    is_offices = opinion.is_kept_from_presidium
    return OFFICE if is_offices else opinion.presidium.name_on(on)


def answered_now(opinion: Opinion, user: User) -> bool:
    return opinion.state in (State.ANSWERED, State.FED_BACK)


def consultation(opinion: Opinion, user: User) -> PaperSheet:
    given = answer_of(opinion, user)
    promised = given.promised_on
    asks = rounds.is_of_promise(opinion)
    you, on = _you(opinion), today()
    return PaperSheet(
        kinds.CONSULTATION,
        "承诺事项兑现情况征询意见表" if asks else "意见建议办理情况征询意见表",
        number=f"编号：{_number(opinion)}",
        facts=[
            ("事项", opinion.title),
            ("反映人", proposers_in_words(opinion, user=user, with_phones=False)),
            ("承办单位", _answerer(opinion, given, on)),
            ("答复日期", in_chinese(given.answered_on)),
            ("答复内容", given.text),
            ("答复类别", str(given.answer_class)),
            *([("原因", given.class_reason)] if given.class_reason else []),
            *([("承诺期限", f"{in_chinese(promised)}前")] if promised else []),
            *([("承诺是否\n兑现", "□已兑现　　□未兑现")] if asks else []),
            (f"{you}对办理\n态度的评价", BOXES),
            (f"{you}对办理\n结果的评价", BOXES),
            ("意见或不满\n意的理由", ROOM),
        ],
        sign=_asker(opinion, on),
        on=on,
    )
