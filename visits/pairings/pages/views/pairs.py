"""Who is paired with whom."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groups.rules import KEEPERS
from poverty.models import Household
from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from visits.pairings import queries, rules
from visits.pairings.models import HouseholdPairing
from visits.pairings.pages.forms.pairs import EndForm, PairForm, PlanForm
from visits.pairings.pages.listings import PairingListing
from visits.pairings.pages.parts import pairing_acts, pairing_parts

NOT_YOURS = "已解除的结对不能修改；其他小组的结对由该小组联络员和主席团（联络处）登记。"
RELATIONS = ("person", "household__village", "group", "township")


def visible_pairing(request, pk: int) -> HouseholdPairing:
    return HouseholdPairing.objects.select_related(*RELATIONS).get_visible(
        request.user, pk=pk
    )


@form_page
@for_roles(*KEEPERS)
def pair(request):
    form = PairForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and (pairing := form.pair()):
        messages.success(request, f"已登记{pairing.person}联系{pairing.household}。")
        return redirect("pairings:detail", pairing.pk)
    context = {
        "form": form,
        "title": "登记代表联户",
        "cancel_url": reverse("pairings:list"),
    }
    return render(request, "ui/form.html", context)


@require_safe
def pairing_detail(request, pk):
    pairing, user = visible_pairing(request, pk), request.user
    homes = Household.objects.visible_to(user)
    context = {
        "pairing": pairing,
        **queries.records_of(pairing),
        "helpers": queries.helpers_of(pairing),
        "history": queries.story_of_pairing(pairing, user=user),
        "can_record": rules.can_record(user, pairing),
        "can_end": rules.can_end_pairing(user, pairing),
        "acts": list(pairing_acts.shown(user, pairing)),
        "shows_scans": may_see_personal(user),
        "parts": list(pairing_parts.shown(user, pairing)),
        "may_open_home": homes.filter(pk=pairing.household_id).exists(),
    }
    return render(request, "pairings/detail.html", context)


@form_page
def pairing_plan(request, pk):
    pairing = visible_pairing(request, pk)
    demand(rules.can_end_pairing(request.user, pairing), NOT_YOURS)
    form = PlanForm(request.POST or None, instance=pairing, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.replan()
        return redirect("pairings:detail", pk)
    return render(request, "ui/form.html", _context(pairing, form, "修改帮扶计划"))


@form_page
def pairing_end(request, pk):
    pairing = visible_pairing(request, pk)
    demand(rules.can_end_pairing(request.user, pairing), NOT_YOURS)
    form = EndForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and form.end(pairing):
        messages.success(request, "已解除结对，原有记录保留。")
        return redirect("pairings:detail", pk)
    context = _context(pairing, form, "解除代表联户")
    context |= {"question": "解除后，该代表不再负责联系此户。", "act_label": "解除结对"}
    return render(request, "ui/confirm.html", context)


def _context(pairing: HouseholdPairing, form, title: str) -> dict:
    address = reverse("pairings:detail", args=[pairing.pk])
    return {"form": form, "title": title, "cancel_url": address}


@require_safe
@for_roles(*READERS)
def pairing_list(request):
    return listing.page(request, PairingListing)
