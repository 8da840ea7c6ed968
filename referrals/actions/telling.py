"""Who reads in his alerts what a move means for him: asked once, after it is stored.

What the table says decides: who has it now, and whom a line of `alerts` concerns. What
was taken from a ledger is told to nobody.
"""

from collections.abc import Iterable

from referrals.enums import (
    ABOVE,
    ENDED,
    HELPED,
    UNTAKEN,
    Alerted,
    AsideReason,
    Asker,
    State,
)
from referrals.models import Assignment, Opinion
from referrals.queries.told import CO_SIGNING, OPINION, RECALL, authors_of
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.alerts.actions import Telling, settle
from tianmen_congress.base.alerts.actions import tell as tell_users
from tianmen_congress.base.alerts.enums import AlertKind
from tianmen_congress.base.alerts.people import of_office, who_act_for, without

from .act import Act

# Its proposers hear of these.
OF_AUTHORS = {
    State.ANSWERED: "您提出的意见建议已答复",
    State.FED_BACK: "答复已反馈，请您评价",
    State.CLOSED: "您提出的意见建议已办结",
    **{state: f"您提出的意见建议：{state.label}" for state in UNTAKEN},
}


def tell(act: Act, *, is_moved: bool) -> None:
    """Tell whoever it concerns now, but not whoever has just done it."""
    owing = _owing(act.opinion)
    if is_moved:
        settle(OPINION, act.opinion.pk, but=owing)
    if act.basis:
        return
    if is_moved:
        _tell_next(act)
        _tell_authors(act)
        _tell_office(act)
    elif act.opinion.state in HELPED:
        settle(OPINION, act.opinion.pk, keys="part:", but=owing)
    for key, row in owing.items():
        _say(act, who_act_for(row.unit), AlertKind.TURN, "请提交协办意见", key=key)
    if act.transition.alerts:
        _tell_beside(act)
    if act.name in ("collect", "invite"):
        _tell_asked(act)


def _owing(opinion: Opinion) -> dict[str, Assignment]:
    """Each that owes a part is told so once, whichever move made it owe it."""
    if opinion.state not in HELPED:
        return {}
    rows = (row for row in opinion.live_assignments if row.is_missing)
    return {f"part:{row.pk}": row for row in rows}


def _say(
    act: Act, users: Iterable[int], kind: AlertKind, what: str, *, key: str = ""
) -> None:
    opinion = act.opinion
    said = Telling(
        kind,
        OPINION,
        opinion.pk,
        what,
        key or f"move:{opinion.pk}:{opinion.version}:{kind}",
        why=f"{act.on:%Y-%m-%d}{act.transition.label}",
        due_on=opinion.due_on if kind == AlertKind.TURN else None,
    )
    tell_users(without(users, act.by), said)


def at_work(opinion: Opinion) -> set[int]:
    """Those who have it; where nobody there signs in, whoever keeps its books."""
    if opinion.state == State.DRAFT:
        return {opinion.recorded_by_id}
    return who_act_for(opinion.holder) or _keepers(opinion)


def _keepers(opinion: Opinion) -> set[int]:
    return (
        of_office()
        if opinion.is_kept_from_presidium
        else who_act_for(opinion.presidium)
    )


def authors(opinion: Opinion) -> set[int]:
    return authors_of(Opinion.objects.filter(pk=opinion.pk)).get(opinion.pk, set())


def _tell_next(act: Act) -> None:
    opinion = act.opinion
    is_own_draft = opinion.state == State.DRAFT and act.name == "collect"
    if opinion.state in ENDED or is_own_draft:
        return
    again = opinion.get_again_display()
    what = f"{opinion.get_state_display()}（{again}）" if again else ""
    what = what or opinion.get_state_display()
    _say(act, at_work(opinion), AlertKind.TURN, what)


def _tell_authors(act: Act) -> None:
    opinion = act.opinion
    what = OF_AUTHORS.get(opinion.state)
    if what is None or opinion.aside_reason == AsideReason.MISTAKE:
        return
    is_asked = opinion.state == State.FED_BACK
    kind = AlertKind.TURN if is_asked else AlertKind.NEWS
    _say(
        act, authors(opinion), kind, what, key=f"author:{opinion.pk}:{opinion.version}"
    )


def _tell_beside(act: Act) -> None:
    who, label, pk = act.transition.alerts, act.transition.label, act.opinion.pk
    if who == Alerted.DECIDER:
        key = f"ask:{pk}:{act.opinion.version}"
        _say(act, _deciders(act), AlertKind.TURN, f"待您决定：{label}", key=key)
    elif who == Alerted.PROPOSER:
        _say(act, authors(act.opinion), AlertKind.TURN, label)
    elif who == Alerted.LOSER:
        _tell_losers(act)
    else:
        if who == Alerted.ASKER:
            settle(OPINION, pk, keys="ask:")
        _say(act, _concerned(act), AlertKind.NEWS, label)


def _deciders(act: Act) -> set[int]:
    opinion = act.opinion
    asked = opinion.asked_pause if act.name == "ask_pause" else None
    if asked is not None:
        is_offices = ABOVE[Asker(asked.asked_as)] == Asker.OFFICE
    else:
        is_offices = act.name != "ask_time"
    return of_office() if is_offices else _keepers(opinion)


def _concerned(act: Act) -> set[int]:
    """The unit that was named, those that were urged, else whoever has it."""
    if act.name == "urge_co":
        urged = act.opinion.urges.open().filter(is_co=True, on=act.on)
        return _of_all(urge.organ for urge in urged.select_related("organ"))
    unit = act.given.get("unit")
    return who_act_for(unit) if unit else at_work(act.opinion)


def _of_all(organs: Iterable[Organ]) -> set[int]:
    return {user for organ in organs for user in who_act_for(organ)}


def _tell_asked(act: Act) -> None:
    """A deputy who is asked to sign sees that he is, and not yet the opinion."""
    asked = act.opinion.co_signers.open().filter(person__user__isnull=False)
    for row in asked.select_related("person"):
        said = Telling(
            AlertKind.TURN,
            CO_SIGNING,
            row.pk,
            "邀请您附议",
            f"sign:{row.pk}",
            why=f"{row.asked_on:%Y-%m-%d}邀请附议",
        )
        tell_users({row.person.user_id}, said)


def _tell_losers(act: Act) -> None:
    """They see their recall, and of the opinion nothing that came later."""
    lost = act.opinion.recalls.lost().filter(recalled_on=act.on)
    for row in lost.select_related("organ"):
        said = Telling(
            AlertKind.NEWS,
            RECALL,
            row.pk,
            "交办已撤回，不再由您单位承办",
            f"recall:{row.pk}",
            why=f"{act.on:%Y-%m-%d}{act.transition.label}",
        )
        tell_users(without(who_act_for(row.organ), act.by), said)


def _tell_office(act: Act) -> None:
    """A verdict in the hand that answered: the office asks whose it is."""
    opinion = act.opinion
    if opinion.state not in (State.EVALUATED, State.CLOSED):
        return
    own = opinion.evaluations.to_call_back().filter(round=opinion.round)
    if own.exists():
        key = f"call_back:{opinion.pk}:{opinion.round}"
        _say(act, of_office(), AlertKind.NEWS, "评价待回访", key=key)
