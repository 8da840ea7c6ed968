"""What is new in a version is read once."""

from tianmen_congress.base.accounts.models import User

from .models import NewsRead
from .news import CURRENT


def mark_read(user: User) -> None:
    """Never again for this version."""
    NewsRead.objects.get_or_create(user=user, version=CURRENT.version)


def on_new_account(sender, instance: User, created: bool, **kwargs) -> None:
    """To whoever begins with this version nothing of it is new.

    The people of the demo have been at work for months.
    """
    if created and not instance.is_demo:
        mark_read(instance)
