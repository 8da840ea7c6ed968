"""Holding a session: who comes, what was decided, and handing everything over at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from referrals.enums import ConferenceState
from referrals.models import AgendaItem, Attendance, DecisionEvent, JointConference
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.words import in_words

from . import limits
from .gate import move
from .handlers import register_units


@transaction.atomic
def save_conference(
    conference: JointConference, *, by: User, campaign: Campaign
) -> JointConference:
    """A new session asks all member units; an old one keeps what it has."""
    if conference.pk is None:
        last = campaign.conferences.select_for_update().order_by("-number").first()
        conference.number = last.number + 1 if last else 1
        conference.campaign, conference.recorded_by = campaign, by
    conference.save()
    invite(conference)
    return conference


def invite(conference: JointConference) -> None:
    """Put each member unit on the list of those who come, once."""
    Attendance.objects.bulk_create(
        (
            Attendance(conference=conference, unit=unit.organ, name=unit.contact)
            for unit in register_units()
        ),
        ignore_conflicts=True,
    )


@dataclass(frozen=True, slots=True)
class ItemDecision:
    """What the session decided on one item; `version` is what the decider saw."""

    item: AgendaItem
    order: int
    lead_unit: Organ | None
    co_units: Sequence[Organ] = ()
    due_on: date | None = None
    remarks: str = ""
    version: int | None = None


@transaction.atomic
def decide(
    conference: JointConference, decisions: Sequence[ItemDecision], *, by: User
) -> int:
    """Keep all decisions of one screen, or none, until everything is handed over."""
    conference = _locked(conference)
    if conference.state != ConferenceState.PLANNED:
        raise MoveRefused("会议已经交办，不能再改决定")
    for decision in decisions:
        _decide(conference, decision, by)
    return len(decisions)


def _locked(conference: JointConference) -> JointConference:
    rows = JointConference.objects.select_for_update(of=("self",))
    return rows.select_related("campaign").get(pk=conference.pk)


def _decide(conference: JointConference, decision: ItemDecision, by: User) -> None:
    """A decision that is as it was is none: it leaves no trace."""
    item = conference.items.select_for_update().get(pk=decision.item.pk)
    before, after = (
        _in_words(item, item.co_units.all()),
        _in_words(decision, decision.co_units),
    )
    if before == after:
        return
    if decision.version not in (None, item.version):
        raise MoveRefused(f"“{item.opinion.title}”的决定刚被别人改过，请核对后再保存")
    if decision.lead_unit in decision.co_units:
        raise MoveRefused("主办单位和协办单位不能重复")
    if decision.due_on:
        check_due(conference, decision.due_on)
    item.order, item.lead_unit = decision.order, decision.lead_unit
    item.due_on, item.remarks = decision.due_on, decision.remarks
    item.version += 1
    item.save()
    item.co_units.set(decision.co_units)
    words = [(label, was, after[label]) for label, was in before.items()]
    changed = [line for line in words if line[1] != line[2]]
    DecisionEvent.objects.create(item=item, version=item.version, by=by, words=changed)


def _in_words(decided: AgendaItem | ItemDecision, co_units: Iterable[Organ]) -> dict:
    """What is or was decided, by label, as the history keeps it."""
    return {
        "主办单位": in_words(decided.lead_unit, empty="未定"),
        "协办单位": in_words(sorted(map(in_words, co_units)), empty="无"),
        "办理期限": in_words(decided.due_on, empty="按规定时限"),
        "备注": in_words(decided.remarks, empty="（空）"),
        "顺序": in_words(decided.order),
    }


def check_due(conference: JointConference, due_on: date) -> None:
    """After the session, and within the longest time that the law allows."""
    if due_on <= conference.held_on:
        raise MoveRefused("办理期限须晚于会议日期")
    limits.check_law(conference.campaign, conference.held_on, due_on, is_local=False)


@transaction.atomic
def send_agenda(conference: JointConference, *, by: User) -> JointConference:
    """From today the units that attend read agenda and pack, as they stand then."""
    conference = _locked(conference)
    if reason := why_not_sent(conference):
        raise MoveRefused(reason)
    conference.agenda_sent_on = today()
    conference.version += 1
    conference.save(update_fields=["agenda_sent_on", "version"])
    return conference


def why_not_sent(conference: JointConference) -> str:
    """What stands in the way of sending the agenda; "" when nothing does."""
    if conference.agenda_sent_on:
        return f"议题已于{conference.agenda_sent_on}发送"
    if not open_items(conference):
        return "会议还没有议题"
    return "" if conference.attendances.exists() else "还没有参会单位"


@transaction.atomic
def hand_over(conference: JointConference, *, by: User, on: date | None = None) -> int:
    """Assign every decided item to its units at once, or none; how many there were."""
    conference = _locked(conference)
    items = open_items(conference)
    if reason := why_not_handed_over(conference, items):
        raise MoveRefused(reason)
    day = on or max(conference.held_on, *(item.opinion.moved_on for item in items))
    for item in items:
        _assign(item, by, day)
    conference.state = ConferenceState.HANDED_OVER
    # What was decided is no secret before those who sat there.
    conference.agenda_sent_on = conference.agenda_sent_on or day
    conference.version += 1
    conference.save(update_fields=["state", "agenda_sent_on", "version"])
    return len(items)


def why_not_handed_over(
    conference: JointConference, items: Sequence[AgendaItem]
) -> str:
    """What stands in the way of handing everything over; "" when nothing does."""
    if conference.state != ConferenceState.PLANNED:
        return "该次会议已经交办"
    if not items:
        return "会议没有议题"
    if conference.held_on > today():
        return (
            f"会议定于{conference.held_on}召开，会后才能交办；提前召开的请先改会议日期"
        )
    undecided = [item for item in items if item.lead_unit is None]
    if undecided:
        names = "、".join(item.opinion.title for item in undecided[:3])
        return f"还有{len(undecided)}件没有确定主办单位：{names}"
    return ""


def open_items(conference: JointConference) -> list[AgendaItem]:
    rows = conference.items.filter(dropped_on=None, handed_over_on=None)
    return list(rows.select_related("opinion", "lead_unit").order_by("order", "pk"))


def _assign(item: AgendaItem, by: User, day: date) -> None:
    try:
        move(
            item.opinion,
            "assign",
            by=by,
            on=day,
            lead_unit=item.lead_unit,
            co_units=list(item.co_units.all()),
            due_on=item.due_on,
            requirement=item.remarks,
        )
    except MoveRefused as refusal:
        raise MoveRefused(f"“{item.opinion.title}”不能交办：{refusal}") from None
