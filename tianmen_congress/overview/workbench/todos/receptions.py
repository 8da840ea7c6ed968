"""What waits of receptions: voters to be told, days without a record, changes of duty."""

from django.urls import reverse

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from visits.receptions.models import Duty, Reception, SwapRequest
from visits.receptions.queries.rosters import silent_days, swaps_to_answer
from visits.receptions.queries.standing import untold

from .base import Pile, Todo, make_pile


def voters_to_tell(user: User) -> Pile | None:
    """There is a result, and whoever came has not heard of it."""
    if not user.has_role(Role.PRESIDIUM, Role.SECRETARY):
        return None
    url = f"{reverse('receptions:list')}?standing=untold&campaign=all"
    return make_pile("接待待反馈", untold(user=user), _voter_todo, url)


def _voter_todo(reception: Reception) -> Todo:
    """By its number and place: names stay on its page."""
    return Todo(
        title=f"{reception}　{reception.place}",
        url=reception.get_absolute_url(),
        kind="接待反馈",
        step=f"{reception.held_on:%Y-%m-%d}接待，待反馈",
        act="反馈",
        act_url=reverse("receptions:feedback", args=[reception.pk]),
    )


def duties_without_record(user: User) -> Pile | None:
    """Nobody wrote anything down, not even that nobody came."""
    if not user.has_role(Role.PRESIDIUM, Role.SECRETARY):
        return None
    url = reverse("receptions:plans")
    return make_pile("值班后没有接待记录", silent_days(user), _silent_todo, url)


def _silent_todo(duty: Duty) -> Todo:
    return Todo(
        title=f"{duty.plan.place}{duty.day}接待日",
        url=duty.plan.get_absolute_url(),
        kind="接待值班",
        step="没有接待记录",
        act="登记接待",
        act_url=duty.entry_url,
    )


def swaps_wanted(user: User) -> Pile | None:
    """Another deputy would change duties with him."""
    if not user.has_role(Role.DEPUTY):
        return None
    url = reverse("receptions:plans")
    return make_pile("待您答复换班", swaps_to_answer(user), _swap_todo, url)


def _swap_todo(wish: SwapRequest) -> Todo:
    return Todo(
        title=str(wish),
        url=wish.get_absolute_url(),
        kind="换班",
        step=f"{wish.asked_on:%Y-%m-%d}提出",
        act="答复",
        act_url=wish.get_absolute_url(),
    )
