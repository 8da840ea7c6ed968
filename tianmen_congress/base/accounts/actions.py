"""Making the bodies and accounts that a place needs."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tianmen_congress.base.divisions.actions import ensure_city_organs
from tianmen_congress.base.divisions.models import Division

from . import rules
from .enums import OFFICE_NAME, ORGAN_ROLES, SYSTEM, OrganKind, Role
from .guards import told_in_words
from .models import Organ, Post, User


class AccountRefused(ValidationError):
    """The account cannot be made so; the message says why."""


@transaction.atomic
def ensure_township_organs() -> int:
    """Give each township its presidium or liaison office and its government, once.

    Returns how many organs were made. Streets, farms and 沉湖 have no congress: their
    organ is the liaison office of the city's standing committee. So is that of 市直,
    which is made along, and has no government. They hang on the division, not on its
    name: one that was renamed keeps the organs it has.
    """
    ensure_city_organs()
    # unscoped: which organs stand already
    standing = set(Organ.objects.filter(until=None).values_list("division_id", "kind"))
    missing = [
        Organ(kind=kind, name=name, division=home)
        for home in Division.objects.homes().current()
        for kind, name in _organs_of(home).items()
        if (home.pk, kind) not in standing
    ]
    return len(Organ.objects.bulk_create(missing))


def _organs_of(home: Division) -> dict[str, str]:
    liaison = {OrganKind.LIAISON: f"{home.name}人大联络处"}
    if not home.is_territory:
        return liaison
    if not home.has_congress:
        return liaison | {OrganKind.GOVERNMENT: home.name}
    return {
        OrganKind.PRESIDIUM: f"{home.name}人大主席团",
        OrganKind.GOVERNMENT: f"{home.name}人民政府",
    }


@transaction.atomic
def make_account(
    username: str,
    *,
    name: str,
    phone: str = "",
    role: Role | None = None,
    organ: Organ | None = None,
    password: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> User:
    """A user, with one post held from `since` to `until` where a role is given.

    Nobody sets another's password: without one nobody signs in until a code is used.
    """
    check_texts(username=username, name=name, phone=phone)
    if username == SYSTEM or User.objects.filter(username=username).exists():
        raise AccountRefused(f"已有账号 {username}")
    if role in ORGAN_ROLES and organ is None:
        raise AccountRefused(f"角色“{Role(role).label}”须用 --organ 指明所在机构")
    user = User.objects.create_user(username, password, name=name, phone=phone)
    if role is not None:
        give_post(user, role=role, organ=organ, since=since, until=until)
    return user


def give_post(
    user: User,
    *,
    role: Role,
    organ: Organ | None = None,
    since: date | None = None,
    until: date | None = None,
    by: User | None = None,
) -> Post:
    """A further post of `user`, where nothing speaks against it."""
    post = Post(user=user, role=role, organ=organ, since=since, until=until)
    post.clean()
    posts = [*user.posts.all(), post]
    check(
        rules.why_not_by(by, user),
        rules.why_not_together(posts),
        rules.why_somebody_must_stay(user, posts if user.is_active else ()),
    )
    with told_in_words():
        post.save()
    return post


def check(*reasons: str) -> None:
    """Refuse with the first of `reasons` that says anything."""
    for reason in filter(None, reasons):
        raise ValidationError(reason)


def check_texts(**texts: str) -> None:
    """What the form of a page would have said, for those who come by a command."""
    for column, text in texts.items():
        field = User._meta.get_field(column)
        if len(text) > field.max_length:
            raise AccountRefused(f"{field.verbose_name}最多{field.max_length}个字")
        if not text.isprintable():
            raise AccountRefused(f"{field.verbose_name}中有不能显示的字符")


def make_office_account(username: str, *, name: str, password: str) -> User:
    """The first account: the office. Its owner types the password himself."""
    organ, _ = Organ.objects.get_or_create(
        kind=OrganKind.OFFICE, name=OFFICE_NAME, division=None
    )
    return make_account(
        username, name=name, role=Role.OFFICE, organ=organ, password=password
    )
