"""manage.py add_user NAME --role ROLE [--organ …] [--name 姓名] [--password …]"""

import secrets

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug

from tianmen_congress.access import acting_as
from tianmen_congress.accounts.actions import AccountRefused, make_account
from tianmen_congress.accounts.enums import Role
from tianmen_congress.accounts.models import Organ
from tianmen_congress.accounts.queries import find_organs, system_user
from tianmen_congress.audit.actions import record
from tianmen_congress.audit.models import Kind


class Command(BaseCommand):
    help = "新建一个账号"

    def add_arguments(self, parser) -> None:
        parser.add_argument("username", help="用户名")
        parser.add_argument("--role", required=True, choices=Role.values, help="角色")
        parser.add_argument("--organ", help="所在机构名称，或乡镇名称")
        parser.add_argument("--name", help="姓名，默认与用户名相同")
        parser.add_argument("--password", help="密码，默认随机生成并显示一次")

    def handle(self, *, username, role, organ, name, password, **options) -> None:
        given = password or secrets.token_urlsafe(9)
        try:
            validate_slug(username)
            with acting_as(system_user(), how="add_user"):
                user = make_account(
                    username,
                    name=name or username,
                    role=Role(role),
                    organ=_organ(organ, Role(role)),
                    password=given,
                )
                record(Kind.RIGHTS, by=None, subject=username, note=f"新建 {role}")
        except (AccountRefused, ValidationError) as refusal:
            words = getattr(refusal, "messages", [str(refusal)])
            raise CommandError("；".join(words)) from None
        self.stdout.write(f"已建账号 {user.username}（{user.main_post}）")
        if password is None:
            self.stdout.write(f"初始密码 {given}（首次登录须修改）")


def _organ(text: str | None, role: Role) -> Organ | None:
    if text is None:
        return None
    found = find_organs(text, role=role)
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(f"没有适合角色“{role.label}”的机构“{text}”")
    names = "、".join(organ.name for organ in found[:10])
    raise CommandError(f"“{text}”可指{len(found)}个机构：{names}，请写全称")
