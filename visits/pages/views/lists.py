"""Lists of outings, calls, villages and households reached."""

from django.views.decorators.http import require_safe

from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import for_roles
from visits.pages.listings import (
    CallListing,
    HouseholdListing,
    VillageListing,
    VisitListing,
)


@require_safe
@for_roles(*READERS)
def visit_list(request):
    return listing.page(request, VisitListing)


@require_safe
@for_roles(*READERS)
def call_list(request):
    return listing.page(request, CallListing)


@require_safe
@for_roles(*READERS)
def village_list(request):
    return listing.page(request, VillageListing)


@require_safe
@for_roles(*READERS)
def household_list(request):
    return listing.page(request, HouseholdListing)
