"""Putting right what was found: answered where it was found, looked at again by the team."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from supervision import rules
from supervision.enums import FindingState
from supervision.models import Finding, Rectification
from tianmen_congress.base.accounts.models import User


@transaction.atomic
def answer_finding(
    finding: Finding, *, by: User, text: str, answered_on: date
) -> Rectification:
    """Say what was done; the finding then waits for the team's second look."""
    finding = _locked(finding)
    if not finding.is_open:
        raise ValidationError(
            f"该问题已是“{finding.get_state_display()}”，不能再答复。"
        )
    if not rules.can_answer(by, finding):
        raise PermissionDenied("您只能答复本乡镇、本小组的问题。")
    _check_not_before(answered_on, finding.inspection.inspected_on, "整改日期")
    _set_state(finding, FindingState.ANSWERED)
    return Rectification.objects.create(
        finding=finding, text=text, answered_on=answered_on, answered_by=by
    )


@transaction.atomic
def recheck_finding(
    finding: Finding,
    *,
    by: User,
    is_settled: bool,
    rechecked_on: date,
    remark: str = "",
    due_on: date | None = None,
) -> Rectification:
    """Close the finding, or give it back with what is missing and a new day."""
    finding = _locked(finding)
    if finding.state != FindingState.ANSWERED:
        raise ValidationError(
            f"该问题现为“{finding.get_state_display()}”，没有待复查的整改。"
        )
    if not rules.can_recheck(by, finding):
        raise PermissionDenied("您只能复查本督导组负责乡镇的问题。")
    answer = finding.rectifications.waiting().get()
    _check_not_before(rechecked_on, answer.answered_on, "复查日期")
    answer.rechecked_on, answer.rechecked_by = rechecked_on, by
    answer.is_settled, answer.remark = is_settled, remark
    answer.save()
    finding.due_on = finding.due_on if is_settled else due_on
    _set_state(finding, FindingState.CLOSED if is_settled else FindingState.OPEN)
    return answer


def _locked(finding: Finding) -> Finding:
    """The stored finding: of two who answer it the second is told."""
    rows = Finding.objects.select_for_update(of=["self"])
    return rows.select_related("inspection", "township", "group__township").get(
        pk=finding.pk
    )


def _check_not_before(day: date, first: date, what: str) -> None:
    if day < first:
        raise ValidationError(f"{what}不能早于{first:%Y-%m-%d}。")


def _set_state(finding: Finding, state: FindingState) -> None:
    finding.state = state
    finding.save(update_fields=["state", "due_on"])
