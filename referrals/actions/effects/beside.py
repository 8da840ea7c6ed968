"""Who handles it in the township beside the one that answers, and owes that one a part.

What each of them does is what co-handling units do (`units`); here they come and go.
"""

from collections.abc import Iterable

from referrals.actions import timing
from referrals.actions.act import Act
from referrals.actions.recalling import recall_local, reissue_local
from referrals.enums import ClockStep
from referrals.models import Opinion
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.models import Organ

from .units import end_part, take_on


def check_of_township(opinion: Opinion, organ: Organ) -> None:
    place, near = organ.division, opinion.near
    if place is None or near is None or near.pk not in (place.pk, place.parent_id):
        where = near or opinion.township
        whose = "本乡镇" if opinion.township.is_territory else "所涉村所在乡镇"
        raise MoveRefused(f"{organ}不在{where}，只能交办{whose}的单位")


def help_handler(act: Act, helpers: Iterable[Organ]) -> None:
    """Each owes its part in a time of its own."""
    opinion = act.opinion
    taken = {opinion.handler.pk, *(row.unit_id for row in opinion.live_assignments)}
    for organ in helpers:
        if organ.pk in taken:
            raise MoveRefused(f"{organ}已经承办或者协办本件，不能重复")
        taken.add(organ.pk)
        check_of_township(opinion, organ)
        take_on(act, organ, is_lead=False)
        timing.start(opinion, ClockStep.CO_ANSWER, act.on, organ=organ)


def add_local(act: Act) -> None:
    papers = recall_local(act)
    help_handler(act, act.given["co_handlers"])
    reissue_local(act, papers)


def drop_local(act: Act) -> None:
    row = act.assignment(is_lead=False)
    papers = recall_local(act, row.unit)
    end_part(act, row)
    act.tell("原协办单位", row.unit)
    reissue_local(act, papers)


EFFECTS = (
    add_local,
    drop_local,
)
