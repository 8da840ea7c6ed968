"""Whether what is new was read."""

from tianmen_congress.base.accounts.models import User

from .models import NewsRead
from .news import CURRENT, NewsItem


def unread_news(user: User) -> list[NewsItem]:
    """What the version brought to `user`; nothing once he has read it."""
    items = CURRENT.items_for(user)
    # unscoped: the user's own row
    read = NewsRead.objects.filter(user=user, version=CURRENT.version)
    return [] if not items or read.exists() else items
