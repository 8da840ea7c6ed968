"""How a deputy stands, his diary, and writing it."""

from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from deputies.models import Person
from supervision.duties import rules
from supervision.duties.actions import NOT_YOURS
from supervision.duties.figures import DutyMatrix
from supervision.duties.models import DiaryEntry
from supervision.duties.pages.listings import DiaryListing
from supervision.duties.queries.diary import diary_of, entries, home_of
from supervision.duties.queries.owed import last_day_of
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.campaigns.queries import NO_CAMPAIGN, current_campaign
from tianmen_congress.base.cells import CellTrouble
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.figures.pages import views as reports
from tianmen_congress.base.files.responses import send
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.fields import typed_day
from tianmen_congress.base.ui.history import events
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page

from .forms import OwnDiaryForm, PaperChangeForm, PaperDiaryForm, VoidDiaryForm
from .parts import lines_of

SEEN_BY = (*rules.OVERSEERS, Role.DEPUTY)


def _self(user: User) -> Person:
    person = Person.objects.visible_to(user).filter(user=user).first()
    if person is None:
        raise Http404
    return person


def _person(request, pk: int) -> Person:
    """Whoever oversees sees the deputies in his sight, a deputy himself."""
    person = Person.objects.get_visible(request.user, pk=pk, merged_into=None)
    if not (request.user.has_role(*rules.OVERSEERS) or person.user == request.user):
        raise Http404
    return person


def _campaign(request) -> Campaign | None:
    slug = request.GET.get("campaign", "")
    return Campaign.objects.filter(slug=slug).first() or current_campaign()


def _day(request, name: str) -> date | None:
    try:
        return typed_day(request.GET.get(name, ""))
    except CellTrouble:
        return None


@require_safe
@for_roles(*rules.OVERSEERS)
def matrix(request):
    """The table, at an address that a menu can name."""
    return reports.report(request, DutyMatrix.slug)


@require_safe
@for_roles(Role.DEPUTY)
def mine(request):
    return redirect("duties:person", _self(request.user).pk)


@require_safe
@for_roles(Role.DEPUTY)
def own_book(request):
    return redirect("duties:book", _self(request.user).pk)


@require_safe
@for_roles(*SEEN_BY)
def person_detail(request, pk):
    person, campaign = _person(request, pk), _campaign(request)
    day = min(_day(request, "until") or today(), today())
    group, township = home_of(person, day)
    lines = []
    if campaign:
        lines = lines_of(person, user=request.user, campaign=campaign, day=day)
    context = {
        "person": person,
        "campaign": campaign,
        "day": day,
        "group": group,
        "township": township,
        "lines": lines,
        "is_own": person.user_id == request.user.pk,
        "reads_diary": request.user.has_role(*rules.WRITERS),
        "can_write": rules.can_write(request.user, person),
    }
    return render(request, "duties/person.html", context)


@require_safe
@for_roles(*rules.WRITERS)
def book(request, pk):
    """His diary of the campaign, with what the system holds of him by itself."""
    person, campaign = _person(request, pk), _campaign(request)
    demand(campaign is not None, NO_CAMPAIGN)
    since = _day(request, "since") or campaign.starts_on
    until = _day(request, "until") or min(last_day_of(campaign), today())
    context = {
        "person": person,
        "campaign": campaign,
        "since": since,
        "until": until,
        "lines": diary_of(person, user=request.user, since=since, until=until),
        "can_write": rules.can_write(request.user, person),
    }
    return render(request, "duties/book.html", context)


@require_safe
@for_roles(*rules.CLERKS)
def diary_list(request):
    return listing.page(request, DiaryListing)


@form_page
@for_roles(*rules.WRITERS)
def write(request):
    """A deputy writes his own; whoever is more than that, from paper."""
    demand(current_campaign() is not None, NO_CAMPAIGN)
    user = request.user
    if user.has_role(*rules.CLERKS):
        return _from_paper(request)
    entry = DiaryEntry(person=_self(user))
    return _written(request, OwnDiaryForm, entry, reverse("duties:own_book"))


def _from_paper(request):
    initial = {"day": _day(request, "day")} if request.GET.get("day") else {}
    key = row_key(request.GET.get("person", ""))
    if key and (
        person := Person.objects.visible_to(request.user).filter(pk=key).first()
    ):
        initial["person"] = person
    back = reverse("duties:diary")
    return _written(request, PaperDiaryForm, DiaryEntry(), back, initial)


def _written(request, kind, entry: DiaryEntry, back: str, initial: dict | None = None):
    form = kind(
        request.POST or None,
        request.FILES or None,
        instance=entry,
        user=request.user,
        initial=initial,
    )
    if request.method == "POST" and form.done():
        return redirect(_next(request, form.instance))
    is_paper = kind is PaperDiaryForm
    context = {
        "form": form,
        "title": "按手册代录日志" if is_paper else "记履职日志",
        "cancel_url": back,
        "again_label": "保存并录下一篇" if is_paper else "",
    }
    return render(request, "ui/form.html", context)


def _next(request, entry: DiaryEntry) -> str:
    if "again" in request.POST:
        messages.success(request, f"{entry.person}{entry.day}的日志已保存。")
        return f"{reverse('duties:write')}?day={entry.day}"
    messages.success(request, "日志已保存。")
    return reverse("duties:book", args=[entry.person_id])


def _entry(request, pk: int) -> DiaryEntry:
    rows = entries(user=request.user).select_related("person__user", "recorded_by")
    entry = rows.filter(pk=pk).first()
    if entry is None:
        raise Http404
    return entry


@require_safe
@for_roles(*rules.WRITERS)
def entry_detail(request, pk):
    entry = _entry(request, pk)
    context = {
        "entry": entry,
        "can_change": rules.can_change(request.user, entry),
        "events": events(entry, user=request.user),
    }
    return render(request, "duties/entry.html", context)


@form_page
@for_roles(*rules.WRITERS)
def entry_edit(request, pk):
    entry = _entry(request, pk)
    demand(rules.can_change(request.user, entry), NOT_YOURS)
    kind = PaperChangeForm if entry.is_on_behalf else OwnDiaryForm
    form = kind(
        request.POST or None, request.FILES or None, instance=entry, user=request.user
    )
    if request.method == "POST" and form.done():
        return redirect(entry)
    context = {
        "form": form,
        "title": f"修改日志：{entry}",
        "cancel_url": entry.get_absolute_url(),
    }
    return render(request, "ui/form.html", context)


@form_page
@for_roles(*rules.WRITERS)
def entry_void(request, pk):
    entry = _entry(request, pk)
    demand(rules.can_change(request.user, entry), NOT_YOURS)
    form = VoidDiaryForm(request.POST or None, user=request.user, entry=entry)
    return step_page(request, form, entry, intro=str(entry))


@require_safe
@for_roles(*rules.WRITERS)
def entry_photo(request, pk):
    entry = _entry(request, pk)
    if entry.photo is None:
        raise Http404
    return send(entry.photo, thumbnail=request.GET.get("size") == "small")
