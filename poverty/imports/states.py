"""A year out of poverty without a word of the state: which state it tells is asked."""

from collections.abc import Mapping

from poverty.enums import PovertyState
from poverty.models import Household
from tianmen_congress.base.cells import Candidate
from tianmen_congress.base.personal.fields import digest
from tianmen_congress.base.workbooks.models import ImportIssue

from .records import HouseholdRecord

CANDIDATES = [
    Candidate(PovertyState.LIFTED.value, "已脱贫"),
    Candidate(PovertyState.RETURNED.value, "返贫"),
    Candidate(PovertyState.POOR.value, "未脱贫，不登记脱贫年度"),
]


def check_state(
    record: HouseholdRecord, known: Household | None, answers: Mapping[str, str]
) -> None:
    """Poor is what a household is of which nothing is said, and has no such year."""
    year = record["lifted_year"]
    is_poor = known is None or known.state == PovertyState.POOR
    if not year or record["state"] or not is_poor:
        return
    answer = answers.get(_mark(record))
    if answer is None:
        reason = f"填了脱贫年度{year}，没有填脱贫属性，请选择该户的状态"
        record.ask("state", reason, CANDIDATES, household=_mark(record))
    else:
        record.values["state"] = PovertyState(answer)
    if answer == PovertyState.POOR:
        del record.values["lifted_year"]


def answered_states(kind: str) -> dict[str, str]:
    """What was answered before about households: an answer holds for the same one."""
    # unscoped: an answer holds for whoever sends the same household
    issues = ImportIssue.objects.answered().filter(
        batch__kind=kind, about__field="state"
    )
    return {issue.about["household"]: issue.answer for issue in issues}


def _mark(record: HouseholdRecord) -> str:
    """What tells the household from all others, and tells nobody who it is."""
    return record["code"] or digest(record.heads[0]["id_number"])
