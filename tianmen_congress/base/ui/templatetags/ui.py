"""Template tags that every page has without asking."""

from collections.abc import Iterable
from datetime import date
from itertools import chain

from django import template
from django.forms import BaseForm, Media
from django.middleware.csrf import get_token
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.lights import Light
from tianmen_congress.base.rows import naming
from tianmen_congress.base.ui import masks, once
from tianmen_congress.base.ui.faults import faults_in

register = template.Library()


def _shown(context: RequestContext, value: str, kind: str) -> str:
    return masks.shown_to(context["request"].user, value, kind)


@register.simple_tag(takes_context=True)
def person_name(context: RequestContext, name: str) -> str:
    return _shown(context, name, "name")


@register.simple_tag(takes_context=True)
def phone(context: RequestContext, number: str) -> str:
    return _shown(context, number, "phone")


@register.simple_tag(takes_context=True)
def id_number(context: RequestContext, number: str) -> str:
    return _shown(context, number, "id_number")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of `static/ui/icons.svg` beside words that say the same."""
    drawing = '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>'
    return format_html(drawing, static("ui/icons.svg"), name)


@register.simple_tag
def status_tag(label: str, tone: str = "grey") -> SafeString:
    """A state as a coloured word; tones: grey, blue, green, yellow, red."""
    return format_html('<span class="tag tag-{}">{}</span>', tone, label)


@register.simple_tag
def due_tag(light: str, due_on: date | None) -> SafeString | str:
    """The light of a deadline with its day: colour is never alone, but has shape and word."""
    if light == Light.PAUSED:
        return status_tag(Light.PAUSED.label)
    if not due_on or light not in Light:
        return ""
    return format_html(
        '<span class="due due-{}"><span class="visually-hidden">{} </span>{} '
        '<time datetime="{}">{}</time></span>',
        light,
        Light(light).label,
        days_left(due_on),
        due_on.isoformat(),
        near(due_on),
    )


@register.filter(expects_localtime=True)
def near(day: date) -> str:
    """07-25 within this year, else the whole day: what is usual takes little room."""
    return f"{day:%m-%d}" if day.year == today().year else f"{day:%Y-%m-%d}"


def days_left(due_on: date) -> str:
    days = (due_on - today()).days
    if days == 0:
        return "今天到期"
    return f"还有{days}天" if days > 0 else f"已超{-days}天"


@register.filter
def day(value: date | None) -> str:
    """2017-07-25; nothing for no day."""
    return f"{value:%Y-%m-%d}" if value else ""


@register.filter
def named_on(row: naming.NamedOverTime | None, day: date | None) -> str:
    """What a place, body or group was called on a day, today without one."""
    return naming.named_on(row, day)


@register.simple_tag(takes_context=True)
def post_tokens(context: RequestContext) -> SafeString:
    """What every form that writes carries: against forgery, and against a second press."""
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '<input type="hidden" name="{}" value="{}">',
        get_token(context["request"]),
        once.FIELD,
        once.new_token(),
    )


@register.inclusion_tag("ui/_error_summary.html")
def error_summary(*forms: BaseForm | Iterable[BaseForm]) -> dict:
    """All faults of the forms of a page in one box, each leading to its field."""
    each = chain(*([form] if isinstance(form, BaseForm) else form for form in forms))
    return {"faults": [fault for form in each for fault in faults_in(form)]}


@register.simple_tag
def media_scripts(media: Media | str) -> SafeString:
    """The scripts that the widgets of a form ask for; nothing for no form."""
    paths = [media.absolute_path(path) for path in media._js] if media else []
    return format_html_join(
        "\n", '<script src="{}" defer></script>', [(path,) for path in paths]
    )
