"""What chapters are written with: links that open, pictures that are there; news."""

from django import template
from django.conf import settings
from django.template import Context
from django.templatetags.static import static
from django.urls import resolve, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from PIL import Image

from tianmen_congress.base.accounts.models import User
from tianmen_congress.overview.manual.chapters import BY_SLUG
from tianmen_congress.overview.manual.news import NewsItem
from tianmen_congress.overview.manual.queries import unread_news

register = template.Library()


def may_open(user: User, url: str) -> bool:
    """Whether the page is for one of the user's roles at all (`ui.pages.for_roles`)."""
    roles = getattr(resolve(url).func, "roles", None)
    return roles is None or user.has_role(*roles)


@register.simple_tag(takes_context=True)
def go(context: Context, url_name: str, words: str) -> SafeString:
    """The words as a link to the page, or bare for whoever may not open it."""
    url = reverse(url_name)
    if may_open(context["user"], url):
        return format_html('<a href="{}">{}</a>', url, words)
    return format_html("<strong>{}</strong>", words)


@register.simple_tag
def chapter(slug: str) -> SafeString:
    """A link to another chapter."""
    url = reverse("manual:chapter", args=[slug])
    return format_html('<a href="{}">{}</a>', url, BY_SLUG[slug].title)


@register.inclusion_tag("manual/_picture.html")
def picture(name: str, words: str) -> dict:
    """A page of the demo as `python -m tests.pictures.manual` took it."""
    path = settings.BASE_DIR / "static" / "manual" / f"{name}.png"
    with Image.open(path) as image:
        width, height = image.size
    return {
        "url": static(f"manual/{name}.png"),
        "words": words,
        "width": width,
        "height": height,
        "is_phone": width < height,
    }


@register.simple_tag
def news_for(user: User) -> list[NewsItem]:
    return unread_news(user)
