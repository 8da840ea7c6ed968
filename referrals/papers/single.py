"""Papers about one opinion: when each can be printed, for whom, and what fills it."""

from collections.abc import Callable
from dataclasses import dataclass

from referrals import rules
from referrals.enums import LOCAL_LEVELS, ClockStep, Level, State
from referrals.models import Answer, Assignment, Clock, Extension, Opinion
from referrals.queries.record import proposers_in_words
from referrals.queries.words import why
from referrals.rules import organ_shown_to
from tianmen_congress.accounts.enums import Role
from tianmen_congress.accounts.models import User
from tianmen_congress.clocks.calendar import today
from tianmen_congress.papers.registry import Paper, Sheet, in_chinese

from . import kinds
from .kinds import OFFICE

BLANK = "　　　　"
ROOM = "\n\n"  # to be written on by hand


def _last_clock(opinion: Opinion, step: str) -> Clock | None:
    """Of this round, running or not: a paper printed again says the same."""
    return opinion.clocks.filter(step=step).order_by("pk").last()


def _until(clock: Clock | None) -> str:
    return f"{in_chinese(clock.due_on)}前" if clock else "按规定时限"


def _decided(decision: str, words: str) -> str:
    """What was decided, or room to write it."""
    return words if decision else f"{ROOM}（签字）{BLANK}　　年　　月　　日"


# --- down to the township and the village -----------------------------------------


def _handed_down(opinion: Opinion, user: User) -> bool:
    return opinion.handler is not None and opinion.level in LOCAL_LEVELS


def _handover(opinion: Opinion, user: User) -> Sheet:
    clock = _last_clock(opinion, "handle")
    person, phone = opinion.responsible_person, opinion.responsible_phone
    return Sheet(
        kinds.HANDOVER,
        kinds.HANDOVER.title,
        number=f"编号：{opinion.number}",
        to=f"{opinion.handler}：",
        paragraphs=["现将下列意见建议交你单位办理，请按期办结并报送办理结果。"],
        facts=[
            ("事项", opinion.title),
            ("内容", opinion.text),
            ("反映人", _said_by(opinion, user)),
            ("所涉村", str(opinion.village or opinion.township)),
            ("类别、层级", f"{opinion.category or ''}　{opinion.get_level_display()}"),
            ("办理期限", why(clock) if clock else _until(clock)),
            ("责任人、电话", f"{person or BLANK}　{phone or BLANK}"),
            ("交办要求", opinion.requirement or "按规定时限办理，结果反馈反映人"),
            ("办理情况", ROOM),
        ],
        sign=str(opinion.presidium),
        on=clock.started_on if clock else opinion.moved_on,
    )


def _said_by(opinion: Opinion, user: User) -> str:
    """On papers that go to a handler nobody is named who spoke in confidence."""
    if opinion.hides_source:
        return "（保密）"
    return proposers_in_words(opinion, user=user)


# --- out to the units -------------------------------------------------------------


def _assigned(opinion: Opinion, user: User) -> bool:
    return bool(opinion.live_assignments) and opinion.lead_unit is not None


def _assignment(opinion: Opinion, user: User) -> Sheet:
    lead, *others = opinion.live_assignments
    clock, part = _last_clock(opinion, "answer"), _last_clock(opinion, "co_answer")
    facts = [
        ("编号", f"{opinion.city_number}（{opinion.township}）"),
        ("事项", opinion.title),
        ("内容", opinion.text),
        ("反映人", _known_to_units(opinion, lead, user)),
        ("主办单位", f"{lead.unit}，{_until(clock)}书面答复"),
    ]
    if others:
        names = "、".join(row.unit.name for row in others)
        facts.append(("协办单位", f"{names}，{_until(part)}提交协办意见"))
    facts.append(("要求", opinion.requirement or "在规定期限内书面答复反映人"))
    return Sheet(
        kinds.ASSIGNMENT,
        kinds.ASSIGNMENT.title,
        number=lead.document_number,
        to="、".join(row.unit.name for row in opinion.live_assignments) + "：",
        paragraphs=[
            f"{_occasion(opinion)}，现将下列意见建议交你单位办理：",
            *(f"{label}：{value}" for label, value in facts),
            "请及时签收，按期办理，并将办理情况书面答复。",
        ],
        sign=OFFICE,
        on=lead.assigned_on,
    )


def _occasion(opinion: Opinion) -> str:
    item = opinion.agenda_items.exclude(handed_over_on=None).order_by("pk").last()
    if item is not None:
        return f"经{item.conference.title}研究"
    return "因情况紧急，经研究"


def _known_to_units(opinion: Opinion, lead: Assignment, user: User) -> str:
    """A unit learns whom to call when it has taken the opinion on, on paper too."""
    if opinion.hides_source:
        return "（保密）"
    if lead.signed_on is None:
        return "签收后在平台查看"
    return proposers_in_words(opinion, user=user)


def _relief_of(opinion: Opinion, user: User) -> Assignment | None:
    """The newest request; a unit sees its own."""
    asked = opinion.assignments.exclude(relief_asked_on=None).order_by("pk")
    if user.has_role(Role.UNIT):
        asked = asked.filter(unit__in=rules.organs_of(user, Role.UNIT))
    return asked.last()


def _relief(opinion: Opinion, user: User) -> Sheet:
    asked = _relief_of(opinion, user)
    decision = asked.get_relief_decision_display()
    on = in_chinese(asked.relief_decided_on) if asked.relief_decided_on else ""
    return Sheet(
        kinds.RELIEF,
        kinds.RELIEF.title,
        number=f"交办文号：{asked.document_number}",
        to=f"{OFFICE}：",
        paragraphs=["下列意见建议不宜由我单位办理，申请退办，请予审批。"],
        facts=[
            ("编号", opinion.city_number),
            ("事项", opinion.title),
            ("申请单位", str(asked)),
            ("交办日期", in_chinese(asked.assigned_on)),
            ("退办理由", asked.relief_reason),
            ("审批意见", _decided(decision, f"{decision}退办。{on}")),
        ],
        sign=str(asked.unit),
        on=asked.relief_asked_on,
    )


# --- more time, more haste --------------------------------------------------------


def _extension_of(opinion: Opinion, user: User) -> Extension | None:
    clocks = opinion.clocks.filter(extensions__isnull=False).order_by("extensions__pk")
    # The law's time goes along with the campaign's: the paper asks for the latter.
    clock = clocks.exclude(step=ClockStep.LAW).select_related("organ").last()
    return clock.extensions.order_by("pk").last() if clock else None


def _extension(opinion: Opinion, user: User) -> Sheet:
    asked = _extension_of(opinion, user)
    return Sheet(
        kinds.EXTENSION,
        kinds.EXTENSION.title,
        number=f"编号：{opinion.city_number or opinion.number}",
        to=f"{opinion.presidium if opinion.is_local else OFFICE}：",
        paragraphs=["下列意见建议不能按期办结，申请延期，请予审批。"],
        facts=[
            ("事项", opinion.title),
            ("承办单位", str(asked.clock.organ or opinion.handler or "")),
            ("原办理期限", in_chinese(asked.old_due_on)),
            ("申请延期至", in_chinese(asked.wanted_until)),
            ("申请理由", asked.reason),
            ("审批意见", _decided(asked.decision, _extended(asked))),
        ],
        sign=str(asked.clock.organ or opinion.handler or ""),
        on=asked.asked_on,
    )


def _extended(asked: Extension) -> str:
    words = asked.get_decision_display()
    if asked.granted_until:
        words = f"{words}，延期至{in_chinese(asked.granted_until)}"
    on = in_chinese(asked.decided_on) if asked.decided_on else ""
    return f"{words}。{on}"


def _urge(opinion: Opinion, user: User) -> Sheet:
    urge = opinion.urges.select_related("organ", "by").order_by("pk").last()
    is_from_city = urge.by is not None and urge.by.has_role(Role.OFFICE)
    what = f"“{opinion.title}”（{opinion.city_number or opinion.number}）"
    return Sheet(
        kinds.URGE,
        kinds.URGE.title,
        number=f"{opinion.city_number or opinion.number}第{urge.number}次",
        to=f"{organ_shown_to(user, opinion, urge.organ) or '承办人'}：",
        paragraphs=[
            f"你单位经办的{what}{_how_late(urge)}，请抓紧办理，并及时报送办理结果。",
            *([f"催办意见：{urge.note}"] if urge.note else []),
        ],
        sign=OFFICE if is_from_city else str(opinion.presidium),
        on=urge.on,
    )


def _how_late(urge) -> str:
    if urge.due_on is None:
        return "尚未办结"
    late = "，已经超期" if urge.due_on < urge.on else ""
    return f"办理期限为{in_chinese(urge.due_on)}{late}"


# --- back to the people -----------------------------------------------------------


def _answer_of(opinion: Opinion, user: User) -> Answer | None:
    """What was answered; whoever answers prints the draft too, to have it issued."""
    draft = opinion.current_answer
    if draft is not None and draft.answered_on is None and _drafts(opinion, user):
        return draft
    given = opinion.answers.exclude(answered_on=None).filter(returned_on=None)
    return given.select_related("organ").order_by("pk").last()


def _drafts(opinion: Opinion, user: User) -> bool:
    return opinion.lead_unit is not None and rules.is_lead(user, opinion)


def _answer(opinion: Opinion, user: User) -> Sheet:
    answer = _answer_of(opinion, user)
    return Sheet(
        kinds.ANSWER,
        f"关于“{opinion.title}”的答复",
        number=answer.document_number or ("" if answer.answered_on else "（草稿）"),
        to=f"{_addressed(opinion, user)}：",
        paragraphs=[*_answered(opinion, answer), *_contact(opinion)],
        sign=_answerer(opinion, answer),
        on=answer.answered_on or answer.drafted_on,
    )


def _addressed(opinion: Opinion, user: User) -> str:
    """Names alone; nobody by name where the letter passes those who must not know."""
    if opinion.hides_source or not opinion.all_proposers:
        return "反映人"
    return proposers_in_words(opinion, user=user, with_phones=False)


def _answered(opinion: Opinion, answer: Answer) -> list[str]:
    lines = [
        f"您提出的“{opinion.title}”（{opinion.number}）收悉，现答复如下：",
        *answer.text.splitlines(),
    ]
    if answer.promised_on:
        lines.append(f"承诺于{in_chinese(answer.promised_on)}前解决。")
    lines.append(f"办理结果：{answer.get_answer_class_display()}")
    if answer.issued_by:
        lines.append(f"签发人：{answer.issued_by}")
    return lines


def _contact(opinion: Opinion) -> list[str]:
    if not opinion.responsible_person:
        return []
    phone = opinion.responsible_phone
    return [
        f"联系人：{opinion.responsible_person}" + (f"　电话：{phone}" if phone else "")
    ]


def _answerer(opinion: Opinion, answer: Answer) -> str:
    """The province's answer comes through the office."""
    if answer.organ is not None:
        return str(answer.organ)
    return OFFICE if opinion.level == Level.PROVINCE else str(opinion.presidium)


def _answered_now(opinion: Opinion, user: User) -> bool:
    return opinion.state in (State.ANSWERED, State.FED_BACK)


def _consultation(opinion: Opinion, user: User) -> Sheet:
    answer = _answer_of(opinion, user)
    promised = answer.promised_on
    return Sheet(
        kinds.CONSULTATION,
        "意见建议办理情况征询意见表",
        number=f"编号：{opinion.number}",
        facts=[
            ("事项", opinion.title),
            ("反映人", proposers_in_words(opinion, user=user, with_phones=False)),
            ("承办单位", _answerer(opinion, answer)),
            ("答复日期", in_chinese(answer.answered_on)),
            ("答复内容", answer.text),
            ("办理结果", answer.get_answer_class_display()),
            *([("承诺期限", f"{in_chinese(promised)}前")] if promised else []),
            ("您的评价", "□满意　　□基本满意　　□不满意"),
            ("意见或不满\n意的理由", ROOM),
        ],
        sign=str(opinion.presidium),
        on=today(),
    )


@dataclass(frozen=True, slots=True)
class One:
    """A paper: `may` says whether there is something to print for this user."""

    paper: Paper
    may: Callable[[Opinion, User], object]
    fill: Callable[[Opinion, User], Sheet]


ABOUT_ONE = {
    one.paper.slug: one
    for one in (
        One(kinds.HANDOVER, _handed_down, _handover),
        One(kinds.ASSIGNMENT, _assigned, _assignment),
        One(kinds.ANSWER, _answer_of, _answer),
        One(kinds.CONSULTATION, _answered_now, _consultation),
        One(kinds.EXTENSION, _extension_of, _extension),
        One(kinds.RELIEF, _relief_of, _relief),
        One(kinds.URGE, lambda opinion, user: opinion.urges.exists(), _urge),
    )
}


def papers_of(opinion: Opinion, *, user: User) -> list[Paper]:
    """Those that `user` can print of `opinion` as it is now."""
    return [one.paper for one in ABOUT_ONE.values() if one.may(opinion, user)]


def sheet_of(slug: str, opinion: Opinion, *, user: User) -> Sheet | None:
    """The paper filled, or None where there is nothing to print yet."""
    one = ABOUT_ONE.get(slug)
    return one.fill(opinion, user) if one and one.may(opinion, user) else None
