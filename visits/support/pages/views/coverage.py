"""What has no pair, from both sides; pairing from there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from groups.rules import KEEPERS
from poverty.models import Household
from tianmen_congress.base.ui import bulk, listing
from tianmen_congress.base.ui.bulk import BulkAct
from tianmen_congress.base.ui.pages import for_roles, form_page
from visits.support import actions
from visits.support.pages import listings
from visits.support.pages.forms.pairs import SuggestForm
from visits.support.pages.menu import LOOKING

REFUSALS = (ValidationError, PermissionDenied)


@require_safe
@for_roles(*LOOKING)
def unpaired(request):
    return listing.page(request, listings.UnpairedListing)


@require_safe
@for_roles(*LOOKING)
def unpaired_villages(request):
    return listing.page(request, listings.UnpairedVillageListing)


@require_safe
@for_roles(*LOOKING)
def idle(request):
    return listing.page(request, listings.IdleDeputyListing)


@require_safe
@for_roles(*LOOKING)
def stale(request):
    return listing.page(request, listings.StaleListing)


@require_safe
@for_roles(*LOOKING)
def twice(request):
    return listing.page(request, listings.PairedTwiceListing)


@require_POST
@for_roles(*KEEPERS)
def bulk_pair(request):
    act = BulkAct("按建议结对", actions.pair_as_suggested, refusals=REFUSALS)
    return bulk.page(request, listings.UnpairedListing, act)


@require_POST
@for_roles(*KEEPERS)
def bulk_pair_villages(request):
    act = BulkAct("由联系小组结对", actions.pair_with_linked_group, refusals=REFUSALS)
    return bulk.page(request, listings.UnpairedVillageListing, act)


@form_page
@for_roles(*KEEPERS)
def suggest(request, pk):
    household = Household.objects.select_related("village", "township").get_visible(
        request.user, pk=pk
    )
    form = SuggestForm(request.POST or None, user=request.user, household=household)
    if request.method == "POST" and form.done():
        messages.success(request, f"已登记{form.pairing.person}联系{household}。")
        return redirect(form.pairing)
    context = {
        "form": form,
        "household": household,
        "title": form.title,
        "save_label": form.save_label,
        "cancel_url": reverse("support:unpaired"),
    }
    return render(request, "support/suggest.html", context)
