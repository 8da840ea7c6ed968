"""Taking an opinion down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from deputies.models import Person
from groups.models import DeputyGroup
from poverty.models import Household
from referrals import rules
from referrals.enums import ClockStep, PartyKind, State
from referrals.models import Opinion, Proposer
from referrals.workflow import COLLECT, MoveRefused
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.models import StoredFile

from . import timing
from .accused import check_named
from .act import Act, add_parties
from .effects.together import ask
from .gate import holder_of, pass_by, record
from .places import presidium_of
from .telling import tell


@dataclass(frozen=True, slots=True)
class Proponent:
    """Who said it: a deputy, one of a household, anybody by name, or a village."""

    name: str
    phone: str = ""
    person: Person | None = None
    household: Household | None = None
    village: Division | None = None

    @classmethod
    def of_village(cls, village: Division) -> "Proponent":
        return cls(village.name, village=village)


@transaction.atomic
def collect(
    opinion: Opinion,
    *,
    by: User,
    proposers: Sequence[Proponent] = (),
    files: Sequence[StoredFile] = (),
    co_signers: Sequence[Person] = (),
    is_draft: bool = False,
    basis: str = "",
) -> Opinion:
    """Store a new opinion, waiting to be screened, or a draft that its author keeps.

    Its township is that of its group where there is one. The first of `proposers` leads;
    without any it must be anonymous, or nobody would ever hear the answer.
    """
    if not (proposers or opinion.is_anonymous):
        raise MoveRefused("请写明是谁反映的：哪一户、哪个人、哪个村，或者匿名")
    group = opinion.group
    opinion.township = group.township if group else opinion.township
    if not rules.may_collect(by, township_id=opinion.township_id, group=group):
        raise MoveRefused("您只能登记本乡镇、本小组的意见建议")
    day = opinion.collected_on = opinion.moved_on = opinion.collected_on or today()
    if day > today():
        raise MoveRefused("收集日期不能晚于今天")
    opinion.presidium = presidium_of(opinion.township)
    check_named(opinion, State.DRAFT if is_draft else State.SCREENING)
    opinion.recorded_by, opinion.is_on_behalf = by, _is_on_behalf(by, group)
    _open(opinion, proposers, is_draft=is_draft)
    for person in co_signers:
        _ask(opinion, person, by=by, on=day)
    act = Act("collect", COLLECT, opinion, by, day, {}, basis)
    if co_signers:
        act.tell("邀请附议", "、".join(person.name for person in co_signers))
    _tell_history(act, files)
    tell(act, is_moved=True)
    pass_by(act)
    return opinion


def _ask(opinion: Opinion, person: Person, *, by: User, on: date) -> None:
    if not opinion.proposers.filter(is_lead=True, person__isnull=False).exists():
        raise MoveRefused("联名须由代表领衔，请选择提出的代表")
    ask(opinion, person, by=by, on=on)


def _is_on_behalf(by: User, group: DeputyGroup | None) -> bool:
    """Entered by the clerk for a group whose secretary has no account or no time."""
    return group is not None and not by.has_role(Role.SECRETARY, Role.DEPUTY)


def _open(opinion: Opinion, proposers: Sequence[Proponent], *, is_draft: bool) -> None:
    opinion.state = State.DRAFT if is_draft else State.SCREENING
    opinion.holder = holder_of(opinion)
    opinion.save()
    Proposer.objects.bulk_create(
        Proposer(
            opinion=opinion,
            person=each.person,
            household=each.household,
            village=each.village,
            name=each.name,
            phone=each.phone,
            is_lead=number == 0,
        )
        for number, each in enumerate(proposers)
    )
    parties = []
    if not opinion.is_kept_from_presidium:
        parties.append((opinion.presidium, PartyKind.PRESIDIUM))
    if opinion.group is not None:
        parties.append((opinion.group.organ, PartyKind.GROUP))
    add_parties(opinion, parties, opinion.collected_on)
    if not is_draft:
        opinion.running_clocks = []
        timing.start(opinion, ClockStep.SCREEN, opinion.collected_on)
        timing.settle(opinion)
        opinion.save(update_fields=["due_on", "yellow_on"])


def _tell_history(act: Act, files: Sequence[StoredFile]) -> None:
    act.tell("来源", act.opinion.get_origin_display())
    if act.opinion.accused_organ:
        act.tell("反映对象", act.opinion.accused_organ)
    event = record(act, "")
    for stored in files:
        act.opinion.attachments.create(event=event, file=stored, kind="source")
