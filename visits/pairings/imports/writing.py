"""Storing what a line of the ledger says."""

from tianmen_congress.base.accounts.models import User
from visits.pairings import actions
from visits.pairings.enums import PairEndReason
from visits.pairings.models import HouseholdPairing

from .planning import PlannedPair


def write_pair(planned: PlannedPair, *, by: User) -> dict[str, int]:
    pairing = planned.pairing or _paired(planned, by)
    changes = planned.changes if planned.pairing else dict(planned.record.values)
    if planned.pairing and "since" in changes:
        actions.redate(pairing, by=by, since=changes["since"])
    if changes.keys() & {"plan", "lift_year"}:
        plan = changes.get("plan", pairing.plan)
        year = changes.get("lift_year", pairing.lift_year)
        actions.replan(pairing, by=by, plan=plan, lift_year=year)
    if until := changes.get("until"):
        reason = planned.record["end_reason"] or PairEndReason.ADJUSTED
        actions.end_pairing(pairing, by=by, until=until, end_reason=reason)
    return {"pairing": pairing.pk}


def _paired(planned: PlannedPair, by: User) -> HouseholdPairing:
    return actions.pair(
        planned.member.person,
        planned.household,
        by=by,
        group=planned.member.group,
        since=planned.record["since"],
    )
