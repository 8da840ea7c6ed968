"""Changing duties: asked by a deputy and agreed by the other, or noted by the keeper."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deputies.models import Person
from tianmen_congress.base.accounts.enums import ROLE_ORGANS, Role
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.alerts.actions import Telling, settle, tell
from tianmen_congress.base.alerts.enums import AlertKind
from tianmen_congress.base.alerts.people import who_act_for, without
from tianmen_congress.base.alerts.subjects import Subject, register
from tianmen_congress.base.clocks.calendar import today
from visits.receptions import rules
from visits.receptions.enums import SwapState
from visits.receptions.models import Duty, DutySwap, SwapRequest

from .rosters import demand_keeper, in_turn, refused_in_words

SWAP = "swap"
NOT_YOURS = "换班由值班的代表本人提出，由对方本人答复。"
GONE = "这次换班已经答复或者撤回，或者值班安排有变动，请按现在的安排办"


def announce() -> None:
    """Told to the room of alerts when the program starts."""
    register(
        SWAP,
        Subject(
            "换班",
            lambda user: SwapRequest.objects.visible_to(user),
            number=lambda row: "",
            step=lambda row: row.get_state_display(),
        ),
    )


@transaction.atomic
def swap_duties(duty: Duty, other: Duty, *, by: User, agreed_on: date) -> DutySwap:
    """Each stands where the other was to stand: the keeper notes what both want."""
    duty, other = _locked(duty, other)
    demand_keeper(duty.plan, by)
    demand_keeper(other.plan, by)
    if agreed_on > today():
        raise ValidationError({"agreed_on": f"不能晚于今天（{today()}）"})
    return _swapped(duty, other, by=by, agreed_on=agreed_on)


def _locked(duty: Duty, other: Duty) -> tuple[Duty, Duty]:
    """Both as they stand now, in one order whoever asks; nobody else's to change."""
    rows = Duty.objects.select_for_update(of=["self"])
    rows = rows.select_related("person", "plan__place").order_by("pk")
    both = rows.in_bulk([duty.pk, other.pk])
    return both[duty.pk], both[other.pk]


def _swapped(duty: Duty, other: Duty, *, by: User, agreed_on: date) -> DutySwap:
    if duty.person == other.person:
        raise ValidationError({"other": "请选择另一位代表的值班"})
    swap = DutySwap.objects.create(
        duty=duty,
        other=other,
        asked_by=duty.person,
        agreed_by=other.person,
        agreed_on=agreed_on,
        noted_by=by,
    )
    duty.person, other.person = other.person, duty.person
    _demand_mandate(duty, other)
    in_turn([duty.person, other.person])
    with refused_in_words(duty, other):
        for each in (duty, other):
            each.version += 1
            each.save()
    return swap


def _demand_mandate(*duties: Duty) -> None:
    for duty in duties:
        # unscoped: whether he who is to stand there holds a mandate
        held = Person.objects.in_office(duty.day).filter(pk=duty.person.pk)
        if not held.exists():
            raise ValidationError(f"{duty.person}在{duty.day}没有代表职务")


@transaction.atomic
def ask_swap(duty: Duty, other: Duty, *, by: User, reason: str) -> SwapRequest:
    """A deputy would change his own duty with another's, who is told of it."""
    duty, other = _locked(duty, other)
    if not rules.asks_swap(by, duty):
        raise PermissionDenied(NOT_YOURS)
    if not rules.may_be_asked(duty, other):
        raise ValidationError({"other": "这次值班已有变动，请重新选择"})
    # unscoped: whether he asked the same already
    if SwapRequest.objects.open().filter(duty=duty, other=other).exists():
        raise ValidationError({"other": "已经向对方提出换班，请等对方答复"})
    wish = SwapRequest.objects.create(
        duty=duty,
        other=other,
        asked_by=duty.person,
        asked=other.person,
        asked_on=today(),
        reason=reason.strip(),
    )
    _tell(wish, {other.person.user_id}, "请您换班", by=by)
    return wish


@transaction.atomic
def answer_swap(wish: SwapRequest, *, by: User, is_agreed: bool) -> SwapRequest:
    """He who was asked agrees, and both stand where the other was to; or refuses."""
    wish = _locked_wish(wish)
    duty, other = _locked(wish.duty, wish.other)
    if not rules.answers_swap(by, wish):
        raise PermissionDenied(NOT_YOURS)
    _end(wish, SwapState.AGREED if is_agreed else SwapState.REFUSED)
    told = {wish.asked_by.user_id}
    if is_agreed:
        _swapped(duty, other, by=by, agreed_on=today())
        told |= _keepers_of(duty) | _keepers_of(other)
    _tell(wish, told, f"换班{wish.get_state_display()}", by=by)
    return wish


@transaction.atomic
def withdraw_swap(wish: SwapRequest, *, by: User) -> SwapRequest:
    """He who asked would rather stand there himself; the other is told."""
    wish = _locked_wish(wish)
    if not rules.withdraws_swap(by, wish):
        raise PermissionDenied(NOT_YOURS)
    _end(wish, SwapState.WITHDRAWN)
    _tell(wish, {wish.asked.user_id}, "换班已撤回", by=by)
    return wish


def _locked_wish(wish: SwapRequest) -> SwapRequest:
    # unscoped: the page's own row, to be locked
    rows = SwapRequest.objects.select_for_update(of=["self"])
    return rows.select_related("asked", "asked_by").get(pk=wish.pk)


def _end(wish: SwapRequest, state: SwapState) -> None:
    # unscoped: the row that was locked
    if not SwapRequest.objects.open().filter(pk=wish.pk).exists():
        raise ValidationError(GONE)
    wish.state, wish.answered_on = state, today()
    wish.save()
    settle(SWAP, wish.pk)


def _keepers_of(duty: Duty) -> set[int]:
    """Who hangs the changed roster on the door: of the group, of a home the presidium."""
    place = duty.plan.place
    if group := rules.group_of(place, duty.day):
        return who_act_for(group.organ)
    kinds = ROLE_ORGANS[Role.PRESIDIUM]
    organs = Organ.objects.filter(kind__in=kinds, division=place.township)
    return {user for organ in organs for user in who_act_for(organ)}


def _tell(wish: SwapRequest, users: set[int | None], what: str, *, by: User) -> None:
    said = Telling(
        AlertKind.NEWS,
        SWAP,
        wish.pk,
        f"{what}：{wish.days}",
        f"swap:{wish.pk}:{wish.state}",
    )
    tell(without((user for user in users if user), by), said)
