"""Who is no deputy any more signs in as none."""

from collections.abc import Collection
from datetime import date

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Post, User
from tianmen_congress.base.accounts.succession import end_each
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import lasting
from tianmen_congress.base.rows.hanging import Hanging, by_key

from .actions import of_people
from .models import Person


def count(people: Collection[Person]) -> dict[int, int]:
    # unscoped: how many there are, for whoever ends the last mandate
    posts = Post.objects.current(today()).filter(role=Role.DEPUTY)
    return by_key(posts.filter(user__person__in=people), "user__person")


def end(person: Person, nobody: None, on: date, by: User | None) -> int:
    # unscoped: of the deputy himself
    posts = Post.objects.filter(lasting(on), user__person=person, role=Role.DEPUTY)
    return end_each(posts, on=on)


of_people.register(Hanging("posts", "代表岗位", "个", count, end, order=90))
