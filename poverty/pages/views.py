"""Pages of poor villages and households."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from poverty import actions, queries, rules, shown
from poverty.models import Household, PoorVillage
from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.ui import history, listing, people
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.workbooks.exports import hand_out

from .forms import (
    HouseholdEntry,
    LiftedForm,
    NewVillageForm,
    NumberForm,
    ReturnedForm,
    VillageForm,
    VoidForm,
)
from .listings import BY_PERSON, HouseholdListing, VillageListing
from .lookups import household_label, villages_kept_by
from .parts import household_parts, village_parts

# In the address of a household that is entered from the page of a visit.
FOR_VISIT = "for-visit"

KEPT_LOCALLY = "贫困村户的资料由本乡镇主席团（联络处）和市人大常委会机关登记和修改，已作废的不能再改。"
DECLARED_BY_OFFICE = "贫困村由市人大常委会机关认定登记。"


def _household(request, pk) -> Household:
    places = "village__now", "township"
    return Household.objects.select_related(*places).get_visible(request.user, pk=pk)


def _village(request, pk) -> PoorVillage:
    places = "village", "township"
    return PoorVillage.objects.select_related(*places).get_visible(request.user, pk=pk)


@require_safe
@for_roles(*READERS)
def household_list(request):
    return listing.page(request, HouseholdListing)


@require_POST
@for_roles(*READERS)
def roster_export(request):
    """The roster of what the list's search finds, to be mended and sent back."""
    query = QueryDict(request.META["QUERY_STRING"])
    told = HouseholdListing(request, query).told_person
    asked = {"query": query.urlencode(), "person": told}
    return hand_out("households", by=request.user, asked=asked)


@require_safe
def household_detail(request, pk):
    return _show(request, _household(request, pk))


@require_POST
@never_cache
def household_numbers(request, pk):
    """The same page with whole ID numbers, once; the look is in the trail."""
    household = _household(request, pk)
    numbers = actions.look_at_numbers(household, by=request.user)
    return _show(request, household, numbers)


def _show(request, household: Household, numbers: dict[int, str] | None = None):
    user = request.user
    context = {
        "household": household,
        "label": household_label(household) if FOR_VISIT in request.GET else "",
        "title": shown.title_of(household, user),
        "pairs": shown.pairs_of_household(household, user),
        "members": shown.shown_members(household, user, numbers),
        "numbers_shown": numbers is not None,
        "can_edit": rules.can_edit_household(user, household),
        "can_lift": rules.can_lift(user, household),
        "can_mark_returned": rules.can_mark_returned(user, household),
        "can_see_numbers": rules.can_see_full_numbers(user),
        "parts": list(household_parts.shown(user, household)),
        "events": shown.history_of_household(household, user),
    }
    return render(request, "poverty/household_detail.html", context)


@form_page
def household_create(request):
    demand(rules.can_register_households(request.user), KEPT_LOCALLY)
    data = request.POST or None
    entry = HouseholdEntry(user=request.user, household=_next_door(request), data=data)
    return _enter(request, entry)


def _next_door(request) -> Household:
    """A new household, in the village and group of the one entered before, or in the
    village of a visit that is being typed."""
    if FOR_VISIT in request.GET:
        rows = villages_kept_by(request.user)
        village = row_key(request.GET[FOR_VISIT])
        return Household(village=rows.filter(pk=village).first())
    if "after" not in request.GET:
        return Household()
    last = Household.objects.get_visible(request.user, pk=request.GET["after"])
    return Household(village=last.village, hamlet=last.hamlet)


@form_page
def household_edit(request, pk):
    household = _household(request, pk)
    demand(rules.can_edit_household(request.user, household), KEPT_LOCALLY)
    data = request.POST or None
    entry = HouseholdEntry(user=request.user, household=household, data=data)
    return _enter(request, entry)


def _enter(request, entry: HouseholdEntry):
    if request.method == "POST" and entry.is_valid():
        household = entry.save()
        messages.success(request, "已保存。")
        for oddity in entry.oddities:
            messages.warning(request, oddity)
        return redirect(_next_page(request, household))
    return render(request, "poverty/household_form.html", {"entry": entry})


def _next_page(request, household: Household) -> str:
    if "again" in request.POST:
        return f"{reverse('poverty:household_create')}?after={household.pk}"
    told = f"?{FOR_VISIT}=1" if FOR_VISIT in request.GET else ""
    return f"{household.get_absolute_url()}{told}"


STEPS = {
    "lift": (LiftedForm, "标记脱贫", "从哪一年起脱贫？"),
    "return": (ReturnedForm, "标记返贫", "哪一年返贫？"),
    "void": (
        VoidForm,
        "作废此户",
        "作废后，此户不再计入名单和统计，家庭成员可另行登记。",
    ),
}


@form_page
def household_step(request, pk, step):
    household = _household(request, pk)
    demand(rules.can_edit_household(request.user, household), KEPT_LOCALLY)
    form_class, title, question = STEPS[step]
    form = form_class(request.POST or None, user=request.user, household=household)
    if request.method == "POST" and form.done():
        return redirect(household)
    context = {
        "form": form,
        "title": title,
        "question": question,
        "summary": shown.pairs_of_household(household, request.user)[:9],
        "act_label": title,
        "is_danger": step == "void",
        "cancel_url": household.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


@require_POST
@for_roles(*READERS)
def find_by_number(request):
    """Straight to the household of whoever bears the number that was posted."""
    form = NumberForm(request.POST, user=request.user)
    found = None
    if form.is_valid():
        number = form.cleaned_data["id_number"]
        found = queries.households_of_bearer(user=request.user, number=number).first()
    if found:
        return redirect(found)
    faults = form.errors.get("id_number", ["没有找到此身份证号码的贫困户。"])
    messages.error(request, faults[0])
    return redirect("poverty:household_list")


@require_POST
@for_roles(*READERS)
def find_person(request):
    return people.ask(request, BY_PERSON)


@require_safe
@for_roles(*READERS)
def village_list(request):
    return listing.page(request, VillageListing)


@require_safe
def village_detail(request, pk):
    village = _village(request, pk)
    households = queries.search_households(user=request.user, village=village.village)
    counts = queries.counts_of(households)
    context = {
        "village": village,
        "pairs": shown.pairs_of_village(village),
        "counts": counts,
        "states": shown.counts_by_state(counts),
        "can_edit": rules.can_edit_village(request.user, village),
        "parts": list(village_parts.shown(request.user, village)),
        "events": history.events(village, user=request.user),
    }
    return render(request, "poverty/village_detail.html", context)


@form_page
def village_create(request):
    demand(rules.can_declare_village(request.user), DECLARED_BY_OFFICE)
    form = NewVillageForm(request.POST or None, user=request.user)
    return _edit_village(request, form, "认定贫困村", reverse("poverty:village_list"))


@form_page
def village_edit(request, pk):
    village = _village(request, pk)
    demand(rules.can_edit_village(request.user, village), KEPT_LOCALLY)
    form = VillageForm(request.POST or None, instance=village, user=request.user)
    return _edit_village(request, form, f"修改 {village}", village.get_absolute_url())


def _edit_village(request, form, title: str, cancel_url: str):
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    context = {"form": form, "title": title, "cancel_url": cancel_url}
    return render(request, "ui/form.html", context)
