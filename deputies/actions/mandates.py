"""Giving, changing, suspending and ending mandates. The record always stays."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deputies import rules
from deputies.enums import EndReason
from deputies.models import Mandate
from tianmen_congress.base.accounts.models import User


@transaction.atomic
def save_mandate(mandate: Mandate, *, by: User) -> Mandate:
    """Store a new or changed mandate; its tier is that of its congress."""
    mandate.tier = mandate.congress.tier
    _demand_that_he_keeps(mandate, by)
    mandate.save()
    return mandate


@transaction.atomic
def end_mandate(
    mandate: Mandate,
    *,
    by: User,
    until: date,
    reason: EndReason,
    announced_by: str = "",
) -> Mandate:
    """The mandate ends on `until` for one of the law's reasons."""
    mandate = _locked(mandate, by=by)
    if mandate.until:
        raise ValidationError(f"该职务已于{mandate.until:%Y年%m月%d日}终止。")
    _check_not_before(until, mandate.since, "终止日期不能早于任职起")
    mandate.until, mandate.end_reason = until, reason
    mandate.end_announced_by = announced_by
    return _store(mandate)


@transaction.atomic
def suspend_mandate(mandate: Mandate, *, by: User, since: date) -> Mandate:
    """Duties rest from `since` (代表法 art. 48); the mandate itself goes on."""
    mandate = _locked(mandate, by=by)
    if mandate.until or mandate.is_suspended:
        raise ValidationError("该职务已终止或已在暂停中。")
    _check_not_before(since, mandate.since, "暂停日期不能早于任职起")
    mandate.suspended_since, mandate.suspended_until = since, None
    return _store(mandate)


@transaction.atomic
def resume_mandate(mandate: Mandate, *, by: User, until: date) -> Mandate:
    """Duties are taken up again: `until` is the last day of rest."""
    mandate = _locked(mandate, by=by)
    if not mandate.is_suspended:
        raise ValidationError("该职务没有暂停。")
    _check_not_before(until, mandate.suspended_since, "恢复日期不能早于暂停日期")
    mandate.suspended_until = until
    return _store(mandate)


def _locked(mandate: Mandate, *, by: User) -> Mandate:
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    _demand_that_he_keeps(mandate, by)
    return mandate


def _demand_that_he_keeps(mandate: Mandate, by: User) -> None:
    if rules.is_own(by, mandate):
        raise PermissionDenied(rules.OWN_MANDATE)
    if not rules.can_edit_mandate(by, mandate):
        raise PermissionDenied("您只能登记和变更本乡镇的乡镇人大代表职务。")


def _check_not_before(day: date, first: date | None, sentence: str) -> None:
    if first and day < first:
        raise ValidationError(f"{sentence}（{first:%Y-%m-%d}）。")


def _store(mandate: Mandate) -> Mandate:
    mandate.version += 1
    mandate.save()
    return mandate
