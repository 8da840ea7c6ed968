"""Places: list, page, entry, findings, photos, the wall."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groups.places import rules
from groups.places.actions.founding import missing_places
from groups.places.enums import WallItem
from groups.places.models import Place, PlaceFinding
from groups.places.pages import forms
from groups.places.pages.listings import PlaceListing
from groups.places.pages.parts import place_parts
from groups.places.papers import wall_sheet
from groups.places.queries import faults, standing, walls
from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.responses import send
from tianmen_congress.base.papers.writing import send_word
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page
from tianmen_congress.base.words import in_words

OTHERS = "阵地由市人大常委会机关和本乡镇主席团（联络处）建立，活动室也由本小组联络员维护；已停用的不能再改。"
NOT_YOURS = "您不负责这处阵地，或者它已停用，不能认定。"
MOST_PHOTOS = 60


@require_safe
@for_roles(*READERS)
def place_list(request):
    return listing.page(request, PlaceListing)


@require_safe
@for_roles(*READERS)
def place_detail(request, pk):
    place = _place(request, pk)
    day = place.closed_on or today()
    findings = standing.findings_of(place)
    context = {
        "place": place,
        "wall_items": in_words([WallItem(each) for each in place.wall_items]),
        "items": standing.items_of([place], on=day, with_seen=True)[place.pk],
        "faults": []
        if place.closed_on
        else faults.faults_of([place], on=day)[place.pk],
        "findings": findings,
        "photos": [each for each in findings if each.photo],
        "parts": list(place_parts.shown(request.user, place)),
        "can_edit": rules.can_edit(request.user, place),
        "can_find": rules.can_find(request.user, place),
        "can_close": rules.can_close(request.user, place),
        "events": standing.story_of_place(place, user=request.user),
    }
    return render(request, "places/detail.html", context)


@form_page
@for_roles(Role.OFFICE, Role.PRESIDIUM)
def place_add(request):
    return _entry(request, forms.NewPlaceForm, Place(), "登记阵地")


@form_page
@for_roles(*READERS)
def place_edit(request, pk):
    place = _place(request, pk)
    demand(rules.can_edit(request.user, place), OTHERS)
    return _entry(request, forms.PlaceForm, place, f"修改{place}")


def _entry(request, form_class, place: Place, title: str):
    form = form_class(request.POST or None, instance=place, user=request.user)
    if request.method == "POST" and form.done():
        return redirect(place)
    back = place.get_absolute_url() if place.pk else reverse("places:list")
    context = {"form": form, "title": title, "cancel_url": back}
    return render(request, "ui/form.html", context)


@form_page
@for_roles(*READERS)
def place_close(request, pk):
    place = _place(request, pk)
    demand(rules.can_close(request.user, place), OTHERS)
    form = forms.CloseForm(request.POST or None, user=request.user, place=place)
    return step_page(request, form, place, intro=str(place))


@form_page
@for_roles(*READERS)
def finding_add(request, pk):
    place = _place(request, pk)
    demand(rules.can_find(request.user, place), NOT_YOURS)
    form = forms.FindingForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        place=place,
        item=request.GET.get("item", ""),
    )
    return step_page(request, form, place, intro=str(place))


@form_page
@for_roles(Role.OFFICE, Role.PRESIDIUM)
def make(request, pk):
    township = Division.objects.homes().current().filter(pk=pk).first()
    if township is None or not rules.keeps_places_of(request.user, township):
        raise Http404
    lacking = list(missing_places(township))
    form = forms.MakeForm(
        request.POST or None, user=request.user, township=township, lacking=lacking
    )
    if request.method == "POST" and form.done():
        messages.success(request, f"{township}的阵地已建立。")
        return redirect(f"{reverse('places:list')}?township={township.pk}")
    return render(
        request,
        "places/make.html",
        {
            "form": form,
            "title": f"批量建立阵地：{township}",
            "lacking": lacking,
            "save_label": form.save_label,
            "cancel_url": reverse("places:list"),
        },
    )


@require_safe
@for_roles(*READERS)
def finding_photo(request, pk):
    row = PlaceFinding.objects.select_related("photo").get_visible(request.user, pk=pk)
    if row.photo is None:
        raise Http404
    return send(row.photo, thumbnail=request.GET.get("size") == "small")


@require_safe
@for_roles(*READERS)
def photo_wall(request):
    rows = standing.latest_photos(user=request.user)[:MOST_PHOTOS]
    return render(request, "places/photos.html", {"photos": rows, "most": MOST_PHOTOS})


@require_safe
@for_roles(*READERS)
def wall(request, pk):
    place = _place(request, pk)
    context = {"place": place, "wall": walls.wall_of(place, on=today())}
    return render(request, "places/wall.html", context)


@require_safe
@for_roles(*READERS)
def wall_word(request, pk):
    place = _place(request, pk)
    day = today()
    sheet = wall_sheet(place, walls.wall_of(place, on=day))
    return send_word(sheet, by=request.user)


def _place(request, pk: int) -> Place:
    return Place.objects.select_related(
        "township", "group__township", "village__parent"
    ).get_visible(request.user, pk=pk)
