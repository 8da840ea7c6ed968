"""Activities of groups: list, page, entry, photos."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from groups.activities import queries
from groups.activities.models import Activity, ActivityPhoto
from groups.activities.pages import forms
from groups.activities.pages.listings import ActivityListing, AttendanceListing
from groups.activities.pages.parts import activity_parts
from groups.activities.rules import can_edit_activity
from groups.models import DeputyGroup
from groups.rules import keeps_books_of
from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.campaigns.queries import NO_CAMPAIGN, current_campaign
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.files.responses import send
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page

OTHERS_BOOKS = "小组活动由本小组联络员登记，也可由本乡镇主席团（联络处）代录。"
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
def activity_detail(request, pk):
    activity = _activity(request, pk)
    context = {
        "activity": activity,
        "done_parts": queries.parts_of(activity),
        "attendances": queries.attendances_of(activity),
        "photos": activity.photos.select_related("file"),
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


@require_safe
@for_roles(*READERS)
def photo(request, pk):
    row = ActivityPhoto.objects.select_related("file").get_visible(request.user, pk=pk)
    return send(row.file, thumbnail=request.GET.get("size") == "small")


def _entry(request, activity: Activity, title: str, back):
    data = request.POST if request.method == "POST" else None
    entry = forms.ActivityEntry(user=request.user, activity=activity, data=data)
    if entry.done():
        return redirect(activity)
    context = {"entry": entry, "form": entry.form, "title": title, "back": back}
    return render(request, "activities/form.html", context)


def _activity(request, pk: int) -> Activity:
    return Activity.objects.select_related(
        "group__township", "campaign", "recorded_by", "township"
    ).get_visible(request.user, pk=pk)


def _own_activity(request, pk: int) -> Activity:
    activity = _activity(request, pk)
    demand(can_edit_activity(request.user, activity), CLOSED)
    return activity
