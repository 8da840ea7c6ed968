"""Who may do what to an opinion, and what of it each may read."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from tianmen_congress.base.access.scope import CITY_ROLES, may_see_personal
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ, User

from .enums import (
    ABOVE,
    AT_UNIT,
    IN_CITY,
    IN_TOWNSHIP,
    LOCAL_KINDS,
    LOCAL_LEVELS,
    Asker,
    PaperKind,
    State,
    Told,
)
from .models import Assignment, Attachment, Opinion, Proposer
from .models.accused import township_id_of
from .models.opinion_rows import witnessed_by

# `Opinion.hides_source`, as a search asks it.
HIDES_SOURCE = (
    Q(is_anonymous=True) | Q(is_confidential=True) | Q(category__hides_source=True)
)

# Who reads what lies before a session: of the units those that attend it.
SESSION_READERS = (*CITY_ROLES, Role.UNIT)

# Who may take an opinion down.
COLLECTORS = (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY, Role.DEPUTY)


def organs_of(user: User, role: Role) -> set[int]:
    """Organs that `user` acts for today in `role`."""
    return {post.organ_id for post in user.live_posts if post.role == role}


def helping_organs(user: User) -> set[int]:
    """Those that `user` acts for where they handle it beside another: units, bodies of
    a township, groups."""
    return organs_of(user, Role.UNIT) | organs_of(user, Role.SECRETARY)


def is_office(user: User, opinion: Opinion) -> bool:
    return user.has_role(Role.OFFICE)


def is_anybody(user: User, opinion: Opinion) -> bool:
    """It follows by itself from what somebody was allowed to do."""
    return True


def is_nobody(user: User, opinion: Opinion) -> bool:
    """Nobody does it here: it is taken from a ledger, by whoever may record."""
    return False


def is_presidium(user: User, opinion: Opinion) -> bool:
    """Keeps the books of the township that the opinion was made in, or of the one that
    this one went into.

    Of what is about that presidium itself the office keeps them.
    """
    if opinion.is_kept_from_presidium:
        return is_office(user, opinion)
    return opinion.township_id in {place.pk for place in user.townships}


def is_secretary(user: User, opinion: Opinion) -> bool:
    if opinion.group is None:
        return False
    return opinion.group.organ_id in organs_of(user, Role.SECRETARY)


def is_screener(user: User, opinion: Opinion) -> bool:
    """The group's secretary, or the presidium for him."""
    return is_secretary(user, opinion) or is_presidium(user, opinion)


def is_merger(user: User, opinion: Opinion) -> bool:
    """The group while it screens; what was reported up is the presidium's to merge."""
    if opinion.state == State.SCREENING:
        return is_screener(user, opinion)
    return is_presidium(user, opinion)


def is_proposer(user: User, opinion: Opinion) -> bool:
    """A deputy who put it forward or signed with others."""
    if not user.has_role(Role.DEPUTY):
        return False
    persons = (p.person for p in opinion.all_proposers if p.person is not None)
    return any(person.user_id == user.pk for person in persons)


def is_asked_to_sign(user: User, opinion: Opinion) -> bool:
    """A deputy who was asked to sign with others, and has not answered."""
    if not user.has_role(Role.DEPUTY):
        return False
    return opinion.co_signers.open().filter(person__user=user).exists()


def is_author(user: User, opinion: Opinion) -> bool:
    return is_screener(user, opinion) or is_proposer(user, opinion)


def is_speaker(user: User, opinion: Opinion) -> bool:
    """Speaks for whoever put it forward: himself, the group, the presidium on paper."""
    return is_proposer(user, opinion) or is_screener(user, opinion)


def is_handler(user: User, opinion: Opinion) -> bool:
    """The township's or village's own account, or the presidium that records for it."""
    own = opinion.handler_id in organs_of(user, Role.UNIT)
    return own or is_presidium(user, opinion) or _is_presidium_there(user, opinion)


def _is_presidium_there(user: User, opinion: Opinion) -> bool:
    """What 市直 handed to a township: the presidium of that township records too."""
    if opinion.township.is_territory or opinion.handler is None:
        return False
    return township_id_of(opinion.handler) in {place.pk for place in user.townships}


def is_handler_itself(user: User, opinion: Opinion) -> bool:
    """The township's or village's own account: it asks its presidium."""
    return opinion.handler_id in organs_of(user, Role.UNIT)


def is_lead(user: User, opinion: Opinion) -> bool:
    """The lead unit, or the office that records for one without an account."""
    own = opinion.lead_unit_id in organs_of(user, Role.UNIT)
    return own or is_office(user, opinion)


def asks_for_time(user: User, opinion: Opinion) -> bool:
    """Asks the office for more time: the lead unit, in the township the presidium."""
    if opinion.state == State.HANDLING:
        return is_presidium(user, opinion)
    return is_lead(user, opinion)


def hands_over(user: User, opinion: Opinion) -> bool:
    """Handed it to those who have it: in its township the presidium, else the office."""
    if opinion.state == State.HANDLING:
        return is_presidium(user, opinion)
    return is_office(user, opinion)


def is_co(user: User, opinion: Opinion) -> bool:
    """Handles it beside another, or records for one who does."""
    helping = {a.unit_id for a in opinion.live_assignments if not a.is_lead}
    if not helping:
        return False
    return bool(helping & helping_organs(user)) or hands_over(user, opinion)


def is_unit(user: User, opinion: Opinion) -> bool:
    return is_lead(user, opinion) or is_co(user, opinion)


def is_at_work(user: User, opinion: Opinion) -> bool:
    """Has it in hand to answer it, or records for whoever has."""
    if opinion.state == State.HANDLING:
        return is_handler(user, opinion)
    return is_unit(user, opinion)


def is_in_touch(user: User, opinion: Opinion) -> bool:
    """Speaks with the proposer: those who heard him, and those who handle it."""
    heard = is_screener(user, opinion)
    return heard or is_handler(user, opinion) or is_unit(user, opinion)


def is_keeper(user: User, opinion: Opinion) -> bool:
    """The step that closes it: the presidium for local ones, the office for the others."""
    if opinion.level in ("", *LOCAL_LEVELS):
        return is_presidium(user, opinion)
    return is_office(user, opinion)


def pauses_at_once(user: User, opinion: Opinion) -> bool:
    """The group of what it has in hand, the presidium of what its township has."""
    if opinion.state in (State.SCREENING, State.FED_BACK):
        return is_screener(user, opinion)
    return opinion.state in IN_TOWNSHIP and is_presidium(user, opinion)


def asks_for_pause(user: User, opinion: Opinion) -> bool:
    """Whose time runs, where somebody else has to decide."""
    if opinion.state in IN_TOWNSHIP:
        own = opinion.state == State.HANDLING and is_handler(user, opinion)
        return own or pauses_at_once(user, opinion)
    if opinion.state in AT_UNIT:
        return is_unit(user, opinion)
    return opinion.state in IN_CITY and is_office(user, opinion)


def asker_of(user: User, opinion: Opinion) -> Asker:
    """The capacity in which `user` stops time: of several the one nearest the top."""
    if is_office(user, opinion):
        return Asker.OFFICE
    if is_presidium(user, opinion):
        return Asker.PRESIDIUM
    if opinion.state in AT_UNIT:
        return Asker.UNIT
    return Asker.HANDLER if opinion.state == State.HANDLING else Asker.GROUP


def decides_on_pause(user: User, opinion: Opinion) -> bool:
    """The step above whoever asks; of the office itself another person of the office."""
    asked = opinion.asked_pause
    if asked is None or asked.asked_by_id == user.pk:
        return False
    if ABOVE[Asker(asked.asked_as)] == Asker.OFFICE:
        return is_office(user, opinion)
    return is_presidium(user, opinion)


def resumes(user: User, opinion: Opinion) -> bool:
    """Whoever may pause ends it sooner, and so does the office, which is above all."""
    return is_office(user, opinion) or pauses_at_once(user, opinion)


def is_reminder(user: User, opinion: Opinion) -> bool:
    """May ask the proposer for his verdict: the presidium, the office."""
    return is_office(user, opinion) or is_presidium(user, opinion)


def is_above(user: User, opinion: Opinion) -> bool:
    """Stands above whoever has it now, and may urge: nobody urges himself."""
    holder = opinion.holder
    if holder is None:
        return False
    if is_office(user, opinion):
        return holder.kind != OrganKind.OFFICE
    return holder.kind in LOCAL_KINDS and is_presidium(user, opinion)


def urged_organs(user: User) -> set[int] | None:
    """To whom an urge is said that `user` must hear; None for who hears of all.

    A unit hears what it was told itself, not what another unit was.
    """
    if user.roles != {Role.UNIT}:
        return None
    return organs_of(user, Role.UNIT)


def is_urged(user: User, opinion: Opinion) -> bool:
    """Has it in hand, or is the clerk who records for whoever has it."""
    if opinion.holder_id in {post.organ_id for post in user.live_posts}:
        return opinion.holder_id is not None
    is_of_township = opinion.holder is not None and opinion.holder.kind in LOCAL_KINDS
    return is_of_township and is_presidium(user, opinion)


def is_urged_beside(user: User, opinion: Opinion) -> bool:
    """A co-handling unit that was urged for its part: nobody replies for it."""
    organs = helping_organs(user)
    if not organs:
        return False
    return any(u.is_co and u.organ_id in organs for u in opinion.standing_urges)


def passes_on(user: User, opinion: Opinion) -> bool:
    """Hands it to the discipline inspection: whoever has to decide where it goes."""
    if opinion.state == State.TRIAGE:
        return is_presidium(user, opinion)
    return is_office(user, opinion)


def may_record(user: User, opinion: Opinion) -> bool:
    """May enter what others did, from a ledger: the office, or the own presidium."""
    return is_office(user, opinion) or is_presidium(user, opinion)


def may_collect(user: User, *, township_id: int, group=None) -> bool:
    """The presidium in its township, a secretary and a deputy for their group."""
    if user.has_role(Role.OFFICE):
        return True
    if township_id in {township.pk for township in user.townships}:
        return True
    if group is None:
        return False
    if group.organ_id in organs_of(user, Role.SECRETARY):
        return True
    return (
        user.has_role(Role.DEPUTY)
        and type(group).objects.visible_to(user).filter(pk=group.pk).exists()
    )


def has_signed(user: User, opinion: Opinion) -> bool:
    """Whether the unit of `user` has taken the opinion on."""
    organs = organs_of(user, Role.UNIT)
    if opinion.handler_id in organs:
        return True
    mine = (a for a in opinion.live_assignments if a.unit_id in organs)
    return any(assignment.is_taken_on for assignment in mine)


def parts_of(user: User, opinion: Opinion) -> list[Assignment]:
    """What `user` acts for of what others have in hand: who handed it over, for all."""
    rows = opinion.live_assignments
    if hands_over(user, opinion):
        return rows
    organs = helping_organs(user)
    return [row for row in rows if row.unit_id in organs]


def visible_fields(user: User, opinion: Opinion) -> frozenset[str]:
    """Which delicate fields `user` may read: proposers, source.

    The origin, the office and the proposer himself read all. A unit reads of the
    proposer what it needs, once it has signed, and never who spoke in confidence.
    Another township reads no confidential source either. A deputy who was there when
    it was said is told no name.
    """
    everything = frozenset({"proposers", "source"})
    if is_inside(user, opinion):
        return everything
    if opinion.hides_source:
        return frozenset()
    if was_there(user, opinion):
        return frozenset()
    if _is_units(user):
        signed = has_signed(user, opinion)
        return frozenset({"proposers"}) if signed else frozenset()
    return everything


def was_there(user: User, opinion: Opinion) -> bool:
    """A deputy of the outing or reception at which it, or one merged into it, was heard.

    What he sees as that, he sees without the names of voters, whatever other post of his
    may lead him there.
    """
    if not user.has_role(Role.DEPUTY):
        return False
    told = getattr(opinion, "was_heard", None)
    if told is not None:
        return told
    # unscoped: only whether the user himself was there
    return Opinion.objects.filter(witnessed_by(user), pk=opinion.pk).exists()


def knows_outing(user: User, opinion: Opinion) -> bool:
    """Whether `user` may read on which outing it was heard; who took part knows it."""
    if "source" in visible_fields(user, opinion):
        return True
    return not opinion.hides_source and was_there(user, opinion)


def is_inside(user: User, opinion: Opinion) -> bool:
    """Handles it on the side of those who put it forward, or is the office."""
    return is_office(user, opinion) or is_author(user, opinion)


def _is_units(user: User) -> bool:
    return user.has_role(Role.UNIT) and not user.has_role(Role.LEADER, Role.SUPERVISOR)


def hears(user: User, opinion: Opinion) -> Told:
    """What a move must be marked at least for `user` to read of it in the history."""
    if is_inside(user, opinion):
        return Told.INSIDE
    if not _is_units(user):
        return Told.LOOKERS
    return Told.UNITS if opinion.hides_source else Told.OPEN


def reads_why(user: User, opinion: Opinion) -> bool:
    """Whether what was said against an answer is told `user`, though never by whom.

    Of the units those that have it in hand now: they have to do better.
    """
    if hears(user, opinion) <= Told.LOOKERS:
        return True
    having = {opinion.handler_id, *(row.unit_id for row in opinion.live_assignments)}
    return not having.isdisjoint(organs_of(user, Role.UNIT))


# Written by those who handle it: nobody who spoke can be known by them.
OF_HANDLERS = frozenset({PaperKind.EVIDENCE, PaperKind.LETTER})


def papers_for(user: User, opinion: Opinion) -> frozenset[str]:
    """The kinds of papers of `opinion` that `user` may fetch; what isn't named, not.

    What somebody brought shows his hand and name: it goes to those who may know the
    source alone. In a paper nothing is masked: who reads names masked fetches none, and
    neither does a deputy who was only there when it was said.
    """
    if not may_see_personal(user):
        return frozenset()
    fields = visible_fields(user, opinion)
    if {"proposers", "source"} <= fields:
        return frozenset(PaperKind)
    if reads_no_paper(user, opinion):
        return frozenset()
    return OF_HANDLERS if opinion.hides_source else OF_HANDLERS | {PaperKind.MATERIAL}


def reads_no_paper(user: User, opinion: Opinion) -> bool:
    """Papers name those to whom they are sent: none for who was only there."""
    return not is_inside(user, opinion) and was_there(user, opinion)


def may_fetch(user: User, paper: Attachment) -> bool:
    return paper.kind in papers_for(user, paper.opinion)


def hides_group(user: User, opinion: Opinion) -> bool:
    """Whether even the group that heard it is kept from `user`: it would point at one."""
    return opinion.hides_source and "source" not in visible_fields(user, opinion)


def group_is_hidden_from(user: User) -> Q:
    """The same for a search: the opinions that it must not find by their group."""
    if user.has_role(Role.OFFICE):
        return Q(pk=None)
    return HIDES_SOURCE & ~_inside(user)


def _inside(user: User) -> Q:
    """`is_author`, as a search asks it."""
    organs = organs_of(user, Role.SECRETARY)
    own = Q(township__in=user.townships) | Q(group__organ__in=organs)
    # unscoped: only whether the user himself is a proposer
    mine = Proposer.objects.filter(person__user=user, opinion=OuterRef("pk"))
    return own | Exists(mine) if user.has_role(Role.DEPUTY) else own


def names_are_told(user: User) -> Q:
    """The opinions of which `user` reads who put them forward, as a search asks it.

    See `visible_fields`; who is called 匿名 there is found by nobody.
    """
    named = Q(is_anonymous=False)
    if user.has_role(Role.OFFICE):
        return named
    told = ~HIDES_SOURCE
    if user.has_role(Role.DEPUTY):
        told &= ~witnessed_by(user)
    if _is_units(user):
        told &= _taken_on(organs_of(user, Role.UNIT))
    return named & (_inside(user) | told)


def _taken_on(organs: set[int]) -> Q:
    """`has_signed`, as a search asks it."""
    # unscoped: only whether the user's own unit has it in hand
    live = Assignment.objects.filter(unit__in=organs, ended_on=None)
    signed = live.filter(Q(signed_on__isnull=False) | Q(assigned_on=None))
    return Q(handler__in=organs) | Exists(signed.filter(opinion=OuterRef("pk")))


def organ_shown_to(
    user: User, opinion: Opinion, organ: Organ | None, on: date | None = None
) -> str:
    """What `organ` was called on that day, today without one, unless it is the group of
    one who spoke in confidence."""
    if organ is None:
        return ""
    is_group = organ.kind == OrganKind.GROUP
    return "收集方" if is_group and hides_group(user, opinion) else organ.name_on(on)
