"""Receptions: list, page, entry, acts, papers."""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from groups.places.models import Place
from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.cells import CellTrouble
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.papers.writing import send_word
from tianmen_congress.base.ui import listing, people
from tianmen_congress.base.ui.fields import typed_day
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page
from visits.receptions import papers, rules
from visits.receptions.actions.receiving import NOT_YOURS
from visits.receptions.enums import HANDED, TONES, HowFar
from visits.receptions.models import Reception
from visits.receptions.pages.forms import acts
from visits.receptions.pages.forms.entry import ReceptionEntry, fresh
from visits.receptions.pages.listings import BY_PERSON, ReceptionListing
from visits.receptions.pages.parts import category_names, reception_parts
from visits.receptions.queries.places import place_in_sight, places_to_receive
from visits.receptions.queries.standing import receptions, story_of_reception
from visits.receptions.shown import pairs_of

CANNOT = "已作废的接待不能再改；其他小组的由该小组联络员和主席团（联络处）修改。"


@require_safe
@for_roles(*READERS)
def reception_list(request):
    return listing.page(request, ReceptionListing)


@require_POST
@for_roles(*READERS)
def find_person(request):
    return people.ask(request, BY_PERSON)


@form_page
@for_roles(*rules.ENTERING)
def choose(request):
    """Whoever keeps one place alone is not asked which."""
    return chosen(request, "receptions:add", "登记接待")


def chosen(request, onwards: str, title: str):
    rows = places_to_receive(user=request.user)
    only = list(rows[:2])
    if len(only) == 1:
        return redirect(onwards, only[0].pk)
    form = acts.ChoosePlaceForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(onwards, form.chosen.pk)
    context = {
        "form": form,
        "title": title,
        "save_label": "下一步",
        "cancel_url": reverse("receptions:list"),
    }
    return render(request, "ui/form.html", context)


@form_page
@for_roles(*rules.ENTERING)
def reception_add(request, pk):
    """Opened from a day that nobody wrote about, it begins with that day."""
    place, day = place_in_sight(pk, user=request.user), _day_asked(request)
    demand(rules.receives_at(request.user, place, day or today()), NOT_YOURS)
    return _entry(request, fresh(place, on=day), f"登记接待：{place}")


def _day_asked(request) -> date | None:
    try:
        return typed_day(request.GET.get("on", ""))
    except CellTrouble:
        return None


@form_page
@for_roles(*READERS)
def reception_edit(request, pk):
    reception = _reception(request, pk)
    demand(rules.can_edit(request.user, reception), CANNOT)
    return _entry(request, reception, f"修改接待 {reception}")


def _entry(request, reception: Reception, title: str):
    entry = ReceptionEntry(reception, user=request.user, data=request.POST or None)
    if request.method == "POST" and entry.done():
        if "again" in request.POST:
            messages.success(request, f"{reception}已登记，请接着登记下一件。")
            return redirect("receptions:add", reception.place_id)
        return redirect(reception)
    is_new = reception.recorded_by_id is None
    back = reverse("receptions:list") if is_new else reception.get_absolute_url()
    context = {"entry": entry, "form": entry.form, "title": title, "cancel_url": back}
    return render(request, "receptions/form.html", context | {"is_new": is_new})


@require_safe
@for_roles(*READERS)
def reception_detail(request, pk):
    reception, user = _reception(request, pk), request.user
    can_edit = rules.can_edit(user, reception)
    is_told = rules.knows_voter(user, reception)
    standing = HowFar(reception.standing)
    context = {
        "reception": reception,
        "pairs": list(pairs_of(reception, user=user))[1:],
        "category": category_names(user).get(reception.category, ""),
        "standing": standing.label,
        "tone": TONES.get(standing, "grey"),
        "parts": list(reception_parts.shown(user, reception)),
        "events": story_of_reception(reception, user=user) if is_told else [],
        "can_edit": can_edit,
        "can_result": can_edit and reception.outcome in HANDED,
        "can_tell": can_edit and standing in (HowFar.UNTOLD, HowFar.TOLD),
        "is_untold": standing == HowFar.UNTOLD,
    }
    return render(request, "receptions/detail.html", context)


def _step(request, pk: int, kind: type[acts.OfReceptionForm]):
    reception = _reception(request, pk)
    demand(rules.can_edit(request.user, reception), CANNOT)
    form = kind(request.POST or None, user=request.user, reception=reception)
    return step_page(request, form, reception, intro=str(reception))


@form_page
@for_roles(*READERS)
def reception_result(request, pk):
    return _step(request, pk, acts.ResultForm)


@form_page
@for_roles(*READERS)
def reception_feedback(request, pk):
    return _step(request, pk, acts.FeedbackForm)


@form_page
@for_roles(*READERS)
def reception_void(request, pk):
    return _step(request, pk, acts.VoidReceptionForm)


@require_safe
@for_roles(*READERS)
def reception_print(request, pk):
    reception = _reception(request, pk)
    context = {
        "sheet": papers.filled(reception, user=request.user),
        "back": reception.get_absolute_url(),
        "word": reverse("receptions:word", args=[pk]),
    }
    return render(request, "papers/print.html", context)


@require_safe
@for_roles(*READERS)
def reception_word(request, pk):
    reception = _reception(request, pk)
    return send_word(papers.filled(reception, user=request.user), by=request.user)


@require_safe
@for_roles(*rules.ENTERING)
def blank(request):
    place = _place_asked(request)
    asked = f"?place={place.pk}" if place else ""
    context = {
        "sheet": papers.blank(place),
        "back": reverse("receptions:list"),
        "word": reverse("receptions:blank_word") + asked,
    }
    return render(request, "papers/print.html", context)


@require_safe
@for_roles(*rules.ENTERING)
def blank_word(request):
    return send_word(papers.blank(_place_asked(request)), by=request.user)


def _place_asked(request) -> Place | None:
    key = row_key(request.GET.get("place", ""))
    return Place.objects.get_visible(request.user, pk=key) if key else None


def _reception(request, pk: int) -> Reception:
    return receptions(user=request.user).get_visible(request.user, pk=pk)
