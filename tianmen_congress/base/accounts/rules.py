"""Which posts one user may hold, and who may give or take them.

Each rule answers with the sentence for the user, "" when nothing speaks against. The
database holds the same (`guards`).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations

from tianmen_congress.base.clocks.calendar import today

from . import guards
from .enums import KEPT_ROLES, Role, exclude_each_other
from .models import Post, User

DAY = timedelta(days=1)


def why_not_together(posts: Iterable[Post]) -> str:
    """Which two posts of one user exclude each other on some day."""
    for one, other in combinations(posts, 2):
        if exclude_each_other(one.role, other.role) and _overlap(one, other):
            first, second = one.get_role_display(), other.get_role_display()
            return guards.NOT_TOGETHER.format(first=first, second=second)
    return ""


def why_not_by(by: User, user: User) -> str:
    """Nobody gives himself a post, or takes one from himself."""
    return guards.OWN_POST if by == user else ""


def why_somebody_must_stay(user: User, posts: Iterable[Post] = ()) -> str:
    """Which kind of post would have no holder on some day to come.

    `posts` are those that `user` would hold while he can sign in: none of them when he
    is switched off. An end is given only where another post goes on from there.
    """
    posts = list(posts)
    # unscoped: whether anybody is left for a kind of post
    before = list(Post.objects.filter(user_id=user.pk, user__is_active=True))
    for role in KEPT_ROLES:
        held = [post for post in posts if post.role == role]
        # unscoped: whether anybody is left for a kind of post
        held += Post.objects.of_active(role).exclude(user_id=user.pk)
        for first, last in _days_to_be_held(role, posts, before):
            gap = _first_day_without(held, first)
            if gap and gap <= last:
                return guards.LAST_STAYS.format(role=role.label, day=gap)
    return ""


def _days_to_be_held(
    role: Role, posts: list[Post], before: list[Post]
) -> Iterable[tuple[date, date]]:
    """What the user's posts of `role` have covered, and what follows on a new end."""
    ends = {(post.pk, post.role, post.until) for post in before}
    for post in before:
        if post.role == role:
            yield max(_begins(post), today()), _ends(post)
    for post in posts:
        is_new = (post.pk, post.role, post.until) not in ends
        if post.role == role and is_new and today() <= _ends(post) < date.max:
            yield post.until + DAY, post.until + DAY


def _first_day_without(posts: list[Post], day: date) -> date | None:
    """From `day` on, when none of `posts` is held; None when one always is."""
    for post in sorted(posts, key=_begins):
        if _begins(post) <= day <= _ends(post):
            if post.until is None:
                return None
            day = post.until + DAY
    return day


def _overlap(one: Post, other: Post) -> bool:
    """Whether both are held on some day; the last day counts."""
    return _ends(one) >= _begins(other) and _ends(other) >= _begins(one)


def _begins(post: Post) -> date:
    return post.since or date.min


def _ends(post: Post) -> date:
    return post.until or date.max
