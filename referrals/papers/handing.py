"""Papers that hand an opinion on: down to township and village, out to the units."""

from datetime import date

from referrals.enums import LOCAL_LEVELS
from referrals.models import Assignment, Clock, DueDay, Opinion
from referrals.queries.handlers import handed_down_on
from referrals.shown.record import proposers_in_words
from referrals.shown.sources import SourceWords
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.papers.registry import PaperSheet, in_chinese
from tianmen_congress.base.words import in_words

from . import kinds
from .kinds import BLANK, OFFICE, ROOM
from .names import in_full


def _last_clock(opinion: Opinion, step: str) -> Clock | None:
    """Of this round, running or not: a paper printed again says the same."""
    return opinion.clocks.filter(step=step).order_by("pk").last()


def _told(clock: Clock, on: date) -> DueDay | None:
    """What was known of its day when a paper of that day was written.

    What happened on the day itself came after the paper, but for the beginning.
    """
    days = list(clock.due_days.all())
    return next((day for day in reversed(days) if day.on < on), next(iter(days), None))


def _until(clock: Clock | None, on: date) -> str:
    if clock is None:
        return "按规定时限"
    told = _told(clock, on)
    return f"{in_chinese(told.due_on if told else clock.due_on)}前"


def _why(clock: Clock | None, on: date) -> str:
    """The same with its reasons."""
    told = _told(clock, on) if clock else None
    return told.words if told else _until(clock, on)


def handed_down(opinion: Opinion, user: User) -> bool:
    """Referred here: of what a ledger states there was no paper of ours."""
    if opinion.handler is None or opinion.level not in LOCAL_LEVELS:
        return False
    was_numbered = bool(opinion.handover_number)
    return was_numbered or opinion.history.filter(name="refer").exists()


def handover(opinion: Opinion, user: User) -> PaperSheet:
    clock, helping = _last_clock(opinion, "handle"), opinion.live_assignments
    person, phone = opinion.responsible_person, opinion.responsible_phone
    on = _handed_down_on(opinion, clock)
    others = [row.unit.name_on(on) for row in helping]
    return PaperSheet(
        kinds.HANDOVER,
        kinds.HANDOVER.title,
        number=opinion.handover_number,
        to=f"{in_words([opinion.handler_on(on), *others])}：",
        paragraphs=["现将下列意见建议交你单位办理，请按期办结并报送办理结果。"],
        facts=[
            ("编号", opinion.number),
            ("事项", opinion.title),
            ("内容", opinion.text),
            ("反映人", _said_by(opinion, user)),
            ("所涉村", opinion.village_on(on) or opinion.township.name_on(on)),
            ("类别、层级", f"{opinion.category or ''}　{opinion.get_level_display()}"),
            ("办理期限", _why(clock, on)),
            *([("协办单位", _helping(opinion, others, on))] if others else []),
            ("责任人、电话", f"{person or BLANK}　{phone or BLANK}"),
            ("交办要求", opinion.requirement or "按规定时限办理，结果反馈反映人"),
            ("办理情况", ROOM),
        ],
        sign=opinion.presidium.name_on(on),
        on=on,
    )


def _helping(opinion: Opinion, others: list[str], on: date) -> str:
    part = _last_clock(opinion, "co_answer")
    return f"{in_words(others)}，{_until(part, on)}提交协办意见"


def _handed_down_on(opinion: Opinion, clock: Clock | None) -> date:
    """The day of the note: that of a new one where helpers came or went."""
    days = [clock.started_on if clock else opinion.moved_on, handed_down_on(opinion)]
    return max(day for day in days if day is not None)


def _said_by(opinion: Opinion, user: User) -> str:
    """On papers that go to a handler nobody is named who spoke in confidence."""
    if opinion.hides_source:
        return "（保密）"
    return proposers_in_words(opinion, user=user)


def assigned(opinion: Opinion, user: User) -> bool:
    """Handed over with a number: of what a ledger states there was no paper of ours."""
    return any(row.document_number for row in opinion.live_assignments)


def assignment(opinion: Opinion, user: User) -> PaperSheet:
    lead, *others = opinion.live_assignments
    paper = next(row for row in opinion.live_assignments if row.document_number)
    clock, part = _last_clock(opinion, "answer"), _last_clock(opinion, "co_answer")
    on = paper.paper_on or paper.assigned_on
    facts = [
        ("编号", f"{opinion.city_number}（{opinion.township.name_on(on)}）"),
        ("事项", opinion.title),
        ("内容", opinion.text),
        ("反映人", _known_to_units(opinion, lead, user)),
        ("主办单位", f"{lead.unit.name_on(on)}，{_until(clock, on)}书面答复"),
    ]
    if others:
        names = "、".join(row.unit.name_on(on) for row in others)
        facts.append(("协办单位", f"{names}，{_until(part, on)}提交协办意见"))
    facts.append(("要求", opinion.requirement or "在规定期限内书面答复反映人"))
    return PaperSheet(
        kinds.ASSIGNMENT,
        f"关于交办“{opinion.title}”的函",
        number=paper.document_number,
        to="、".join(in_full(row.unit, on) for row in opinion.live_assignments) + "：",
        paragraphs=[
            f"{_occasion(opinion)}，现将下列意见建议交你单位办理：",
            *(f"{label}：{value}" for label, value in facts),
            "请及时签收，按期办理，并将办理情况书面答复。",
        ],
        sign=OFFICE,
        copies=in_full(opinion.presidium, on),
        on=on,
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


def parts_of(opinion: Opinion, user: User) -> list[Assignment]:
    """What co-handling units gave to the lead unit, the newest first."""
    rows = opinion.assignments.exclude(part_number="").select_related("unit")
    return list(rows.order_by("-pk"))


def part(opinion: Opinion, user: User, row: Assignment) -> PaperSheet:
    """From the co-handling unit to the one that answers."""
    lead = opinion.assignments.filter(round=row.round, is_lead=True).last()
    answers = lead.unit if lead else opinion.handler
    source, on = SourceWords(opinion, user), row.part_given_on
    return PaperSheet(
        kinds.PART,
        f"关于“{opinion.title}”的协办意见函",
        number=row.part_number,
        to=f"{in_full(answers, on)}：",
        paragraphs=[
            f"“{opinion.title}”（{opinion.city_number or opinion.number}）由你单位主办、我单位协办。"
            "现将协办意见函告如下：",
            *map(source.hide, row.part.splitlines()),
        ],
        sign=in_full(row.unit, on),
        copies=OFFICE if lead else in_full(opinion.presidium, on),
        on=on,
    )
