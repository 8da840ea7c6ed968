"""What was handed over and taken back: the list, and the papers with their numbers."""

from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from referrals.models import Opinion, Recall
from referrals.pages.listings import RecallListing
from referrals.papers import recalled
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.papers.registry import PaperSheet
from tianmen_congress.base.papers.writing import send_word
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import for_roles

READERS = (Role.OFFICE, Role.LEADER, Role.PRESIDIUM, Role.UNIT)
PAPER_OF = ("opinion__presidium", "opinion__category", "organ")


@require_safe
@for_roles(*READERS)
def recall_list(request):
    return listing.page(request, RecallListing)


def _sheet(request: HttpRequest, pk: int) -> PaperSheet:
    """The whole paper for whoever sees the opinion; who lost it reads that he did."""
    rows = Recall.objects.visible_to(request.user).select_related(*PAPER_OF)
    recall = rows.get_visible(request.user, pk=pk)
    seen = Opinion.objects.visible_to(request.user).filter(pk=recall.opinion_id)
    return recalled(recall, user=request.user, is_whole=seen.exists())


@require_safe
@for_roles(*READERS)
def recall_print(request, pk):
    context = {
        "sheet": _sheet(request, pk),
        "back": reverse("referrals:recalls"),
        "word": reverse("referrals:recall_word", args=[pk]),
    }
    return render(request, "papers/print.html", context)


@require_safe
@for_roles(*READERS)
def recall_word(request, pk):
    return send_word(_sheet(request, pk), by=request.user)
