"""What the posts of one user may not be together."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from .enums import SEPARATE_ROLES
from .models import Post


def why_not_together(posts: Iterable[Post]) -> str:
    """Which two posts of one user break 三员分立; "" when none do."""
    separate = [post for post in posts if post.role in SEPARATE_ROLES]
    for one, other in combinations(separate, 2):
        if one.role != other.role and _overlap(one, other):
            first, second = one.get_role_display(), other.get_role_display()
            return (
                "三员分立：系统管理员、安全管理员、审计员须由不同的人担任。"
                f"“{first}”和“{second}”的起止日期重叠，请先终止其中一个岗位，"
                "或给另一个账号。"
            )
    return ""


def _overlap(one: Post, other: Post) -> bool:
    """Whether both are held on some day; the last day counts."""
    return _ends(one) >= _begins(other) and _ends(other) >= _begins(one)


def _begins(post: Post) -> date:
    return post.since or date.min


def _ends(post: Post) -> date:
    return post.until or date.max
