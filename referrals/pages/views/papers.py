"""Papers to print, and the same as Word."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from referrals.enums import DispatchKind, State
from referrals.models import JointConference, Opinion
from referrals.pages.listings import OpinionListing
from referrals.papers import (
    conference_minutes,
    conference_pack,
    draft,
    sheet_of,
)
from referrals.rules import SESSION_READERS
from referrals.shown.sessions import agenda
from tianmen_congress.base.access.scope import CITY_ROLES
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.papers.registry import PaperSheet
from tianmen_congress.base.papers.writing import send_word
from tianmen_congress.base.ui.pages import demand, for_roles

from .records import WHOLE

MOST = 500


def _about_one(request, pk: int, slug: str) -> PaperSheet:
    opinion = Opinion.objects.select_related(*WHOLE).get_visible(request.user, pk=pk)
    row = _row_asked(request)
    sheet = sheet_of(slug, opinion, user=request.user, row=row)
    if sheet is None:
        raise Http404
    return sheet


def _row_asked(request) -> int | None:
    """Which of several papers of a kind; the newest where nothing is asked."""
    if "row" not in request.GET:
        return None
    row = row_key(request.GET["row"])
    if row is None:
        raise Http404
    return row


@require_safe
def paper_print(request, pk, slug):
    sheet = _about_one(request, pk, slug)
    back = reverse("referrals:detail", args=[pk])
    word = reverse("referrals:paper_word", args=[pk, slug])
    if row := request.GET.get("row"):
        word = f"{word}?{urlencode({'row': row})}"
    context = {"sheet": sheet, "back": back, "word": word}
    return render(request, "papers/print.html", context)


@require_safe
def paper_word(request, pk, slug):
    return send_word(_about_one(request, pk, slug), by=request.user)


# Whatever has not been sent yet: a sheet that was sent stands among the dispatches.
UNSENT = {
    DispatchKind.SUMMARY: (State.SCREENING,),
    DispatchKind.SUBMISSION: (State.TRIAGE, State.TO_SUBMIT),
}


def _draft(request, slug: str) -> PaperSheet:
    """Of the rows not sent yet that the list with the same address parameters shows."""
    if slug not in DispatchKind.values:
        raise Http404
    kind = DispatchKind(slug)
    rows = OpinionListing(request).found.filter(state__in=UNSENT[kind])
    rows = rows.select_related("presidium", "campaign", "accused_organ")
    rows = rows.prefetch_related("proposers__person")[: MOST + 1]
    if len(rows) > MOST:
        raise PermissionDenied(f"一次最多打印{MOST}件，请先用查询条件缩小范围。")
    return draft(kind, rows, user=request.user)


@require_safe
@for_roles(Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY)
def report_print(request, slug):
    query = request.GET.urlencode()
    context = {
        "sheet": _draft(request, slug),
        "back": f"{reverse('referrals:list')}?{query}",
        "word": f"{reverse('referrals:report_word', args=[slug])}?{query}",
    }
    return render(request, "papers/print.html", context)


@require_safe
@for_roles(Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY)
def report_word(request, slug):
    return send_word(_draft(request, slug), by=request.user)


OF_CONFERENCE = {"pack": conference_pack, "minutes": conference_minutes}


def _of_conference(request, pk: int, slug: str) -> PaperSheet:
    if slug not in OF_CONFERENCE:
        raise Http404
    row = JointConference.objects.select_related("campaign").get_visible(
        request.user, pk=pk
    )
    is_city = request.user.has_role(*CITY_ROLES)
    demand(is_city or slug == "pack", "会议纪要由市人大机关印发。")
    items = agenda(row, user=request.user)
    return OF_CONFERENCE[slug](row, items, user=request.user)


@require_safe
@for_roles(*SESSION_READERS)
def conference_print(request, pk, slug):
    context = {
        "sheet": _of_conference(request, pk, slug),
        "back": reverse("referrals:conference", args=[pk]),
        "word": reverse("referrals:conference_word", args=[pk, slug]),
    }
    return render(request, "papers/print.html", context)


@require_safe
@for_roles(*SESSION_READERS)
def conference_word(request, pk, slug):
    return send_word(_of_conference(request, pk, slug), by=request.user)
