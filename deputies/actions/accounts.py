"""A deputy who signs in: a new account, or the one that he has for another post."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deputies import rules
from deputies.models import OWN_RECORD, Person
from tianmen_congress.accounts.actions import give_post, make_account
from tianmen_congress.accounts.enums import Role, exclude_each_other
from tianmen_congress.accounts.models import Post, User
from tianmen_congress.clocks.calendar import today


@transaction.atomic
def give_account(person: Person, *, user: User, by: User | None = None) -> Person:
    """Let `user` sign in as this deputy; nobody has two accounts, no account two people.

    Nobody makes himself one, and no officer is one: a deputy has a part in the business.
    """
    if by == user:
        raise ValidationError(OWN_RECORD)
    if post := _officer_post(user):
        raise ValidationError(
            f"账号“{user.username}”是{post}，不能同时是代表，请换一个账号。"
        )
    stored = Person.objects.select_for_update().get(pk=person.pk)
    if stored.user_id not in (None, user.pk):
        raise ValidationError(f"代表“{stored.name}”已有登录账号")
    if Person.objects.filter(user=user).exclude(pk=stored.pk).exists():
        raise ValidationError(f"账号“{user.username}”已是另一位代表的登录账号")
    stored.user = user
    stored.version += 1
    stored.save()
    return stored


@transaction.atomic
def open_account(
    person: Person, *, by: User, username: str, password: str = ""
) -> Person:
    """Give a deputy in office the role of a deputy under `username`.

    An account of that name is his own when it bears his name; otherwise a new one is
    made with a password that he has to change.
    """
    if not rules.can_open_accounts(by):
        raise PermissionDenied("登录账号由市人大常委会机关开通。")
    _check_in_office(person)
    user = User.objects.filter(username=username).first()
    if user is None:
        user = make_account(
            username, name=person.name, role=Role.DEPUTY, organ=None, password=password
        )
    else:
        _add_role(user, person, by=by)
    return give_account(person, user=user, by=by)


def _officer_post(user: User) -> Post | None:
    """A post held today or later that no deputy holds beside his mandate."""
    posts = user.posts.exclude(until__lt=today())
    return next((p for p in posts if exclude_each_other(p.role, Role.DEPUTY)), None)


def _check_in_office(person: Person) -> None:
    if person.merged_into_id:
        raise ValidationError("这条记录已并入他人，请在并入后的记录上开通。")
    if not person.mandates.in_office(today()).exists():
        raise ValidationError(f"{person.name}现在没有在任的代表职务，不能开通。")


def _add_role(user: User, person: Person, *, by: User) -> None:
    if user.name != person.name or not user.is_active:
        raise ValidationError(
            f"已有账号“{user.username}”，但不是{person.name}在用的账号，请换一个用户名。"
        )
    if not user.has_role(Role.DEPUTY):
        give_post(user, role=Role.DEPUTY, since=today(), by=by)
