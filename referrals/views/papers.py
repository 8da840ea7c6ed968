"""Papers to print, and the same as Word."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from referrals.listings import OpinionListing
from referrals.models import JointConference, Opinion
from referrals.papers import ABOUT_MANY, conference_pack, sheet_of
from referrals.queries.conference import items_of
from tianmen_congress.accounts.enums import Role
from tianmen_congress.papers.registry import Sheet
from tianmen_congress.papers.writing import send_word
from tianmen_congress.ui.pages import for_roles

from .records import WHOLE

MOST = 500


def _about_one(request, pk: int, slug: str) -> Sheet:
    opinion = Opinion.objects.select_related(*WHOLE).get_visible(request.user, pk=pk)
    sheet = sheet_of(slug, opinion, user=request.user)
    if sheet is None:
        raise Http404
    return sheet


@require_safe
def paper_print(request, pk, slug):
    sheet = _about_one(request, pk, slug)
    back = reverse("referrals:detail", args=[pk])
    word = reverse("referrals:paper_word", args=[pk, slug])
    context = {"sheet": sheet, "back": back, "word": word}
    return render(request, "papers/print.html", context)


@require_safe
def paper_word(request, pk, slug):
    return send_word(_about_one(request, pk, slug), by=request.user)


def _about_many(request, slug: str) -> Sheet:
    """Of exactly the rows that the list with the same address parameters shows."""
    if slug not in ABOUT_MANY:
        raise Http404
    rows = OpinionListing(request).found.select_related("presidium", "campaign")
    rows = rows.prefetch_related("proposers__person")
    return ABOUT_MANY[slug](rows[:MOST], user=request.user)


@require_safe
@for_roles(Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY)
def report_print(request, slug):
    query = request.GET.urlencode()
    context = {
        "sheet": _about_many(request, slug),
        "back": f"{reverse('referrals:list')}?{query}",
        "word": f"{reverse('referrals:report_word', args=[slug])}?{query}",
    }
    return render(request, "papers/print.html", context)


@require_safe
@for_roles(Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY)
def report_word(request, slug):
    return send_word(_about_many(request, slug), by=request.user)


@require_safe
@for_roles(Role.OFFICE, Role.LEADER)
def pack_word(request, pk):
    row = JointConference.objects.get_visible(request.user, pk=pk)
    return send_word(conference_pack(row, items_of(row)), by=request.user)
