"""A group and the poor village it helps: list, page, plan, end."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groups.rules import KEEPERS
from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page
from visits.support import rules
from visits.support.actions.pairs import NOT_YOURS
from visits.support.models import VillagePairing
from visits.support.pages.forms import pairs as forms
from visits.support.pages.listings import VillagePairingListing, VillageProjectListing
from visits.support.queries import pairs

RECENT = 10


def visible_pairing(request, pk: int) -> VillagePairing:
    return VillagePairing.objects.select_related(
        "group__township", "township", "village__village__now__parent"
    ).get_visible(request.user, pk=pk)


@require_safe
@for_roles(*READERS)
def pairing_list(request):
    return listing.page(request, VillagePairingListing)


@require_safe
@for_roles(*READERS)
def project_list(request):
    return listing.page(request, VillageProjectListing)


@form_page
@for_roles(*KEEPERS)
def pairing_add(request):
    form = forms.VillagePairForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.done():
        messages.success(request, f"已登记{form.pairing}。")
        return redirect(form.pairing)
    context = {
        "form": form,
        "title": form.title,
        "save_label": form.save_label,
        "cancel_url": reverse("support:list"),
    }
    return render(request, "ui/form.html", context)


@require_safe
@for_roles(*READERS)
def pairing_detail(request, pk):
    pairing, user = visible_pairing(request, pk), request.user
    visits = pairs.visits_since(pairing, user=user).select_related("group")
    context = {
        "pairing": pairing,
        "projects": pairing.projects.prefetch_related("photos").order_by("pk"),
        "incomes": pairs.incomes_of(pairing.village, user=user),
        "visit_count": visits.count(),
        "visits": visits[:RECENT],
        "can_keep": rules.can_keep(user, pairing),
        "can_record_income": rules.can_record_income(user, pairing.village),
        "history": pairs.story_of(pairing, user=user),
    }
    return render(request, "support/detail.html", context)


@form_page
@for_roles(*READERS)
def pairing_plan(request, pk):
    pairing = _own(request, pk)
    form = forms.VillagePlanForm(
        request.POST or None, instance=pairing, user=request.user
    )
    if request.method == "POST" and form.is_valid():
        form.replan()
        return redirect(pairing)
    back = pairing.get_absolute_url()
    context = {"form": form, "title": "修改帮扶计划", "cancel_url": back}
    return render(request, "ui/form.html", context)


@form_page
@for_roles(*READERS)
def pairing_end(request, pk):
    pairing = _own(request, pk)
    form = forms.VillageEndForm(
        request.POST or None, user=request.user, pairing=pairing
    )
    return step_page(request, form, pairing, intro=str(pairing))


def _own(request, pk: int) -> VillagePairing:
    pairing = visible_pairing(request, pk)
    demand(rules.can_keep(request.user, pairing), NOT_YOURS)
    return pairing
