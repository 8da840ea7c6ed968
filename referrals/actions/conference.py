"""Holding a session: who comes, what was decided, and handing everything over at once."""

from datetime import date

from django.db import transaction

from referrals.enums import ConferenceState
from referrals.models import AgendaItem, Attendance, HandlingUnit, JointConference
from referrals.workflow import MoveRefused
from tianmen_congress.accounts.enums import OrganKind
from tianmen_congress.accounts.models import Organ, User
from tianmen_congress.campaigns.models import Campaign
from tianmen_congress.clocks.calendar import today

from .gate import move


def register_units() -> list[HandlingUnit]:
    """All city units as members of the joint conference; new ones are added."""
    missing = Organ.objects.filter(kind=OrganKind.UNIT, handling_unit=None)
    HandlingUnit.objects.bulk_create(HandlingUnit(organ=organ) for organ in missing)
    return list(HandlingUnit.objects.filter(is_member=True).select_related("organ"))


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


@transaction.atomic
def decide(
    item: AgendaItem,
    *,
    by: User,
    order: int,
    lead_unit: Organ | None,
    co_units: list[Organ],
    due_on: date | None,
    remarks: str,
) -> AgendaItem:
    """What the session decided on one opinion, until everything is handed over."""
    if item.conference.state != ConferenceState.PLANNED:
        raise MoveRefused("会议已经交办，不能再改决定")
    if lead_unit in co_units:
        raise MoveRefused("主办单位和协办单位不能重复")
    item.order, item.lead_unit = order, lead_unit
    item.due_on, item.remarks = due_on, remarks
    item.save()
    item.co_units.set(co_units)
    return item


@transaction.atomic
def hand_over(conference: JointConference, *, by: User, on: date | None = None) -> int:
    """Assign every decided item to its units at once, or none; how many there were."""
    conference = JointConference.objects.select_for_update().get(pk=conference.pk)
    if conference.state != ConferenceState.PLANNED:
        raise MoveRefused("该次会议已经交办")
    items = open_items(conference)
    undecided = [item for item in items if item.lead_unit is None]
    if undecided:
        names = "、".join(item.opinion.title for item in undecided[:3])
        raise MoveRefused(f"还有{len(undecided)}件没有确定主办单位：{names}")
    if not items:
        raise MoveRefused("会议没有议题")
    day = on or max(conference.held_on, *(item.opinion.moved_on for item in items))
    day = min(day, today())
    for item in items:
        _assign(item, by, day)
    conference.state = ConferenceState.HANDED_OVER
    conference.save(update_fields=["state"])
    return len(items)


def open_items(conference: JointConference) -> list[AgendaItem]:
    rows = conference.items.filter(dropped_on=None, handed_over_on=None)
    return list(rows.select_related("opinion", "lead_unit").order_by("order", "pk"))


def _assign(item: AgendaItem, by: User, day: date) -> None:
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
