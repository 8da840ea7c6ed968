"""What the office proposes, and how the officers carry it out."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from tianmen_congress.base.accounts import actions as accounts
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Organ, Post, User
from tianmen_congress.base.credentials.models import Proposal
from tianmen_congress.base.registry import Registry

from .codes import Given, ask_code

# What rooms above do once the post that they asked for is given.
Follow = Callable[[Proposal], None]
followers: Registry[Follow, Follow] = Registry()


def on_post_given(follow: Follow) -> None:
    followers.add(follow)


@transaction.atomic
def propose(
    *,
    by: User,
    username: str,
    name: str,
    role: Role,
    organ: Organ | None = None,
    phone: str = "",
    since: date | None = None,
    until: date | None = None,
    note: str = "",
) -> Proposal:
    """Ask for a post, and for an account where nobody of that name has one."""
    if not by.has_role(Role.OFFICE):
        raise PermissionDenied("账号和岗位由市人大常委会机关提出。")
    accounts.check_texts(username=username, name=name, phone=phone)
    wanted = Post(role=role, organ=organ, since=since, until=until)
    wanted.clean()
    wanted.validate_constraints(exclude={"user"})
    account = _account_of(username, name)
    if account == by:
        raise ValidationError("不能给自己提出岗位。")
    if _same_open(username, role, organ).exists():
        raise ValidationError("同一账号、同一岗位的申请已经提出，正在办理。")
    return Proposal.objects.create(
        by=by,
        username=username,
        name=name,
        phone=phone,
        role=role,
        organ=organ,
        since=since,
        until=until,
        note=note,
        account=account,
    )


def _account_of(username: str, name: str) -> User | None:
    account = User.objects.filter(username=username).first()
    if account and (account.name != name or not account.is_active):
        raise ValidationError(
            f"已有账号“{username}”，但不是{name}在用的账号，请换一个用户名。"
        )
    return account


def _same_open(username: str, role: Role, organ: Organ | None):
    return Proposal.objects.open().filter(username=username, role=role, organ=organ)


@transaction.atomic
def make_account(
    *,
    by: User,
    username: str,
    name: str,
    phone: str = "",
    proposal: Proposal | None = None,
) -> Given:
    """The system administrator makes an account without password and without post."""
    if not by.has_role(Role.SYSADMIN):
        raise PermissionDenied("账号由系统管理员建立。")
    account = accounts.make_account(username, name=name, phone=phone)
    if proposal:
        proposal = _locked(proposal)
        if proposal.account_id:
            raise ValidationError("这件申请的账号刚刚已经建立。")
        proposal.account = account
        proposal.save(update_fields=["account"])
    return ask_code(account, by=by)


@transaction.atomic
def give_post(proposal: Proposal, *, by: User) -> Post:
    """The security administrator gives the post as it was proposed."""
    if not by.has_role(Role.SECADMIN):
        raise PermissionDenied("岗位由安全管理员给予。")
    proposal = _locked(proposal)
    if proposal.account_id is None:
        raise ValidationError("账号还没有建立，请等系统管理员建立账号。")
    post = accounts.give_post(
        proposal.account,
        role=proposal.role,
        organ=proposal.organ,
        since=proposal.since,
        until=proposal.until,
        by=by,
    )
    proposal.post = post
    proposal.save(update_fields=["post"])
    for follow in followers:
        follow(proposal)
    return post


@transaction.atomic
def close(proposal: Proposal, *, by: User, reason: str) -> None:
    """The office takes it back, or an officer returns it, with a reason."""
    proposal = _locked(proposal)
    proposal.closed_at, proposal.closed_by = timezone.now(), by
    proposal.reason = reason
    proposal.save(update_fields=["closed_at", "closed_by", "reason"])


def _locked(proposal: Proposal) -> Proposal:
    """The row as it stands, if it still waits for somebody."""
    rows = Proposal.objects.select_for_update(of=["self"]).select_related("account")
    proposal = rows.get(pk=proposal.pk)
    if proposal.post_id or proposal.closed_at:
        raise ValidationError(f"这件申请{proposal.state}，不能再办理。")
    return proposal
