"""Typing a visit: new, changed, and what the page asks for while somebody types."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from tianmen_congress.campaigns.enums import FormKind
from tianmen_congress.campaigns.queries import current_campaign, published_form
from tianmen_congress.ui.pages import for_roles
from visits import rules
from visits.forms import start
from visits.forms.page import EntryPage
from visits.models import Visit


def _new_start(request: HttpRequest) -> start.Start | None:
    """Where a new page begins: afresh, or after the visit that was just saved.

    None where no campaign has a form to fill in.
    """
    campaign = current_campaign()
    form = campaign and published_form(campaign, FormKind.VISIT)
    if not form:
        return None
    before = request.GET.get("after", "")
    if not before:
        return start.afresh(user=request.user, campaign=campaign, form=form)
    visit = Visit.objects.get_visible(request.user, pk=before)
    return start.following(visit, campaign=campaign, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*rules.ENTERING)
def visit_create(request):
    begin = _new_start(request)
    if begin is None:
        return render(request, "visits/no_form.html")
    page = _page(request, begin)
    return _saved(request, page) or _shown(request, page, "登记走访")


@require_http_methods(["GET", "HEAD", "POST"])
def visit_edit(request, pk):
    visit = Visit.objects.get_visible(request.user, pk=pk)
    if not rules.can_edit(request.user, visit):
        raise PermissionDenied("这次走访不能由您修改，或者已经作废。")
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
        f"已保存 {visit.visited_on} {visit.village} 的走访（入户{households}户）。",
    )
    if "again" in request.POST:
        return redirect(f"{reverse('visits:create')}?{urlencode({'after': visit.pk})}")
    return redirect(visit)


def _shown(request: HttpRequest, page: EntryPage, title: str) -> HttpResponse:
    if page.data is not None and not page.is_saving:
        page.forgive()
    return render(request, "visits/visit_form.html", {"page": page, "title": title})


def _page_so_far(request: HttpRequest) -> EntryPage:
    """What is typed up to now, sent along while somebody types."""
    visit = None
    if request.GET.get("visit"):
        visit = Visit.objects.get_visible(request.user, pk=request.GET["visit"])
    begin = start.stored(visit) if visit else _new_start(request)
    if begin is None:
        raise Http404
    return EntryPage(begin, user=request.user, data=request.GET, visit=visit)


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
