"""manage.py add_user NAME --role ROLE [--organ …] [--person …] [--from …] [--to …]"""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug

from deputies.actions import give_account
from deputies.models import Person
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.actions import AccountRefused, make_account
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.accounts.queries import find_organs, system_user
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind
from tianmen_congress.base.cells import CellTrouble
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.credentials.actions import recover
from tianmen_congress.base.credentials.owner import expect_owner, whole_code
from tianmen_congress.base.ui.fields import typed_day

PRINTED = "在服务器上建立账号，打印整个启用码"


class Command(BaseCommand):
    help = "新建一个账号"

    def add_arguments(self, parser) -> None:
        parser.add_argument("username", help="用户名")
        known = "、".join(Role.values)
        parser.add_argument("--role", required=True, help=f"角色：{known}")
        parser.add_argument("--organ", help="所在机构名称，或乡镇名称")
        parser.add_argument("--person", help="代表姓名或编号；角色为代表时必填")
        parser.add_argument("--from", dest="since", help="任职起，如 2017-05-01")
        parser.add_argument("--to", dest="until", help="任职止")
        parser.add_argument("--name", help="姓名，默认为代表姓名或用户名")

    def handle(self, *, username: str, role: str, **options) -> None:
        expect_owner()
        role = _role(role)
        person = _person(options["person"], role)
        name = options["name"] or (person.name if person else username)
        post = {
            "role": role,
            "organ": _organ(options["organ"], role),
            "since": _day(options["since"], "--from"),
            "until": _day(options["until"], "--to"),
        }
        try:
            validate_slug(username)
            with acting_as(system_user(), how="add_user"):
                user = make_account(username, name=name, **post)
                _link(person, user)
                first, second = recover(user)
                record(Kind.RIGHTS, by=None, subject=username, note=PRINTED)
        except (AccountRefused, ValidationError) as refusal:
            words = getattr(refusal, "messages", [str(refusal)])
            raise CommandError("；".join(words)) from None
        self.stdout.write(f"已建账号 {user.username}（{user.posts.get()}）")
        self.stdout.write(whole_code(first, second))


def _role(text: str) -> Role:
    if text not in Role.values:
        known = "、".join(Role.values)
        raise CommandError(f"没有角色“{text}”，可用：{known}")
    return Role(text)


def _link(person: Person | None, user: User) -> None:
    if person is not None:
        give_account(person, user=user)


def _day(text: str | None, option: str) -> date | None:
    try:
        return typed_day(text) if text else None
    except CellTrouble as trouble:
        raise CommandError(f"{option} {text} {trouble.reason}") from None


def _person(text: str | None, role: Role) -> Person | None:
    """The deputy who is to sign in, by number or by a name that one bears alone."""
    if text is None:
        if role == Role.DEPUTY:
            raise CommandError("角色“代表”须用 --person 指明是哪位代表")
        return None
    people = Person.objects.filter(merged_into=None)
    key = row_key(text)
    found = list(people.filter(name=text) if key is None else people.filter(pk=key))
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandError(f"没有代表“{text}”")
    raise CommandError(f"有{len(found)}位代表叫“{text}”，请写编号：{_in_words(found)}")


def _in_words(people: list[Person]) -> str:
    on = today()
    places = [
        (person, "、".join(str(m.congress) for m in person.mandates.in_office(on)))
        for person in people[:10]
    ]
    return "；".join(f"{p.pk}（{place or '无在任职务'}）" for p, place in places)


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
