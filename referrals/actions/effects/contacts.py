"""Talks with those who put an opinion forward."""

from referrals.actions.act import Act
from referrals.models import Proposer
from referrals.workflow import MoveRefused

from .outcome import everybody, in_names


def contact(act: Act) -> None:
    """Kept as it was told, in the name of whoever spoke with the proposer."""
    met_on = act.get("met_on", act.on)
    if not act.opinion.collected_on <= met_on <= act.on:
        raise MoveRefused(
            f"联系日期须在收集日期{act.opinion.collected_on}和办理日期{act.on}之间"
        )
    proposer = _met(act)
    act.opinion.contacts.create(
        round=act.opinion.round,
        proposer=proposer,
        organ=_organ(act),
        stage=act.given["stage"],
        how=act.given["contact_how"],
        met_on=met_on,
        by_name=act.get("by_name"),
        said=act.given["said"],
        by=act.by,
    )
    act.given.pop("met", None)
    act.tell("联系的反映人", in_names([proposer], act.opinion))


def _met(act: Act) -> Proposer:
    """The one who was named, or the only one there is."""
    people = everybody(act.opinion)
    named = act.given.get("met") or (people[0] if len(people) == 1 else None)
    if named is None:
        raise MoveRefused("请选择联系的是哪一位反映人")
    if named not in people:
        raise MoveRefused("不是本件的反映人")
    return named


def _organ(act: Act):
    post = act.by.main_post
    return post.organ if post else None


EFFECTS = (contact,)
