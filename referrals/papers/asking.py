"""Papers that ask: a unit to be relieved or for more time, those above for haste."""

from referrals import rules
from referrals.enums import ClockStep
from referrals.models import Assignment, Extension, Opinion, Urge
from referrals.rules import organ_shown_to
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.papers.registry import PaperSheet, in_chinese
from tianmen_congress.base.rows.naming import named_on

from . import kinds
from .kinds import BLANK, OFFICE, ROOM
from .names import in_full


def _decided(decision: str, words: str) -> str:
    """What was decided, or room to write it."""
    return words if decision else f"{ROOM}（签字）{BLANK}　　年　　月　　日"


def relief_of(opinion: Opinion, user: User) -> Assignment | None:
    """The newest request; a unit sees its own."""
    asked = opinion.assignments.exclude(relief_asked_on=None).order_by("pk")
    if user.has_role(Role.UNIT):
        asked = asked.filter(unit__in=rules.organs_of(user, Role.UNIT))
    return asked.last()


def relief(opinion: Opinion, user: User) -> PaperSheet:
    asked = relief_of(opinion, user)
    decision = asked.get_relief_decision_display()
    on = in_chinese(asked.relief_decided_on) if asked.relief_decided_on else ""
    return PaperSheet(
        kinds.RELIEF,
        kinds.RELIEF.title,
        number=asked.relief_number,
        to=f"{OFFICE}：",
        paragraphs=["下列意见建议不宜由我单位办理，申请退办，请予审批。"],
        facts=[
            ("编号", opinion.city_number),
            ("事项", opinion.title),
            ("申请单位", asked.named_on(asked.relief_asked_on)),
            ("交办文号", asked.document_number),
            ("交办日期", in_chinese(asked.assigned_on)),
            ("退办理由", asked.relief_reason),
            ("审批意见", _decided(decision, f"{decision}退办。{on}")),
        ],
        sign=asked.unit.name_on(asked.relief_asked_on),
        on=asked.relief_asked_on,
    )


def extension_of(opinion: Opinion, user: User) -> Extension | None:
    # unscoped: of the opinion on the page. The law's time goes along with the campaign's:
    # the paper asks for the latter.
    asked = Extension.objects.filter(clock__opinion=opinion, is_correction=False)
    asked = asked.exclude(clock__step=ClockStep.LAW).order_by("clock", "pk")
    return asked.select_related("clock__organ", "organ").last()


def _parties(opinion: Opinion, asked: Extension) -> tuple[str, str]:
    """Who asks and who decides: beyond its own time a presidium asks the office."""
    on, presidium = asked.asked_on, opinion.presidium.name_on(asked.asked_on)
    if not opinion.is_local:
        return named_on(asked.organ or asked.clock.organ, on), OFFICE
    if asked.organ_id == opinion.handler_id:
        return named_on(opinion.handler, on), presidium
    return presidium, OFFICE


def _asking_unit(opinion: Opinion, asked: Extension) -> str:
    unit = None if opinion.is_local else asked.organ
    return named_on(unit or asked.clock.organ or opinion.handler, asked.asked_on)


def extension(opinion: Opinion, user: User) -> PaperSheet:
    asked = extension_of(opinion, user)
    asks, decides = _parties(opinion, asked)
    return PaperSheet(
        kinds.EXTENSION,
        kinds.EXTENSION.title,
        number=asked.document_number,
        to=f"{decides}：",
        paragraphs=["下列意见建议不能按期办结，申请延期，请予审批。"],
        facts=[
            ("编号", opinion.city_number or opinion.number),
            ("事项", opinion.title),
            ("承办单位", _asking_unit(opinion, asked)),
            ("原办理期限", in_chinese(asked.old_due_on)),
            ("申请延期至", in_chinese(asked.wanted_until)),
            ("申请理由", asked.reason),
            ("审批意见", _decided(asked.decision, _extended(asked))),
        ],
        sign=asks,
        on=asked.asked_on,
    )


def _extended(asked: Extension) -> str:
    words = asked.get_decision_display()
    if asked.granted_until:
        words = f"{words}，延期至{in_chinese(asked.granted_until)}"
    on = in_chinese(asked.decided_on) if asked.decided_on else ""
    return f"{words}。{on}"


def urges_of(opinion: Opinion, user: User) -> list[Urge]:
    """One a paper, the newest first; a unit sees what it was told itself."""
    rows = opinion.urges.select_related("organ", "by").order_by("-pk")
    organs = rules.urged_organs(user)
    seen = rows if organs is None else rows.filter(organ__in=organs)
    return list({each.document_number or each.pk: each for each in seen}.values())


def urge(opinion: Opinion, user: User, last: Urge) -> PaperSheet:
    told = _told_together(last)
    is_from_city = last.by is not None and last.by.has_role(Role.OFFICE)
    names = [_addressed(user, opinion, each) for each in told]
    own = opinion.city_number or opinion.number
    say = _owed if last.is_co else _asked
    return PaperSheet(
        kinds.URGE,
        kinds.URGE.title,
        number=last.document_number or f"{own}第{last.number}次",
        to=f"{'、'.join(names)}：",
        paragraphs=[
            *say(f"“{opinion.title}”（{own}）", told),
            *([f"催办意见：{last.note}"] if last.note else []),
        ],
        sign=OFFICE if is_from_city else in_full(opinion.presidium, last.on),
        on=last.on,
    )


def _addressed(user: User, opinion: Opinion, urge: Urge) -> str:
    """In full, but for a group that the reader may not know."""
    organ, on = urge.organ, urge.on
    shown = organ_shown_to(user, opinion, organ, on)
    is_known = shown == named_on(organ, on)
    return (in_full(organ, on) if is_known else shown) or "承办人"


def _told_together(urge: Urge) -> list[Urge]:
    """All units that one paper goes to."""
    if not urge.document_number:
        return [urge]
    rows = urge.opinion.urges.filter(document_number=urge.document_number)
    return list(rows.select_related("organ").order_by("pk"))


def _asked(what: str, told: list[Urge]) -> list[str]:
    (urge,) = told
    step = "签收" if urge.step == ClockStep.SIGN else "办理"
    return [
        f"你单位经办的{what}{_how_late(urge, step)}。现作第{urge.number}次催办，"
        "请抓紧办理，并及时报送办理结果。"
    ]


def _owed(what: str, told: list[Urge]) -> list[str]:
    """Each unit has a day and a count of its own."""
    lines = [
        f"{urge.organ.name_on(urge.on)}：{_how_late(urge, urge.get_step_display() or '办理')}，"
        f"现作第{urge.number}次催办。"
        for urge in told
    ]
    return [
        f"你单位协办的{what}，尚未提交协办意见：",
        *lines,
        "请抓紧办理，并及时向主办单位提交协办意见。",
    ]


def _how_late(urge: Urge, step: str) -> str:
    if urge.due_on is None:
        return "尚未办结"
    late = "，已经超期" if urge.due_on < urge.on else ""
    return f"{step}期限为{in_chinese(urge.due_on)}{late}"
