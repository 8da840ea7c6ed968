"""The words that leave: numbers, steps, days and a link. Never a name, a title, a text."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from tianmen_congress.base.accounts.models import User

from . import channels
from .enums import AlertChannel, AlertKind, Purpose
from .models import Address, Alert, Outgoing
from .shown import rows_of
from .subjects import subjects

SITE = "天门人大代表工作平台"
LISTED = 30
INSIDE = "请登录平台，在右上角“提醒”中查看。"
CODE = "{site}：您的验证码是{code}，30分钟内有效。如非本人操作，请不要理会。"


def compose(row: Outgoing) -> channels.Message | None:
    """What is to be sent; None where nothing is left to say, or nobody to say it to."""
    if not channels.is_open(row.channel):
        return None
    return _code(row) if row.purpose == Purpose.CODE else _digest(row)


def _code(row: Outgoing) -> channels.Message | None:
    address = row.address
    is_over = address is None or address.code_ends_at is None
    if is_over or address.code_ends_at < timezone.now() or not row.secret:
        return None
    text = CODE.format(site=SITE, code=row.secret)
    return channels.Message(address.value, f"{SITE}验证码", text)


def _digest(row: Outgoing) -> channels.Message | None:
    """To an address that its owner confirmed, of what he may see at this moment."""
    # unscoped: the user's own address
    address = Address.objects.filter(
        user=row.user,
        channel=row.channel,
        confirmed_at__isnull=False,
        user__is_active=True,
    ).first()
    if address is None:
        return None
    alerts = list(fresh(row.user, row.channel).order_by("due_on", "pk"))
    if not alerts:
        return None
    row.many, row.last_alert = len(alerts), max(alert.pk for alert in alerts)
    is_short = row.channel == AlertChannel.SMS
    text = _summary(alerts) if is_short else "\n".join(_letter(row, alerts))
    return channels.Message(address.value, f"{SITE}：{_counted(alerts)}", text)


def fresh(user: User, channel: str) -> QuerySet[Alert]:
    """Unread, in sight today, and in nothing that left by `channel`."""
    # unscoped: the user's own
    last = Outgoing.objects.all().last_told(user, channel)
    return Alert.objects.visible_to(user).unread().filter(pk__gt=last)


def _counted(alerts: list[Alert]) -> str:
    """待您办理2件、期限提醒1件."""
    many = {kind: sum(a.kind == kind for a in alerts) for kind in AlertKind}
    return "、".join(f"{kind.label}{n}件" for kind, n in many.items() if n)


def _summary(alerts: list[Alert]) -> str:
    return f"{SITE}：{_counted(alerts)}。{_where()}"


def _where() -> str:
    if not settings.PUBLIC_ADDRESS:
        return INSIDE
    return f"请打开{settings.PUBLIC_ADDRESS}{reverse('alerts:list')}查看。"


def _letter(row: Outgoing, alerts: list[Alert]) -> Iterator[str]:
    yield f"{_counted(alerts)}。"
    yield ""
    rows = rows_of(alerts[:LISTED], user=row.user)
    for alert in alerts[:LISTED]:
        yield _line(alert, rows.get((alert.about, alert.row)))
    if len(alerts) > LISTED:
        yield f"……另有{len(alerts) - LISTED}件"
    yield ""
    yield _where()
    yield "本邮件由系统自动发出，请勿回复。可在平台“联系方式”中停止接收。"


def _line(alert: Alert, row: object) -> str:
    """编号、步骤、期限和链接."""
    subject = subjects[alert.about]
    words = [subject.number(row) or subject.noun, subject.step(row)] if row else []
    if alert.due_on:
        words.append(f"期限{alert.due_on:%Y-%m-%d}")
    if settings.PUBLIC_ADDRESS and row:
        words.append(f"{settings.PUBLIC_ADDRESS}{row.get_absolute_url()}")
    return f"· {alert.get_kind_display()}　{'　'.join(words)}"
