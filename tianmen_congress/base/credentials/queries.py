"""Codes that wait for somebody, and what an owner has to be told."""

from django.db.models import QuerySet

from tianmen_congress.base.accounts.enums import OFFICER_ROLES, Role
from tianmen_congress.base.accounts.models import User

from . import rules
from .models import AccountCode, Proposal


def codes_to_give(*, user: User) -> list[AccountCode]:
    """Codes whose second half `user` may give, the oldest first."""
    if not user.has_role(*OFFICER_ROLES):
        return []
    # unscoped: each is asked about by may_give_second
    rows = AccountCode.objects.lacking_second_half().filter(by_server=False)
    rows = rows.select_related("account", "asked_by").order_by("pk")
    return [code for code in rows if rules.may_give_second(user, code)]


def codes_asked(*, user: User) -> QuerySet[AccountCode]:
    """The last codes that `user` asked for."""
    # unscoped: those that the user himself asked for
    rows = AccountCode.objects.filter(asked_by=user)
    return rows.select_related("account", "second_by")[:20]


def accounts_to_help(*, user: User) -> list[User]:
    """System administrators for whom another officer may ask."""
    if not user.has_role(*OFFICER_ROLES) or user.has_role(Role.SYSADMIN):
        return []
    # unscoped: each is asked about by may_ask
    users = User.objects.filter(is_active=True, posts__role=Role.SYSADMIN).distinct()
    return [account for account in users if rules.may_ask(user, account)]


def used_codes(*, user: User) -> QuerySet[AccountCode]:
    """Codes by which `user` was let in and of which he has not said that he knows."""
    # unscoped: those of the user's own account
    rows = AccountCode.objects.filter(account=user, used_at__isnull=False, seen_at=None)
    return rows.select_related("asked_by", "second_by")


def proposals_for(*, user: User) -> QuerySet[Proposal]:
    """Open proposals that wait for `user`'s office."""
    seen = Proposal.objects.visible_to(user).select_related("organ", "by", "account")
    if user.has_role(Role.SYSADMIN):
        return seen.wanting_account().order_by("pk")
    if user.has_role(Role.SECADMIN):
        return seen.wanting_post().order_by("pk")
    return seen.none()
