"""A code from the asking to its use. What a half says leaves here once and is not kept."""

from dataclasses import dataclass

from django.contrib.postgres.functions import TransactionNow
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind
from tianmen_congress.base.credentials import halves, rules
from tianmen_congress.base.credentials.models import AccountCode

NOBODY_ELSE = (
    "现在没有别的管理员可以发放后半段，所以没有申请。"
    "只剩一名管理员能登录时，由管理服务器的人运行 manage.py recover_account 办理。"
)


@dataclass(frozen=True, slots=True)
class Given:
    """A half, for the one page that shows it."""

    code: AccountCode
    half: str


@transaction.atomic
def ask_code(account: User, *, by: User) -> Given:
    """Take the account's password and sessions away and give the first half to `by`."""
    account = User.objects.select_for_update().get(pk=account.pk)
    if not rules.may_ask(by, account):
        raise PermissionDenied("不能为这个账号申请启用码。")
    if not account.is_active:
        raise ValidationError("这个账号已停用，请先启用再申请。")
    if not rules.givers(account, asker=by).exists():
        raise ValidationError(NOBODY_ELSE)
    given = begin(account, asked_by=by)
    _note(account, "申请启用码，前半段已显示给申请人；原密码和登录同时失效", by=by)
    return given


def begin(account: User, **fields) -> Given:
    """A new code in the place of any older one; nobody signs in until it is used."""
    AccountCode.objects.filter(account=account, used_at=None, void_at=None).update(
        void_at=timezone.now()
    )
    account.set_unusable_password()
    account.save(update_fields=["password"])
    half = halves.new_half()
    first = halves.digest(account.pk, half)
    code = AccountCode.objects.create(account=account, first_digest=first, **fields)
    return Given(code, half)


@transaction.atomic
def give_second(code: AccountCode, *, by: User) -> Given:
    """Make the second half and give it to `by`, once."""
    rows = AccountCode.objects.select_for_update(of=["self"])
    code = rows.select_related("account").get(pk=code.pk)
    if not rules.may_give_second(by, code):
        raise PermissionDenied("后半段由没有提出申请的管理员发放，也不能发给自己。")
    if not AccountCode.objects.lacking_second_half().filter(pk=code.pk).exists():
        raise ValidationError(
            f"这个启用码{code.state}，后半段不能再发放。如本人没有收到，请重新申请。"
        )
    given = end(code, second_by=by)
    _note(code.account, "启用码后半段已显示给发放人", by=by)
    return given


def end(code: AccountCode, **fields) -> Given:
    """The second half, made only now: nobody could have kept it before."""
    half = halves.new_half()
    code.second_digest = halves.digest(code.account_id, half)
    code.second_shown_at = timezone.now()
    for name, value in fields.items():
        setattr(code, name, value)
    code.save(update_fields=["second_digest", "second_shown_at", *fields])
    return Given(code, half)


@transaction.atomic
def use_code(code: AccountCode, *, password: str) -> User:
    """The owner, who showed both halves, sets the password (already hashed)."""
    code = AccountCode.objects.select_for_update().open().get(pk=code.pk)
    # The database lets the password through for the code of the same transaction.
    code.used_at = TransactionNow()
    code.save(update_fields=["used_at"])
    account = code.account
    account.password = password
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    _note(account, "启用码已使用，本人设置了密码", by=account)
    return account


@transaction.atomic
def recover(account: User) -> tuple[Given, Given]:
    """Both halves at once, on the server, by the database's owner."""
    account = User.objects.select_for_update().get(pk=account.pk)
    first = begin(account, asked_by=None, by_server=True)
    return first, end(first.code)


@transaction.atomic
def acknowledge(*, by: User) -> None:
    """The owner has read who let him in."""
    codes = AccountCode.objects.filter(account=by, used_at__isnull=False, seen_at=None)
    codes.update(seen_at=timezone.now())


def _note(account: User, note: str, *, by: User | None) -> None:
    record(Kind.RIGHTS, by=by, subject=account.username, note=note)
