"""Activities of groups: list, page, entry, photos."""

from collections.abc import Callable

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groups.activities.models import Activity, ActivityPhoto
from groups.activities.pages import forms
from groups.activities.pages.listings import ActivityListing, AttendanceListing
from groups.activities.pages.parts import activity_parts
from groups.activities.papers import minutes, sign_in_sheet
from groups.activities.queries import held as queries
from groups.activities.queries.due import can_sign_in
from groups.activities.queries.lacking import lacks_of, with_lacks
from groups.activities.queries.months import weeks_of
from groups.activities.queries.records import records_of
from groups.activities.rules import can_edit_activity
from groups.models import DeputyGroup
from groups.rules import keeps_books_of
from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.campaigns.queries import NO_CAMPAIGN, current_campaign
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.files.responses import send
from tianmen_congress.base.papers.registry import PaperSheet
from tianmen_congress.base.papers.writing import send_word
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page

OTHERS_BOOKS = "小组活动由本小组联络员登记，也可由本乡镇主席团（联络处）代录。"
NOT_TO_SIGN = "只有应到的本小组代表本人，可以在活动当天签到。"
MOST_OF_MONTH = 300
CLOSED = "已取消的活动不能再修改；其他小组的活动由该小组联络员和主席团（联络处）登记。"


@require_safe
@for_roles(*READERS)
def activity_list(request):
    return listing.page(request, ActivityListing)


@require_safe
@for_roles(*READERS)
def attendance_list(request):
    return listing.page(request, AttendanceListing)


@require_safe
@for_roles(*READERS)
def calendar(request):
    """A month of activities: what was held, what is planned."""
    form = forms.MonthForm(request.GET, user=request.user)
    form.is_valid()
    rows = Activity.objects.visible_to(request.user).filter(**form.asked())
    rows = rows.select_related("group").order_by("held_on", "starts_at", "pk")
    found = list(rows[: MOST_OF_MONTH + 1])
    context = {
        "form": form,
        "weeks": weeks_of(form.shown, found[:MOST_OF_MONTH]),
        "many": len(found),
        "most": MOST_OF_MONTH,
        "today": today(),
    }
    return render(request, "activities/calendar.html", context)


@require_safe
@for_roles(*READERS)
def activity_detail(request, pk):
    activity = _activity(request, pk, prepare=with_lacks)
    attendances = queries.attendances_of(activity)
    records = records_of(activity, user=request.user)
    photos = list(activity.photos.select_related("file"))
    context = {
        "activity": activity,
        "lacks": lacks_of(activity),
        "done_parts": [
            (part, done, records.get(part.code, []))
            for part, done in queries.parts_of(activity)
        ],
        "attendances": attendances,
        "counted": queries.turnout_of(attendances),
        "speeches": queries.speeches_of(activity),
        "photos": [each for each in photos if not each.is_sheet],
        "sheets": [each for each in photos if each.is_sheet],
        "can_sign": can_sign_in(request.user, activity),
        "can_edit": can_edit_activity(request.user, activity),
        "parts": activity_parts.shown(request.user, activity),
        "events": queries.story_of_activity(activity, user=request.user),
    }
    return render(request, "activities/detail.html", context)


@form_page
@for_roles(Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY)
def activity_choose(request):
    """Whose activity? Asked of those alone who keep the books of several groups."""
    form = forms.ChooseGroupForm(request.GET or None, user=request.user)
    group = form.cleaned_data["group"] if form.is_valid() else form.only_group
    if group:
        return redirect("activities:add", group.pk)
    return render(request, "activities/choose.html", {"form": form})


@form_page
@for_roles(*READERS)
def activity_add(request, pk):
    group = DeputyGroup.objects.select_related("township").get_visible(
        request.user, pk=pk
    )
    demand(keeps_books_of(request.user, group), OTHERS_BOOKS)
    campaign = current_campaign()
    demand(campaign is not None, NO_CAMPAIGN)
    activity = Activity(group=group, campaign=campaign, held_on=today())
    return _entry(request, activity, "登记小组活动", group)


@form_page
@for_roles(*READERS)
def activity_edit(request, pk):
    activity = _own_activity(request, pk)
    return _entry(request, activity, "修改小组活动", activity)


@form_page
@for_roles(*READERS)
def activity_cancel(request, pk):
    activity = _own_activity(request, pk)
    form = forms.CancelForm(request.POST or None, user=request.user, activity=activity)
    return step_page(
        request, form, activity, intro=f"{activity.group_name}：{activity}"
    )


@form_page
@for_roles(*READERS)
def photo_add(request, pk):
    activity = _own_activity(request, pk)
    form = forms.PhotoForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        activity=activity,
    )
    return step_page(
        request, form, activity, intro=f"{activity.group_name}：{activity}"
    )


@form_page
@for_roles(*READERS)
def sign_in(request, pk):
    """By telephone, on the day: he who is due says that he is here."""
    activity = _activity(request, pk)
    demand(can_sign_in(request.user, activity), NOT_TO_SIGN)
    form = forms.SignInForm(request.POST or None, user=request.user, activity=activity)
    return step_page(request, form, activity, intro=_called(activity))


def _called(activity: Activity) -> str:
    words = [activity.group_name, str(activity), activity.hours, activity.place]
    return "　".join(word for word in words if word)


PAPERS = {"minutes": minutes, "sheet": sign_in_sheet}


@require_safe
@for_roles(*READERS)
def paper_print(request, pk, slug):
    activity = _activity(request, pk)
    context = {
        "sheet": _paper(request, activity, slug),
        "back": activity.get_absolute_url(),
        "word": reverse("activities:word", args=[pk, slug]),
    }
    return render(request, "papers/print.html", context)


@require_safe
@for_roles(*READERS)
def paper_word(request, pk, slug):
    sheet = _paper(request, _activity(request, pk), slug)
    return send_word(sheet, by=request.user)


def _paper(request, activity: Activity, slug: str) -> PaperSheet:
    if slug not in PAPERS:
        raise Http404
    return PAPERS[slug](activity, user=request.user)


@require_safe
@for_roles(*READERS)
def photo(request, pk):
    row = ActivityPhoto.objects.select_related("file").get_visible(request.user, pk=pk)
    return send(row.file, thumbnail=request.GET.get("size") == "small")


def _entry(request, activity: Activity, title: str, back):
    is_sent = request.method == "POST"
    entry = forms.ActivityEntry(
        user=request.user,
        activity=activity,
        data=request.POST if is_sent else None,
        files=request.FILES if is_sent else None,
    )
    if entry.done():
        return redirect(activity)
    context = {"entry": entry, "form": entry.form, "title": title, "back": back}
    return render(request, "activities/form.html", context)


def _activity(request, pk: int, prepare: Callable | None = None) -> Activity:
    # unscoped: get_visible, below, asks for the scope
    rows = Activity.objects.select_related(
        "group__township", "campaign", "recorded_by", "township", "chair"
    )
    rows = prepare(rows) if prepare else rows
    return rows.get_visible(request.user, pk=pk)


def _own_activity(request, pk: int) -> Activity:
    activity = _activity(request, pk)
    demand(can_edit_activity(request.user, activity), CLOSED)
    return activity
