"""A deputy who signs in: proposed by the office, his once the post is given."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deputies import queries, rules
from deputies.models import OWN_RECORD, AccountWish, Person
from tianmen_congress.base.accounts.enums import Role, exclude_each_other
from tianmen_congress.base.accounts.models import Post, User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.credentials.actions import propose
from tianmen_congress.base.credentials.models import Proposal


@transaction.atomic
def give_account(person: Person, *, user: User, by: User | None = None) -> Person:
    """Let `user` sign in as this deputy; nobody has two accounts, no account two people.

    Nobody makes himself one, and no officer is one: a deputy has a part in the business.
    """
    stored = Person.objects.select_for_update().get(pk=person.pk)
    if stored.user_id not in (None, user.pk):
        raise ValidationError(f"代表“{stored.name}”已有登录账号")
    check_may_be_deputy(stored, user, by=by)
    stored.user = user
    stored.version += 1
    stored.save()
    return stored


def check_may_be_deputy(person: Person, user: User, *, by: User | None) -> None:
    """Refuse, in words, an account that cannot be this deputy's."""
    if by == user:
        raise ValidationError(OWN_RECORD)
    if post := _officer_post(user):
        raise ValidationError(
            f"账号“{user.username}”是{post}，不能同时是代表，请换一个账号。"
        )
    if Person.objects.filter(user=user).exclude(pk=person.pk).exists():
        raise ValidationError(f"账号“{user.username}”已是另一位代表的登录账号")


@transaction.atomic
def propose_account(
    person: Person, *, by: User, username: str, phone: str = ""
) -> Proposal:
    """Ask the officers for the role of a deputy under `username`.

    An account of that name is his own when it bears his name; otherwise the system
    administrator makes one. He signs in as the deputy once the post is given.
    """
    if not rules.can_propose_accounts(by):
        raise PermissionDenied("登录账号由市人大常委会机关提出。")
    person = Person.objects.select_for_update().get(pk=person.pk)
    _check_in_office(person)
    if queries.open_wish(person):
        raise ValidationError(f"{person.name}的登录账号已经提出，正在办理。")
    if user := User.objects.filter(username=username).first():
        check_may_be_deputy(person, user, by=by)
    proposal = propose(
        by=by, username=username, name=person.name, role=Role.DEPUTY, phone=phone
    )
    AccountWish.objects.create(person=person, proposal=proposal)
    return proposal


def _officer_post(user: User) -> Post | None:
    """A post held today or later that no deputy holds beside his mandate."""
    posts = user.posts.exclude(until__lt=today())
    return next((p for p in posts if exclude_each_other(p.role, Role.DEPUTY)), None)


def _check_in_office(person: Person) -> None:
    if person.merged_into_id:
        raise ValidationError("这条记录已并入他人，请在并入后的记录上提出。")
    if person.user_id:
        raise ValidationError(f"代表“{person.name}”已有登录账号")
    if not person.mandates.in_office(today()).exists():
        raise ValidationError(f"{person.name}现在没有在任的代表职务，不能提出。")


def link_account(proposal: Proposal) -> None:
    """The post is given: from now on the account is the deputy's."""
    wish = AccountWish.objects.filter(proposal=proposal).first()
    if wish:
        give_account(wish.person, user=proposal.account)
