"""What one is told, where one wants to be reached, and what left the system."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.alerts import actions, channels
from tianmen_congress.base.alerts.actions import addresses
from tianmen_congress.base.alerts.enums import AlertChannel, OutgoingState
from tianmen_congress.base.alerts.models import Address, Alert, Outgoing
from tianmen_congress.base.alerts.shown import rows_of
from tianmen_congress.base.alerts.subjects import subjects
from tianmen_congress.base.ui.pages import for_roles, form_page

from .forms import FORMS, CodeForm

PER_PAGE = 20
SHOWN = 100


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert and the title of what it is about."""

    alert: Alert
    title: str


@require_safe
def alert_list(request):
    """Unread first; with `?show=unread` nothing else. Looking changes nothing."""
    mine = Alert.objects.visible_to(request.user)
    unread, is_narrow = mine.unread(), request.GET.get("show") == "unread"
    rows = unread if is_narrow else mine
    rows = rows.order_by(
        F("read_at").desc(nulls_first=True),
        F("settled_at").desc(nulls_first=True),
        "-told_at",
        "-pk",
    )
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    found = rows_of(page.object_list, user=request.user)
    told = [AlertLine(alert, _title(alert, found)) for alert in page.object_list]
    context = {
        "told": told,
        "page": page,
        "unread": unread.count(),
        "is_narrow": is_narrow,
        "calls": request.user.has_role(Role.OFFICE, Role.PRESIDIUM),
        "sends": request.user.has_role(Role.OFFICE, Role.SYSADMIN),
    }
    return render(request, "alerts/alert_list.html", context)


def _title(alert: Alert, found: dict) -> str:
    row = found.get((alert.about, alert.row))
    return subjects[alert.about].title(row) if row else ""


@require_POST
def alert_open(request, pk):
    """Read it and go on to what it is about; a browser that looks ahead reads nothing."""
    alert = Alert.objects.get_visible(request.user, pk=pk)
    row = rows_of([alert], user=request.user).get((alert.about, alert.row))
    if row is None:
        raise Http404
    actions.mark_read(alert)
    return redirect(row)


@require_POST
def alert_read_all(request):
    many = actions.mark_all_read(by=request.user)
    messages.success(request, f"已把{many}条提醒标为已读。")
    return redirect("alerts:list")


@dataclass(frozen=True, slots=True)
class Reached:
    """One channel, and the user's own address of it."""

    channel: AlertChannel
    address: Address | None
    is_open: bool


@require_safe
def address_list(request):
    mine = {row.channel: row for row in Address.objects.visible_to(request.user)}
    rows = [
        Reached(channel, mine.get(channel), channels.is_open(channel))
        for channel in AlertChannel
    ]
    return render(request, "alerts/address_list.html", {"rows": rows})


def _channel(name: str) -> AlertChannel:
    if name not in AlertChannel.values:
        raise Http404
    return AlertChannel(name)


@form_page
def address_set(request, channel):
    kind = _channel(channel)
    form = FORMS[kind](request.POST or None, user=request.user, channel=kind)
    if request.method == "POST" and form.done():
        return redirect("alerts:address_confirm", channel=kind)
    context = {
        "form": form,
        "title": form.title,
        "save_label": form.save_label,
        "cancel_url": reverse("alerts:addresses"),
        "intro": "验证码发到这个地址，确认以后才会向它发送提醒。"
        "发出的内容只有编号、步骤、期限和链接。",
    }
    return render(request, "ui/form.html", context)


def _own(request, channel: str) -> Address:
    return Address.objects.get_visible(request.user, channel=_channel(channel))


@form_page
def address_confirm(request, channel):
    address = _own(request, channel)
    form = CodeForm(request.POST or None, user=request.user, address=address)
    if request.method == "POST" and form.done():
        messages.success(request, f"{address}已确认。")
        return redirect("alerts:addresses")
    context = {"form": form, "address": address}
    return render(request, "alerts/address_confirm.html", context)


@require_POST
def address_again(request, channel):
    address = _own(request, channel)
    try:
        addresses.send_again(address, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "已重新发送验证码，以最近一次的为准。")
    return redirect("alerts:address_confirm", channel=channel)


@require_POST
def address_remove(request, channel):
    address = _own(request, channel)
    addresses.remove(address, by=request.user)
    messages.success(request, f"{address}已删除，不再向它发送。")
    return redirect("alerts:addresses")


@require_safe
@for_roles(Role.OFFICE, Role.SYSADMIN)
def outgoing_list(request):
    """What left and what could not: days, states and faults, no address and no text."""
    # unscoped: those who run the system see whether it reaches people, not with what
    rows = Outgoing.objects.select_related("user")
    stuck = rows.filter(fault__gt="").exclude(state=OutgoingState.SENT)
    context = {"rows": rows[:SHOWN], "stuck": stuck.count(), "most": SHOWN}
    return render(request, "alerts/outgoing_list.html", context)
