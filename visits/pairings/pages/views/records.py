"""Measures, effects, deeds and the official helper of a pairing; their lists and files."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.campaigns.queries import NO_CAMPAIGN, current_campaign
from tianmen_congress.base.files.responses import send
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page
from visits.pairings import rules
from visits.pairings.actions.records import NOT_YOURS
from visits.pairings.models import Aid, Deed, Effect, PairingRecord
from visits.pairings.pages.forms import records as forms
from visits.pairings.pages.listings import DeedListing, EffectListing

from .pairs import visible_pairing

FORMS = {Aid: forms.AidForm, Effect: forms.EffectForm, Deed: forms.DeedForm}


@form_page
@for_roles(*READERS)
def aid_add(request, pk):
    return _add(request, pk, Aid)


@form_page
@for_roles(*READERS)
def effect_add(request, pk):
    return _add(request, pk, Effect)


@form_page
@for_roles(*READERS)
def deed_add(request, pk):
    return _add(request, pk, Deed)


@form_page
@for_roles(*READERS)
def aid_edit(request, pk):
    return _edit(request, pk, Aid)


@form_page
@for_roles(*READERS)
def effect_edit(request, pk):
    return _edit(request, pk, Effect)


@form_page
@for_roles(*READERS)
def deed_edit(request, pk):
    return _edit(request, pk, Deed)


@form_page
@for_roles(*READERS)
def aid_void(request, pk):
    return _void(request, pk, Aid)


@form_page
@for_roles(*READERS)
def effect_void(request, pk):
    return _void(request, pk, Effect)


@form_page
@for_roles(*READERS)
def deed_void(request, pk):
    return _void(request, pk, Deed)


def _add(request, pk: int, model: type[PairingRecord]):
    pairing = visible_pairing(request, pk)
    demand(rules.can_record(request.user, pairing), NOT_YOURS)
    demand(current_campaign() is not None, NO_CAMPAIGN)
    return _entry(request, model(pairing=pairing))


def _edit(request, pk: int, model: type[PairingRecord]):
    return _entry(request, _own(request, pk, model))


def _entry(request, record: PairingRecord):
    form = FORMS[type(record)](
        request.POST or None,
        request.FILES or None,
        instance=record,
        user=request.user,
    )
    if request.method == "POST" and form.done():
        return redirect(record.pairing)
    context = {
        "form": form,
        "title": form.title,
        "intro": f"{record.pairing.person}联系{record.pairing.household}",
        "cancel_url": record.pairing.get_absolute_url(),
    }
    return render(request, "ui/form.html", context)


def _void(request, pk: int, model: type[PairingRecord]):
    record = _own(request, pk, model)
    form = forms.VoidForm(request.POST or None, user=request.user, record=record)
    return step_page(request, form, record.pairing, intro=str(record))


def _own(request, pk: int, model: type[PairingRecord]) -> PairingRecord:
    record = model.objects.select_related(
        "pairing__group", "pairing__person"
    ).get_visible(request.user, pk=pk)
    may = record.voided_at is None and rules.can_record(request.user, record.pairing)
    demand(may, NOT_YOURS)
    return record


@form_page
@for_roles(*READERS)
def helper_add(request, pk):
    pairing = visible_pairing(request, pk)
    demand(rules.can_record(request.user, pairing), NOT_YOURS)
    form = forms.HelperForm(request.POST or None, user=request.user, pairing=pairing)
    return step_page(request, form, pairing, intro=str(pairing.household))


@require_safe
@for_roles(*READERS)
def effect_scan(request, pk):
    """A paper cannot be masked, so who reads masked gets none."""
    row = Effect.objects.select_related("scan").get_visible(request.user, pk=pk)
    if row.scan is None or not may_see_personal(request.user):
        raise Http404
    return send(row.scan)


@require_safe
@for_roles(*READERS)
def deed_photo(request, pk):
    row = Deed.objects.select_related("photo").get_visible(request.user, pk=pk)
    if row.photo is None:
        raise Http404
    return send(row.photo, thumbnail=request.GET.get("size") == "small")


@require_safe
@for_roles(*READERS)
def deed_list(request):
    return listing.page(request, DeedListing)


@require_safe
@for_roles(*READERS)
def effect_list(request):
    return listing.page(request, EffectListing)
