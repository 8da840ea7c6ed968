"""manage.py recover_account NAME: where fewer than two officers are left to help."""

from django.core.management.base import BaseCommand, CommandError

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.enums import SYSTEM
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind
from tianmen_congress.base.credentials import actions, rules
from tianmen_congress.base.credentials.owner import expect_owner, whole_code


class Command(BaseCommand):
    help = "只剩一名管理员能登录时，为一个账号打印整个启用码"

    def add_arguments(self, parser) -> None:
        parser.add_argument("username", help="用户名")
        parser.add_argument(
            "--lost",
            action="append",
            default=[],
            metavar="用户名",
            help="也不能登录的管理员（忘记密码、离任），可写多次；记入审计",
        )

    def handle(self, *, username: str, lost: list[str], **options) -> None:
        expect_owner()
        account, others = _account(username), [_account(name) for name in lost]
        if rules.has_two_to_help(account, without={user.pk for user in others}):
            raise CommandError(
                "还有两名管理员能登录，请由他们在网页的“启用码”中办理：一人申请，"
                "另一人发放后半段。其中有人不能登录的，用 --lost 写明用户名。"
            )
        with acting_as(None, how="recover_account"):
            first, second = actions.recover(account)
            record(Kind.RIGHTS, by=None, subject=username, note=_note(lost))
        self.stdout.write(whole_code(first, second))


def _account(username: str) -> User:
    user = User.objects.filter(username=username).exclude(username=SYSTEM).first()
    if user is None or not user.is_active:
        raise CommandError(f"没有启用的账号“{username}”")
    return user


def _note(lost: list[str]) -> str:
    others = f"，注明{'、'.join(lost)}也不能登录" if lost else ""
    return f"在服务器上以数据库所有者身份恢复账号，打印整个启用码{others}"
