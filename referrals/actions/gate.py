"""The one gate: every change of an opinion comes through `move`."""

from datetime import date

from django.db import transaction
from django.db.models import Model, Q

from referrals import rules, workflow
from referrals.enums import AT_UNIT, ENDED, UNANSWERED, ClockStep, State
from referrals.models import Event, Opinion
from referrals.workflow import LABELS, StaleMove
from referrals.workflow.fields import FILES, NOTES, WORDS_OF_CODES
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.rows.naming import as_called
from tianmen_congress.base.words import choice_in_words, in_words

from . import law, limits, timing
from .accused import check_named, goes_past_triage
from .act import Act
from .effects import EFFECTS
from .effects.haste import overtake
from .effects.pauses import lapse
from .places import office
from .telling import tell

AT_OFFICE = (
    State.SUBMITTED,
    State.ACCEPTED,
    State.AGENDA,
    State.REPORTED,
    State.DECIDING,
)
# What a row remembers of its tables once it was asked.
READ = (
    "live_assignments",
    "current_answer",
    "running_clocks",
    "standing_urges",
    "asked_pause",
    "current_marks",
    "all_proposers",
)
WITH_ORGANS = (
    *("group", "category", "campaign", "township", "presidium", "holder"),
    "accused_organ",
)


@transaction.atomic
def move(
    opinion: Opinion,
    name: str,
    *,
    by: User | None,
    version: int | None = None,
    on: date | None = None,
    basis: str = "",
    **given,
) -> Opinion:
    """Take one step of the way and write it into the history; the opinion as it is now.

    The row is locked first. `version` is what the user had before his eyes: when
    somebody acted since, the move is refused with what was done. `on` is the business
    day. `basis` names the ledger that the step is taken from: then who may record may
    take it, whoever did it. `by` is None for the daily run of the system.
    """
    row = locked(opinion, given.get("into"))
    if version is not None and version != row.version:
        since = row.history.filter(version__gt=version).order_by("pk")
        raise StaleMove(row, workflow.told_to(by, row, since) if by else list(since))
    day = on or max(today(), row.moved_on)
    step = workflow.check(name, row, by, on=day, given=given, basis=basis)
    act = Act(name, step, row, by, day, given, basis)
    _carry_out(act)
    return row


def locked(opinion: Opinion, other: Model | None = None) -> Opinion:
    """The row as it is now, kept from others until the transaction ends.

    Several rows are locked in the order of their keys, so that nobody waits in a
    circle: with a merge those that had been merged before go along.
    """
    wanted = Q(pk=opinion.pk)
    if isinstance(other, Opinion):
        wanted |= Q(pk=other.pk) | Q(merged_into=opinion.pk)
    rows = Opinion.objects.select_for_update(of=("self",)).filter(wanted)
    found = rows.order_by("pk").select_related(*WITH_ORGANS)
    return next(row for row in found if row.pk == opinion.pk)


def _carry_out(act: Act) -> None:
    opinion, was = act.opinion, State(act.opinion.state)
    had_it = opinion.holder_id
    if act.transition.stops:
        timing.stop(opinion, act.transition.stops, act.on)
    if act.transition.effect:
        EFFECTS[act.transition.effect](act)
    law.end_for_others(opinion, act.on)
    target = act.transition.target_of(opinion)
    check_named(opinion, target)
    if act.transition.opens_round:
        opinion.round += 1
    _keep_why(act, target)
    if target != was:
        overtake(act, target)
        lapse(act, was, target)
    for step in act.transition.clocks_of(opinion):
        _start(act, step)
    if act.transition.opens_round:
        timing.start_parts(opinion, act.on)
    timing.settle(opinion)
    opinion.state, opinion.moved_on = target, act.on
    opinion.holder = holder_of(opinion)
    opinion.version += 1
    opinion.save()
    record(act, was)
    _forget(opinion)
    tell(act, is_moved=(was, had_it) != (target, opinion.holder_id))
    if opinion.state == State.MERGED and was != State.MERGED:
        _absorb(act)
    pass_by(act)
    _conclude(act)


def _conclude(act: Act) -> None:
    """When the last of those who signed together has judged, all of them have."""
    if act.name != "judge" or act.opinion.silent_judges:
        return
    for name in ("conclude_good", "conclude_bad", "conclude_bad_again"):
        if not workflow.why_not(name, act.opinion, None, on=act.on):
            _take_over(act, move(act.opinion, name, by=None, on=act.on))
            return


def _take_over(act: Act, row: Opinion) -> None:
    _forget(act.opinion)
    act.opinion.__dict__.update(row.__dict__)


def pass_by(act: Act) -> None:
    """At once to the office where those who would decide in the township are accused."""
    if act.name != "bypass" and goes_past_triage(act.opinion):
        _take_over(act, move(act.opinion, "bypass", by=act.by, on=act.on))


def _keep_why(act: Act, target: State) -> None:
    """Why it has to be answered once more stands until it is, whoever has it then."""
    if act.transition.again:
        act.opinion.again = act.transition.again
    elif target not in UNANSWERED:
        act.opinion.again = ""


def _forget(opinion: Opinion) -> None:
    """What was read before the move; who goes on with the row reads it anew."""
    for name in READ:
        opinion.__dict__.pop(name, None)


def _absorb(act: Act) -> None:
    """The kept one has its own line of history, and so has each that comes along."""
    kept, entered = act.opinion.merged_into, {"by": act.by, "basis": act.basis}
    day = max(act.on, kept.moved_on)
    move(kept, "absorb", on=day, note=f"并入：{act.opinion}", **entered)
    for earlier in act.opinion.merged.order_by("pk"):
        day = max(act.on, earlier.moved_on)
        move(earlier, "follow", on=day, into=kept, **entered)


def _start(act: Act, step: ClockStep) -> None:
    opinion, is_again = act.opinion, act.transition.again is not None
    if step == ClockStep.LAW:
        law.run(opinion, act.on)
        return
    organ = opinion.lead_unit if step in (ClockStep.SIGN, ClockStep.ANSWER) else None
    is_answering = step in (ClockStep.HANDLE, ClockStep.ANSWER)
    fixed_on = act.given.get("due_on") if is_answering else None
    if fixed_on:
        check = limits.check_again if is_again else limits.check_day
        check(opinion, act.on, fixed_on)
    timing.start(
        opinion,
        step,
        act.on,
        organ=organ,
        fixed_on=fixed_on,
        is_again=is_again and is_answering,
    )


def holder_of(opinion: Opinion) -> Organ | None:
    """Who has to act next; nobody when it has ended."""
    state = opinion.state
    if state in ENDED:
        return None
    if state in (State.DRAFT, State.SCREENING, State.FED_BACK):
        return opinion.group.organ if opinion.group else _books_of(opinion)
    if state == State.HANDLING:
        return opinion.handler
    if state in AT_UNIT:
        return opinion.lead_unit
    is_city = state == State.EVALUATED and not opinion.is_local
    return office() if state in AT_OFFICE or is_city else _books_of(opinion)


def _books_of(opinion: Opinion) -> Organ | None:
    """Who keeps its books: the presidium, or the office where that one is accused."""
    return office() if opinion.is_kept_from_presidium else opinion.presidium


def record(act: Act, was: State | str) -> Event:
    """The line of history that belongs to the change, in the same transaction."""
    opinion = act.opinion
    notes = [in_words(act.given[name]) for name in NOTES if act.given.get(name)]
    event = Event.objects.create(
        opinion=opinion,
        township_id=opinion.township_id,
        group_id=opinion.group_id,
        organ_id=_acting_organ(act.by, opinion),
        name=act.name,
        label=act.transition.label,
        from_state=was,
        to_state=opinion.state,
        round=opinion.round,
        version=opinion.version,
        by=act.by,
        is_on_behalf=_is_on_behalf(act),
        basis=act.basis,
        on=act.on,
        note="；".join(notes),
        words=[*_words(act.given, act.on), *act.words],
    )
    _attach(act, event)
    return event


def _acting_organ(by: User | None, opinion: Opinion) -> int | None:
    """The organ of the post that brought the user here."""
    posts = by.live_posts if by is not None else []
    own = [post for post in posts if post.role == Role.PRESIDIUM]
    near = [p for p in own if p.organ.division_id == opinion.township_id]
    post = next(iter(near or posts), None)
    return post.organ_id if post else None


def _is_on_behalf(act: Act) -> bool:
    """Whether a clerk entered what is another's to do."""
    if act.by is None:
        return False
    if act.basis:
        return True
    if act.transition.on_paper:
        return not rules.is_proposer(act.by, act.opinion)
    opinion = act.opinion
    by_group = act.transition.who is rules.is_screener
    if by_group and opinion.group is not None:
        return not rules.is_secretary(act.by, opinion)
    by_unit = (rules.is_lead, rules.is_unit, rules.asks_for_time)
    if act.transition.who is rules.is_co:
        return rules.hands_over(act.by, opinion)
    return act.transition.who in by_unit and act.by.has_role(Role.OFFICE)


def _words(given: dict[str, object], on: date) -> list[tuple[str, str]]:
    told = {name: value for name, value in given.items() if name not in NOTES}
    words = [(LABELS[name], _told(name, value, on)) for name, value in told.items()]
    return [(label, value) for label, value in words if value]


def _told(name: str, value: object, on: date) -> str:
    """Names of that day, not keys and codes."""
    if name in WORDS_OF_CODES:
        return choice_in_words(WORDS_OF_CODES[name], value)
    return in_words(as_called(value, on))


def _attach(act: Act, event: Event) -> None:
    for name in FILES:
        files = act.given.get(name) or []
        for stored in files if isinstance(files, list) else [files]:
            act.opinion.attachments.create(event=event, file=stored, kind=name)
