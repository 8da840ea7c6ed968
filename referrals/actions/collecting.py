"""Taking an opinion down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from deputies.models import Person
from groups.models import DeputyGroup
from referrals import rules
from referrals.enums import OPEN, ClockStep, Origin, PartyKind, State
from referrals.models import Category, Opinion, Proposer
from referrals.workflow import MoveRefused, Transition
from tianmen_congress.accounts.enums import Role
from tianmen_congress.accounts.models import User
from tianmen_congress.campaigns.models import Campaign
from tianmen_congress.clocks.calendar import today
from tianmen_congress.divisions.models import Division
from tianmen_congress.files.models import StoredFile
from visits.models import HouseholdCall, Visit

from . import timing
from .act import Act, add_parties
from .gate import holder_of, record
from .places import presidium_of

COLLECT = Transition("收集登记", OPEN, None, rules.is_author)


@dataclass(frozen=True, slots=True)
class Proponent:
    """Who said it; `person` when it was a deputy."""

    name: str
    phone: str = ""
    person: Person | None = None


@transaction.atomic
def collect(
    *,
    by: User,
    campaign: Campaign,
    title: str,
    text: str,
    proposers: Sequence[Proponent] = (),
    group: DeputyGroup | None = None,
    township: Division | None = None,
    village: Division | None = None,
    origin: Origin = Origin.VISIT,
    collected_on: date | None = None,
    category: Category | None = None,
    source_visit: Visit | None = None,
    source_call: HouseholdCall | None = None,
    is_suggestion: bool = False,
    is_anonymous: bool = False,
    is_confidential: bool = False,
    is_draft: bool = False,
    files: Sequence[StoredFile] = (),
    basis: str = "",
) -> Opinion:
    """A new opinion, waiting to be screened, or a draft that its author keeps.

    `township` is that of the group where there is one. The first of `proposers` leads.
    """
    township = group.township if group else township
    if not rules.may_collect(by, township_id=township.pk, group=group):
        raise MoveRefused("您只能登记本乡镇、本小组的意见建议")
    day = collected_on or today()
    if day > today():
        raise MoveRefused("收集日期不能晚于今天")
    opinion = Opinion(
        campaign=campaign,
        township=township,
        presidium=presidium_of(township),
        group=group,
        village=village,
        origin=origin,
        source_visit=source_visit,
        source_call=source_call,
        collected_on=day,
        moved_on=day,
        title=title,
        text=text,
        category=category,
        is_suggestion=is_suggestion,
        is_anonymous=is_anonymous,
        is_confidential=is_confidential,
        recorded_by=by,
        is_on_behalf=_is_on_behalf(by, group),
    )
    _open(opinion, proposers, is_draft=is_draft)
    _tell_history(Act("collect", COLLECT, opinion, by, day, {}, basis), files)
    return opinion


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
            name=each.name,
            phone=each.phone,
            is_lead=number == 0,
        )
        for number, each in enumerate(proposers)
    )
    parties = [(opinion.presidium, PartyKind.PRESIDIUM)]
    if opinion.group is not None:
        parties.append((opinion.group.organ, PartyKind.GROUP))
    add_parties(opinion, parties, opinion.collected_on)
    if not is_draft:
        opinion.running_clocks = []
        timing.start(opinion, ClockStep.SCREEN, opinion.collected_on)
        timing.settle(opinion)
        opinion.save(update_fields=["due_on", "yellow_on"])


def _tell_history(act: Act, files: Sequence[StoredFile]) -> None:
    act.words.append(("来源", act.opinion.get_origin_display()))
    event = record(act, "")
    for stored in files:
        act.opinion.attachments.create(event=event, file=stored, kind="source")
