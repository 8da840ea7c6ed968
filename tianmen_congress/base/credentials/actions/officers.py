"""The three officers of a system that has none yet."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from tianmen_congress.base.accounts.actions import make_account
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind
from tianmen_congress.base.credentials import rules
from tianmen_congress.base.credentials.models import AccountCode

from .codes import Given, begin, end


@transaction.atomic
def name_officer(
    *, by: User, role: Role, username: str, name: str, phone: str = ""
) -> Given:
    """The office makes an officer's account and reads the first half of its code.

    The second half is printed on the server: the office alone cannot sign in with it.
    """
    if not rules.may_name_officers(by):
        raise PermissionDenied(
            "三员已经指定，账号由系统管理员建立，岗位由安全管理员给予。"
        )
    if role not in rules.unnamed_officers():
        raise ValidationError(f"{Role(role).label}已经指定过，不能再由机关指定。")
    account = make_account(username, name=name, phone=phone, role=role, organ=None)
    given = begin(account, asked_by=by, by_server=True)
    note = f"指定为{Role(role).label}，启用码前半段已显示给指定人"
    record(Kind.RIGHTS, by=by, subject=username, note=note)
    return given


@transaction.atomic
def give_server_halves() -> list[Given]:
    """The second halves of the officers whom the office named, once each."""
    waiting = AccountCode.objects.lacking_second_half().filter(by_server=True)
    given = [end(code) for code in waiting.select_related("account").order_by("pk")]
    for each in given:
        subject = each.code.account.username
        note = "启用码后半段已在服务器上打印"
        record(Kind.RIGHTS, by=None, subject=subject, note=note)
    return given
