"""Finding accounts."""

from .enums import Role
from .models import Post, User


def system_user() -> User:
    """The account that commands act as: it has the office's rights and nobody signs in."""
    user, is_new = User.objects.get_or_create(
        username="system",
        defaults={"name": "系统", "is_active": False, "password": "!"},
    )
    if is_new:
        Post.objects.create(user=user, role=Role.OFFICE)
    return user
