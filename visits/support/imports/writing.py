"""Storing what a line of the ledger of villages says."""

from tianmen_congress.base.accounts.models import User
from visits.support import actions

from .planning import PlannedVillage


def write_village(planned: PlannedVillage, *, by: User) -> dict[str, int]:
    pairing, changes = planned.pairing, planned.changes
    if pairing is None:
        changes = dict(planned.record.values)
        days = {"since": changes.pop("since"), "plan": changes.pop("plan", "")}
        pairing = actions.pair(planned.group, planned.village, by=by, **days)
    if since := changes.get("since"):
        actions.redate(pairing, by=by, since=since)
    if plan := changes.get("plan"):
        actions.replan(pairing, by=by, plan=plan)
    if until := changes.get("until"):
        reason = planned.record["end_reason"]
        actions.end_pairing(pairing, by=by, until=until, end_reason=reason)
    return {"pairing": pairing.pk}
