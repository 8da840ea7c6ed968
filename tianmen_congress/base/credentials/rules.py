"""Who may ask for a code, who may give its second half, who may name officers."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX as NO_PASSWORD
from django.db.models import QuerySet

from tianmen_congress.base.accounts.enums import OFFICER_ROLES, SYSTEM, Role
from tianmen_congress.base.accounts.models import Post, User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import lasting

from .models import AccountCode, Proposal

# Their halves are given by the officers among themselves.
GUARDED = (*OFFICER_ROLES, Role.OFFICE)


def is_guarded(account: User) -> bool:
    """Whether it is, or will be, an officer's account or the office's."""
    return account.posts.filter(lasting(today()), role__in=GUARDED).exists()


def _is_officer(user: User) -> bool:
    return user.has_role(*OFFICER_ROLES)


def may_ask(user: User, account: User) -> bool:
    """The system administrator; for a system administrator's own account, any officer."""
    if user == account or account.username == SYSTEM:
        return False
    if user.has_role(Role.SYSADMIN):
        return True
    return _is_officer(user) and account.has_role(Role.SYSADMIN)


def may_give_second(user: User, code: AccountCode) -> bool:
    """Somebody else than who asked and than the owner; among officers, any of them."""
    if code.by_server or user.pk in (code.account_id, code.asked_by_id):
        return False
    return user.has_role(*second_roles(code.account))


def second_roles(account: User) -> tuple[Role, ...]:
    return OFFICER_ROLES if is_guarded(account) else (Role.SECADMIN,)


def who_sign_in(*roles: Role) -> QuerySet[User]:
    """Those of a role who have a password today."""
    # unscoped: only whether there are enough who can help
    holding = Post.objects.current(today()).filter(role__in=roles)
    users = User.objects.filter(is_active=True, pk__in=holding.values("user"))
    return users.exclude(password="").exclude(password__startswith=NO_PASSWORD)


def givers(account: User, *, asker: User | None) -> QuerySet[User]:
    """Who could give the second half, if `asker` asks for `account` now."""
    users = who_sign_in(*second_roles(account)).exclude(pk=account.pk)
    return users.exclude(pk=asker.pk) if asker else users


def has_two_to_help(account: User, *, without: set[int] = frozenset()) -> bool:
    """Whether two people are there who could do it on the pages."""
    able = who_sign_in(*OFFICER_ROLES).exclude(pk__in={account.pk, *without})
    return any(
        may_ask(asker, account)
        and givers(account, asker=asker).exclude(pk__in=without).exists()
        for asker in able
    )


def unnamed_officers() -> list[Role]:
    """Which of the three was never given to anybody: the office may give each once."""
    named = set(
        # unscoped: only which offices were ever given
        Post.objects.filter(role__in=OFFICER_ROLES).values_list("role", flat=True)
    )
    return [role for role in OFFICER_ROLES if role not in named]


def may_name_officers(user: User) -> bool:
    return user.has_role(Role.OFFICE) and bool(unnamed_officers())


def _waits(proposal: Proposal) -> bool:
    return proposal.post_id is None and proposal.closed_at is None


def may_make_account(user: User, proposal: Proposal) -> bool:
    is_wanted = _waits(proposal) and proposal.account_id is None
    return is_wanted and user.has_role(Role.SYSADMIN)


def may_give_post(user: User, proposal: Proposal) -> bool:
    """Nobody gives himself anything."""
    is_wanted = _waits(proposal) and proposal.account_id not in (None, user.pk)
    return is_wanted and user.has_role(Role.SECADMIN)


def may_close(user: User, proposal: Proposal) -> bool:
    """The office takes it back; the officer whose turn it is returns it."""
    if not _waits(proposal):
        return False
    return (
        user.has_role(Role.OFFICE)
        or may_make_account(user, proposal)
        or may_give_post(user, proposal)
    )
