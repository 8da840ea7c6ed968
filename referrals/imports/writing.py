"""Storing an opinion of a ledger, standing where the ledger says it stands."""

from referrals import actions
from referrals.actions import Proponent
from referrals.enums import GOOD_VERDICTS, LOCAL_LEVELS, Origin, State, Verdict
from referrals.models import Category, Opinion
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.clocks.calendar import today

from .accused import Accused
from .on_file import names_in
from .planning import LedgerRow

BASIS = "意见建议收集交办台账"


def write_row(row: LedgerRow, *, by: User, campaign: Campaign) -> dict:
    """The opinion with the history that its row tells; its key for later answers."""
    record = row.record
    names = names_in(record)
    opinion = Opinion(
        campaign=campaign,
        group=row.group,
        township=row.township,
        village=row.place or row.village,
        origin=Origin.VISIT if row.group else Origin.PRESIDIUM,
        collected_on=record["collected_on"],
        title=str(record["text"])[:40],
        text=record["text"],
        category=row.category,
        is_anonymous=not names,
        accused_organ=row.accused.found(),
        accused_name=row.accused.name,
    )
    proposers = [Proponent(name) for name in names]
    actions.collect(opinion, by=by, proposers=proposers, basis=BASIS)
    if opinion.state == State.SUBMITTED:  # past the township, whose leaders it is about
        return {"opinion": opinion.pk, **row.stood}
    opinion = actions.move(opinion, "report_up", by=by, basis=BASIS, on=today())
    return hand_on(opinion, row, by=by)


def hand_on(opinion: Opinion, row: LedgerRow, *, by: User) -> dict:
    """From triage to where the row says; it waits where the village is asked."""
    handler = row.handler
    if row.village is not None:
        handler = actions.committee_of(row.village)
    if handler is not None:
        go_on(opinion, handler, row.stood, row.category, by=by)
    return {"opinion": opinion.pk, **row.stood}


def go_on(
    opinion: Opinion,
    handler: Organ,
    stood: dict,
    category: Category | None = None,
    *,
    by: User,
) -> Opinion:
    """From triage to where it stands, in one step.

    Nothing between is made up, and no day: the ledger tells none after that of
    collection, so what it states counts from the day on which it is entered.
    """
    is_local = stood["level"] in LOCAL_LEVELS
    given = {"level": stood["level"], "done": stood["done"], "category": category}
    given["handler" if is_local else "lead_unit"] = handler
    name, outcome = outcome_of(stood)
    return actions.move(
        opinion, name, by=by, basis=BASIS, on=today(), **given, **outcome
    )


def tell(opinion: Opinion, name: str, given: dict, *, by: User) -> dict:
    """One step more of an opinion on file, as a later ledger tells it."""
    if isinstance(accused := given.get("accused_organ"), Accused):
        given = given | {"accused_organ": accused.found()}
    actions.move(opinion, name, by=by, basis=BASIS, on=today(), **given)
    return {"opinion": opinion.pk}


def outcome_of(stood: dict) -> tuple[str, dict]:
    """The step that a row states, and what it says of the outcome."""
    outcome = {"answer_class": stood["answer_class"], "verdict": stood["verdict"]}
    if stood["is_closed"]:
        return "enter_closed", outcome
    if stood["verdict"] == Verdict.DISSATISFIED:
        return "enter_rejected", outcome
    if stood["verdict"] in GOOD_VERDICTS:
        return "enter_judged", outcome
    return "enter_handled", {}
