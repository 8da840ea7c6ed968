"""Typing a visit: new, changed, and what the page asks for while somebody types."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from groups.activities.models import Activity
from tianmen_congress.base.campaigns.enums import FormKind
from tianmen_congress.base.campaigns.queries import current_campaign, published_form
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui import offline
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from visits import rules
from visits.models import Visit
from visits.pages.forms import start
from visits.pages.forms.page import EntryPage
from visits.pages.views.records import earlier_paper
from visits.pairings.models import HouseholdPairing

NOT_YOURS = "已作废的走访不能修改；其他小组的走访由该小组联络员和主席团（联络处）修改。"


def _form_in_use() -> dict | None:
    """The current campaign and its form; None where there is nothing to fill in."""
    campaign = current_campaign()
    form = campaign and published_form(campaign, FormKind.VISIT)
    return {"campaign": campaign, "form": form} if form else None


def _begin(request: HttpRequest, in_use: dict) -> start.Start:
    """Where a new page begins: after a visit just saved, on an activity, or afresh."""
    user, asked = request.user, request.GET
    if "after" in asked:
        visit = Visit.objects.get_visible(user, pk=asked["after"])
        # What others did in his township is in sight, and not his to go on with.
        if rules.can_enter(user, visit.group, visit.kind):
            return start.following(visit, **in_use)
    if "activity" in asked:
        activity = Activity.objects.get_visible(user, pk=asked["activity"])
        return start.of_activity(activity, user=user, **in_use)
    if "pairing" in asked:
        pairing = HouseholdPairing.objects.get_visible(user, pk=asked["pairing"])
        return start.of_pairing(pairing, **in_use)
    return start.afresh(user=user, **in_use)


@form_page
@for_roles(*rules.ENTERING)
def visit_create(request):
    in_use = _form_in_use()
    if in_use is None:
        return render(request, "visits/no_form.html")
    page = _page(request, _begin(request, in_use))
    offer = {} if request.method == "POST" else _offer_to_join(request)
    return _saved(request, page) or _shown(request, page, "登记走访", **offer)


def _offer_to_join(request: HttpRequest) -> dict:
    """Of the visit just saved: that its calls may be added to an earlier one."""
    if "after" not in request.GET:
        return {}
    visit = Visit.objects.get_visible(request.user, pk=request.GET["after"])
    return {"later": visit, "earlier": earlier_paper(request.user, visit)}


@form_page
def visit_edit(request, pk):
    visit = Visit.objects.get_visible(request.user, pk=pk)
    demand(rules.can_edit(request.user, visit), NOT_YOURS)
    page = _page(request, start.stored(visit), visit)
    return _saved(request, page) or _shown(request, page, "修改走访")


def _page(
    request: HttpRequest, begin: start.Start, visit: Visit | None = None
) -> EntryPage:
    is_sent = request.method == "POST"
    return EntryPage(
        begin,
        user=request.user,
        data=request.POST if is_sent else None,
        files=request.FILES if is_sent else None,
        visit=visit,
    )


def _saved(request: HttpRequest, page: EntryPage) -> HttpResponse | None:
    """Where a page that could be stored leads; None where it is shown again."""
    if not page.is_saving:
        return None
    visit = page.save() if page.is_valid() else None
    if visit is None:
        return None
    households = len(page.calls)
    messages.success(
        request,
        f"已保存 {visit} 的走访（入户{households}户）。",
    )
    if "again" in request.POST:
        return redirect(f"{reverse('visits:create')}?{urlencode({'after': visit.pk})}")
    return redirect(visit)


def _shown(
    request: HttpRequest, page: EntryPage, title: str, **more: object
) -> HttpResponse:
    if page.data is not None and not page.is_saving:
        page.forgive()
    context = {"page": page, "title": title, **more}
    return render(request, "visits/visit_form.html", context)


def _page_so_far(request: HttpRequest) -> EntryPage:
    """What is typed up to now, sent along while somebody types."""
    user, visit, in_use = request.user, None, _form_in_use()
    if request.GET.get("visit"):
        visit = Visit.objects.get_visible(user, pk=request.GET["visit"])
        begin = start.stored(visit)
    elif in_use:
        begin = start.afresh(user=user, **in_use)
    else:
        raise Http404
    return EntryPage(begin, user=user, data=request.GET, visit=visit)


@never_cache
@require_safe
@for_roles(*rules.ENTERING)
def offline_entry(request):
    """The page without anybody's rows, for where there is no network."""
    in_use = _form_in_use()
    if in_use is None:
        raise Http404
    begin = start.Start(**in_use, head={"visited_on": today()})
    page = EntryPage(begin, user=offline.NOBODY)
    page.head.offer_every_kind()
    context = {"page": page, "title": "登记走访（没有网络）"}
    return offline.draw("visits/visit_form.html", context)


@require_safe
@for_roles(*rules.ENTERING)
def choices(request):
    """Deputies, teams and activities of the group and day typed."""
    page = _page_so_far(request)
    page.head.errors.clear()
    return render(request, "visits/_entry_choices.html", {"page": page})


@require_safe
@for_roles(*rules.ENTERING)
def doubts(request):
    """What looks like the visit being typed."""
    page = _page_so_far(request)
    return render(request, "visits/_entry_doubts.html", {"page": page})
