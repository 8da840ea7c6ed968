"""What the page of one opinion shows, field by field as its reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from referrals import rules, workflow
from referrals.actions.effects.together import counted
from referrals.actions.reasons import why
from referrals.enums import (
    ABOVE,
    NO_DAY,
    UNTAKEN,
    Asker,
    ClockStep,
    Told,
)
from referrals.models import Clock, Event, Extension, Opinion, Party, Proposer, Urge
from referrals.queries.told import OPINION
from referrals.shown.sources import SOMEBODY, SourceWords
from referrals.workflow.fields import FILES
from referrals.workflow.guards import is_of_handler
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.alerts.models import Reminder
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.lights import light_of
from tianmen_congress.base.rows.naming import named_on
from tianmen_congress.base.ui.masks import shown_to

# The labels under which the history names those who were told.
TOLD = (
    *("反馈对象", "告知对象", "附议人", "评价人", "联名代表", "邀请附议"),
    "联系的反映人",
)


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line of the timeline, as ui/_timeline.html takes it."""

    at: object
    who: str
    what: str
    note: str
    changes: list
    on: object
    words: list
    files: list
    is_move: bool

    @property
    def is_entered_late(self) -> bool:
        """Whether the day of the act does not tell when it was entered."""
        return abs(timezone.localdate(self.at) - self.on) > timedelta(days=1)


def summary(opinion: Opinion, *, user: User) -> list[tuple[str, object]]:
    """Label and value of what identifies the opinion and where it stands."""
    rows = [
        ("编号", opinion.number or "未编号"),
        ("市级编号", opinion.city_number),
        ("来源", _origin(opinion, user)),
        ("收集日期", opinion.collected_on),
        ("所涉村", opinion.village_in_full),
        ("反映人", proposers_in_words(opinion, user=user)),
        ("待附议", _asked(opinion, user)),
        ("类别", opinion.category),
        ("个案或共性", opinion.get_extent_display()),
        ("反映对象", accused_in_words(opinion, user=user)),
        ("层级", opinion.get_level_display()),
        ("当前经办", _holder(opinion, user)),
        ("承办单位", opinion.handled_by(opinion.stands_on)),
        ("责任人", _responsible(opinion)),
        ("乡村签收", _signed_there(opinion)),
        ("答复类别", opinion.answer_class),
        ("承诺期限", _promise(opinion)),
        ("评价", opinion.get_verdict_display()),
        ("联名评价", _marks(opinion, user)),
        ("轮次", f"第{opinion.round}轮" if opinion.round > 1 else ""),
        ("不予受理原因", opinion.get_aside_reason_display()),
        ("不作为建议处理的情形", opinion.get_dismissal_reason_display()),
        ("办结日期", opinion.closed_on),
    ]
    return [(label, value) for label, value in rows if value]


def _asked(opinion: Opinion, user: User) -> str:
    """Who was asked to sign and has not: known to those who put it forward."""
    if not rules.is_inside(user, opinion):
        return ""
    rows = opinion.co_signers.open().select_related("person")
    return "、".join(str(each) for each in rows)


def _marks(opinion: Opinion, user: User) -> str:
    """How many of those who signed together think what; who is silent stands apart."""
    is_told = rules.hears(user, opinion) <= Told.LOOKERS
    return counted(opinion) if is_told and opinion.current_marks else ""


def accused_in_words(opinion: Opinion, *, user: User, on: date | None = None) -> str:
    """The organ as it was called when it was said, or on another day, and who of it:
    the name as `user` may read names."""
    if opinion.accused_organ is None:
        return ""
    organ = opinion.accused_organ.name_on(on or opinion.collected_on)
    name = shown_to(user, opinion.accused_name, "name")
    return f"{organ}{f'（{name}）' if name else ''}"


def _origin(opinion: Opinion, user: User) -> str:
    if rules.hides_group(user, opinion):
        return opinion.township_name
    who = opinion.group_name or opinion.presidium_name
    return f"{opinion.get_origin_display()}，{who}"


def _holder(opinion: Opinion, user: User) -> str:
    nobody = "作者" if opinion.is_open else ""
    return rules.organ_shown_to(user, opinion, opinion.holder) or nobody


def kept_one(opinion: Opinion, *, user: User) -> Opinion | None:
    """The one that it was merged into; who was only there reads of it what he may see."""
    kept = opinion.merged_into
    if kept is None or not rules.reads_no_paper(user, opinion):
        return kept
    return Opinion.objects.visible_to(user).filter(pk=kept.pk).first()


def parties(opinion: Opinion, *, user: User) -> QuerySet[Party]:
    """Who has or had a part, as far as it does not show who spoke in confidence."""
    rows = opinion.parties.select_related("organ")
    if rules.hides_group(user, opinion):
        rows = rows.exclude(organ__kind=OrganKind.GROUP)
    return rows


def _promise(opinion: Opinion) -> object:
    """Until when the answer promises it, if a day was told."""
    if opinion.answer_class is None or not opinion.answer_class.needs_date:
        return None
    return opinion.promised_on or NO_DAY


def _responsible(opinion: Opinion) -> str:
    return f"{opinion.responsible_person} {opinion.responsible_phone}".strip()


def _signed_there(opinion: Opinion) -> str:
    if opinion.handler is None or opinion.handler_signed_on is None:
        return ""
    return f"{opinion.handler_signed_on:%Y-%m-%d} {opinion.handler_signed_by}"


def proposers_in_words(
    opinion: Opinion, *, user: User, with_phones: bool = True
) -> str:
    """Who put it forward, as far as `user` may know."""
    if "proposers" not in rules.visible_fields(user, opinion):
        return "（不显示）"
    if opinion.is_anonymous:
        return "匿名"
    return "、".join(
        named(p, user, with_phone=with_phones) for p in opinion.all_proposers
    )


def named(proposer: Proposer, user: User, *, with_phone: bool) -> str:
    """As `user` may read it: whole or masked."""
    is_place = proposer.village_id is not None
    name = proposer.name if is_place else shown_to(user, proposer.name, "name")
    phone = shown_to(user, proposer.phone, "phone") if with_phone else ""
    return f"{name} {phone}".strip()


def timeline(opinion: Opinion, *, user: User) -> list[TimelineLine]:
    """Everything that happened that concerns `user`, oldest first."""
    rows = opinion.history.select_related("by", "organ").prefetch_related(
        "attachments__file", "corrections"
    )
    return told(rows.order_by("pk"), opinion, user=user)


def told(
    events: Iterable[Event], opinion: Opinion, *, user: User
) -> list[TimelineLine]:
    """Those of `events` that `user` may know of, as he may read them."""
    reader = Reader(opinion, user)
    known = workflow.told_to(user, opinion, events)
    return [reader.line(event) for event in known]


def decision(opinion: Opinion, *, user: User) -> TimelineLine | None:
    """By which it ended without an answer: who, when, why, and who was told how."""
    if opinion.state not in UNTAKEN:
        return None
    rows = opinion.history.select_related("by", "organ").prefetch_related(
        "attachments__file", "corrections"
    )
    ended = rows.filter(to_state=opinion.state).order_by("pk")[:1]
    return next(iter(told(ended, opinion, user=user)), None)


class Reader:
    """How `user` may read the history of `opinion`."""

    def __init__(self, opinion: Opinion, user: User):
        self.user = user
        self.papers = rules.papers_for(user, opinion)
        # The name of a file may name him who brought it.
        self.silent = {workflow.LABELS[kind] for kind in {*FILES} - self.papers}
        if "proposers" not in rules.visible_fields(user, opinion):
            self.silent.update(TOLD)
        self.source = SourceWords(opinion, user)

    def line(self, event: Event) -> TimelineLine:
        what = event.label
        if event.is_move:
            what = f"{event.label}（{event.get_to_state_display()}）"
        words = [
            (f"{label}（更正）" if label in event.corrected else label, value)
            for label, value in self._words(event)
        ]
        papers = [p for p in event.attachments.all() if p.kind in self.papers]
        who = self._who(event)
        note = self.source.hide(event.note)
        return TimelineLine(
            *(event.at, who, what, note, [], event.on),
            *(words, papers, event.is_move),
        )

    def _who(self, event: Event) -> str:
        """The hand that did it; of an opinion in confidence not the group's."""
        is_origin = event.organ is None or event.organ.kind == OrganKind.GROUP
        is_hidden = self.source.hides_group and self.source.opinion.group is not None
        if is_hidden and event.by is not None and is_origin:
            return SOMEBODY
        organ = named_on(event.organ, event.on)
        who = f"{organ} {event.by or '系统'}".strip()
        if event.is_on_behalf:
            who += f"（代办{'，' + event.basis if event.basis else ''}）"
        return who

    def _words(self, event: Event) -> Iterable[tuple[str, str]]:
        for label, value in event.told:
            if label not in self.silent:
                yield label, self._told(label, value)

    def _told(self, label: str, value: str) -> str:
        if label in TOLD:
            return shown_to(self.user, value, "name")
        return self.source.hide(str(value))


@dataclass(frozen=True, slots=True)
class ClockLine:
    clock: Clock
    light: str
    why: str
    is_late_by_law: bool
    # By what its day was moved since it began, in lines.
    moved: list[str]


def requests(opinion: Opinion, *, user: User) -> list[str]:
    """What was asked and has to be decided, with reasons, to those who decide it."""
    pause = _pause_asked(opinion, user)
    if not rules.is_office(user, opinion):
        is_decider = rules.is_presidium(user, opinion) and opinion.is_local
        return [*(_time_asked(opinion, of_handler=True) if is_decider else []), *pause]
    relief = [
        f"{each.unit.name_on(each.relief_asked_on)}申请退办（{each.relief_asked_on:%Y-%m-%d}）：{each.relief_reason}"
        for each in opinion.live_assignments
        if each.asks_relief
    ]
    return [*relief, *_time_asked(opinion, of_handler=False), *pause]


def _time_asked(opinion: Opinion, *, of_handler: bool) -> list[str]:
    # unscoped: requests about this opinion, for whoever decides on them
    rows = Extension.objects.filter(clock__opinion=opinion, decision="")
    rows = rows.select_related("organ", "clock__organ").order_by("pk")
    return [
        f"{_asker(opinion, each).name_on(each.asked_on)}申请延期至"
        f"{each.wanted_until:%Y-%m-%d}（原期限{each.old_due_on:%Y-%m-%d}）：{each.reason}"
        for each in rows
        if is_of_handler(opinion, each) == of_handler
    ]


def _asker(opinion: Opinion, asked: Extension) -> Organ:
    return asked.organ or asked.clock.organ or opinion.presidium


def _pause_asked(opinion: Opinion, user: User) -> list[str]:
    """Whoever asked reads beside it that another one decides."""
    asked = opinion.asked_pause
    is_own = asked is not None and asked.asked_by_id == user.pk
    if not is_own and not rules.decides_on_pause(user, opinion):
        return []
    by = Asker(asked.asked_as)
    above = "本机关另一人" if by == Asker.OFFICE else ABOVE[by].label
    more = f"（由{above}决定）" if is_own else ""
    return [
        f"{by.label}申请暂停计时至{asked.wanted_until:%Y-%m-%d}：{asked.reason}{more}"
    ]


def urges(opinion: Opinion, *, user: User) -> list[Urge]:
    """Those without effect yet that `user` has to know of."""
    organs = rules.urged_organs(user)
    if organs is None:
        return opinion.standing_urges
    return [urge for urge in opinion.standing_urges if urge.organ_id in organs]


def reminders(opinion: Opinion, *, user: User) -> list[str]:
    """Of which days whom the system has reminded; a unit reads what was told itself."""
    organs = rules.urged_organs(user)
    rows = Reminder.objects.visible_to(user).about_row(OPINION, opinion.pk)
    rows = rows if organs is None else rows.filter(organ__in=organs)
    return [_reminded(row, opinion, user) for row in rows.select_related("organ")]


def _reminded(row: Reminder, opinion: Opinion, user: User) -> str:
    organ = rules.organ_shown_to(user, opinion, row.organ, row.on)
    whom = organ or row.get_whom_display()
    many = f"{row.told}人" if row.told else "（没有可以提醒的账号）"
    return f"{row.on:%Y-%m-%d} 期限{row.due_on:%Y-%m-%d}，已提醒{whom}{many}"


def deadlines(opinion: Opinion, *, user: User) -> list[ClockLine]:
    """The clocks that run, each with its light and the words why it is due that day.

    A unit reads its own first.
    """
    organs = rules.helping_organs(user)
    clocks = sorted(opinion.running_clocks, key=lambda c: c.organ_id not in organs)
    return [_clock_line(opinion, clock) for clock in clocks]


def _clock_line(opinion: Opinion, clock: Clock) -> ClockLine:
    is_late = clock.step == ClockStep.LAW and opinion.is_late_by_law(today())
    light = _light(opinion, clock)
    return ClockLine(clock, light, why(clock), is_late, _moved(clock))


def _moved(clock: Clock) -> list[str]:
    days = clock.due_days.all()
    return [
        f"{day.on:%Y-%m-%d} {day.get_cause_display()}：期限为{day.due_on:%Y-%m-%d}"
        for day in (days if len(days) > 1 else [])
    ]


def _light(opinion: Opinion, clock: Clock) -> str:
    return light_of(
        clock.due_on, clock.yellow_on, on=today(), is_paused=opinion.is_paused
    )
