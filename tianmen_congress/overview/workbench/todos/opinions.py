"""Opinions that wait, or of whose fate somebody is told."""

from dataclasses import replace
from datetime import timedelta

from django.urls import reverse
from django.utils.http import urlencode

from referrals.enums import UNTAKEN, AsideReason, Asker
from referrals.models import CoSigner, Opinion, Recall
from referrals.queries.colleagues import asked_to_sign
from referrals.queries.lists import as_seen_by, to_call_back
from referrals.queries.queue import in_order
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today

from .base import Pile, Todo, make_pile
from .next_step import next_step

# How long a decision stands on the first page of whose opinion it ended.
TOLD_FOR = timedelta(days=30)


def waiting_opinions(user: User) -> Pile | None:
    """Opinions that the user has to act on, the most urgent first: his inbox."""
    rows = in_order(user=user)
    return make_pile("意见建议", rows, _own_todo, reverse("referrals:inbox"))


def _own_todo(opinion: Opinion) -> Todo:
    """One that the user has in hand, with what is done next."""
    act, act_url = next_step(opinion)
    return replace(_opinion_todo(opinion), act=act, act_url=act_url)


def _opinion_todo(opinion: Opinion) -> Todo:
    return Todo(
        title=str(opinion),
        number=opinion.number,
        url=opinion.get_absolute_url(),
        kind="意见建议",
        step=_step(opinion),
        due_on=opinion.own_due_on,
        light=opinion.own_light(today()),
        tags=[*(["协办"] if opinion.is_beside else []), *opinion.again_tags],
        urges=opinion.open_urges,
    )


def _step(opinion: Opinion) -> str:
    is_late = opinion.is_late_by_law(today())
    return f"{opinion.get_state_display()}{'　法定超期' if is_late else ''}"


def ended_untaken(user: User) -> Pile | None:
    """What became of his opinions that nobody will answer: told for some weeks."""
    if not user.has_role(Role.DEPUTY):
        return None
    rows = Opinion.objects.visible_to(user).filter(
        proposers__person__user=user,
        state__in=UNTAKEN,
        moved_on__gte=today() - TOLD_FOR,
    )
    rows = rows.exclude(aside_reason=AsideReason.MISTAKE)
    rows = rows.order_by("-moved_on", "pk")
    return make_pile(
        "处理情况告知", rows, _notice_todo, f"{reverse('referrals:list')}?campaign=all"
    )


def _notice_todo(opinion: Opinion) -> Todo:
    return Todo(
        title=str(opinion),
        url=opinion.get_absolute_url(),
        kind="处理情况告知",
        step=f"{opinion.get_state_display()}（{opinion.moved_on:%Y-%m-%d}）",
        act="告知书",
        act_url=reverse("referrals:paper_print", args=[opinion.pk, "notice"]),
    )


def corrected_hand_overs(user: User) -> Pile | None:
    """Which papers of his unit were taken back, and whether others took their place."""
    if not user.has_role(Role.UNIT):
        return None
    since = today() - TOLD_FOR
    rows = Recall.objects.visible_to(user).filter(recalled_on__gte=since)
    url = reverse("referrals:recalls")
    return make_pile("交办更正", rows.select_related("opinion"), _recall_todo, url)


def _recall_todo(recall: Recall) -> Todo:
    what = "已撤回" if recall.is_lost else f"改发{recall.replaced_by}"
    return Todo(
        title=str(recall),
        url=recall.opinion.get_absolute_url(),
        kind="交办更正",
        step=f"{recall.document_number}{what}（{recall.recalled_on:%Y-%m-%d}）",
        act="原文书",
        act_url=recall.get_absolute_url(),
    )


# Who is told of whose pauses: the step above; of the office's own the leaders.
TOLD_OF_PAUSES = {
    Role.PRESIDIUM: Asker.GROUP,
    Role.OFFICE: Asker.PRESIDIUM,
    Role.LEADER: Asker.OFFICE,
}


def paused_below(user: User) -> Pile | None:
    """Whose time stands still, to those who are told of it."""
    for role, asker in TOLD_OF_PAUSES.items():
        if user.has_role(role):
            rows = Opinion.objects.visible_to(user).paused_by(asker)
            rows = as_seen_by(user, rows).order_by("-moved_on", "pk")
            query = urlencode({"paused_by": asker.value})
            url = f"{reverse('referrals:list')}?{query}"
            return make_pile(f"{asker.label}暂停计时", rows, _opinion_todo, url)
    return None


def verdicts_to_call_back(user: User) -> Pile | None:
    """Recorded by whoever recorded the answer: the office asks whose they are."""
    if not user.has_role(Role.OFFICE):
        return None
    rows = to_call_back(Opinion.objects.visible_to(user))
    rows = as_seen_by(user, rows).order_by("moved_on", "pk")
    url = f"{reverse('referrals:list')}?to_call_back=1"
    return make_pile("评价待回访", rows, _opinion_todo, url)


def signatures_wanted(user: User) -> Pile | None:
    """Suggestions of others that he is asked to sign too."""
    if not user.has_role(Role.DEPUTY):
        return None
    rows = asked_to_sign(user).order_by("asked_on", "pk")
    return make_pile("待您附议", rows, _signature_todo, reverse("workbench:home"))


def _signature_todo(asked: CoSigner) -> Todo:
    url = reverse("referrals:co_signing", args=[asked.pk])
    return Todo(
        title=str(asked.opinion),
        url=url,
        kind="附议",
        step=f"{asked.asked_on:%Y-%m-%d}邀请",
        act="附议",
        act_url=url,
    )
