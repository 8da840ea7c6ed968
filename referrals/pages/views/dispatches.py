"""What was sent up in writing: the list, each sheet, and its paper with its number."""

from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from referrals import actions, papers
from referrals.models import Dispatch, DispatchLine
from referrals.pages.listings import DispatchListing
from referrals.shown import dispatches as shown
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.papers.registry import PaperSheet
from tianmen_congress.base.papers.writing import send_word
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import demand, for_roles
from tianmen_congress.base.workbooks.exports import send_workbook

SENDERS = (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY)
STILL_OPEN = "该表当日还可以续报，请先定表再打印。"


def _sheet(request: HttpRequest, pk: int) -> tuple[Dispatch, list[DispatchLine]]:
    rows = Dispatch.objects.visible_to(request.user)
    rows = rows.select_related("campaign", "recorded_by", "closed_by")
    row = rows.get_visible(request.user, pk=pk)
    return row, shown.lines_of(row, user=request.user)


def _closed(request: HttpRequest, pk: int) -> tuple[Dispatch, list[DispatchLine]]:
    """A paper that may still grow is not printed."""
    row, lines = _sheet(request, pk)
    demand(not row.is_open(today()), STILL_OPEN)
    return row, lines


def _paper(request: HttpRequest, pk: int) -> PaperSheet:
    row, lines = _closed(request, pk)
    return papers.dispatched(row, lines, user=request.user)


@require_safe
@for_roles(*SENDERS)
def dispatch_list(request):
    return listing.page(request, DispatchListing)


@require_safe
@for_roles(*SENDERS)
def dispatch_detail(request, pk):
    row, lines = _sheet(request, pk)
    context = {
        "dispatch": row,
        "is_open": row.is_open(today()),
        "summary": shown.summary(row, lines),
        "lines": shown.lines_today(row, lines, user=request.user),
    }
    return render(request, "referrals/dispatch_detail.html", context)


@require_POST
@for_roles(*SENDERS)
def dispatch_close(request, pk):
    row, _ = _sheet(request, pk)
    actions.close_dispatch(row, by=request.user)
    return redirect("referrals:dispatch_print", pk)


@require_safe
@for_roles(*SENDERS)
def dispatch_print(request, pk):
    context = {
        "sheet": _paper(request, pk),
        "back": reverse("referrals:dispatch", args=[pk]),
        "word": reverse("referrals:dispatch_word", args=[pk]),
    }
    return render(request, "papers/print.html", context)


@require_safe
@for_roles(*SENDERS)
def dispatch_word(request, pk):
    return send_word(_paper(request, pk), by=request.user)


@require_safe
@for_roles(*SENDERS)
def dispatch_workbook(request, pk):
    row, lines = _closed(request, pk)
    sheets = papers.workbook(row, lines, user=request.user)
    name = f"{sheets[0][0].title}{row.document_number}"
    return send_workbook(sheets, name=name, by=request.user)
