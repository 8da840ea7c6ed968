"""Groups: list, page, members, villages, teams."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groups import queries, rules
from groups.models import DeputyGroup, GroupMembership, GroupVillage, VisitTeam
from groups.pages import forms
from groups.pages.listings import GroupListing
from groups.pages.parts import card_lines, group_acts, group_parts
from groups.pages.tables import GroupTable, sizes_of
from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page

OTHERS_GROUP = (
    "小组的成员、职务和联系村由市人大常委会机关和本乡镇主席团（联络处）调整。"
)
OTHERS_BOOKS = "代表活动小组由本小组联络员和本乡镇主席团（联络处）编排。"


@require_safe
@for_roles(*READERS)
def group_list(request):
    return listing.page(request, GroupListing)


@require_safe
@for_roles(*READERS)
def township_groups(request, pk):
    user = request.user
    rows = queries.with_officers(queries.groups_of(pk, user=user))
    rows = list(GroupTable.prepared(rows, user=user))
    if not rows:
        raise Http404
    township = rows[0].township
    context = {
        "township": township,
        "cards": [(group, [*card_lines.shown(user, group)]) for group in rows],
        "sizes": sizes_of(user, rows),
        "free": queries.free_villages(user=user, township=township),
        "can_assign": rules.keeps_groups_of(user, township),
    }
    return render(request, "groups/township.html", context)


@form_page
@for_roles(*READERS)
def village_assign(request, pk):
    """A group for a village of the township that has none."""
    township = _township(request, pk)
    demand(rules.keeps_groups_of(request.user, township), OTHERS_GROUP)
    initial = {"village": row_key(request.GET.get("village", ""))}
    form = forms.AssignForm(
        request.POST or None, user=request.user, township=township, initial=initial
    )
    if request.method == "POST" and form.done():
        return redirect("groups:township", pk)
    context = {"form": form, "title": form.title, "save_label": form.save_label}
    cancel_url = reverse("groups:township", args=[pk])
    return render(request, "ui/form.html", context | {"cancel_url": cancel_url})


@require_safe
@for_roles(*READERS)
def group_detail(request, pk):
    group = _group(request, pk)
    context = {
        "group": group,
        "memberships": queries.memberships_on(group, on=today()),
        "former": queries.former_members(group, on=today()),
        "links": group.village_links.on(today()).select_related("village"),
        "teams": group.teams.filter(is_active=True).prefetch_related("members"),
        "can_edit": rules.can_edit_group(request.user, group),
        "keeps_books": rules.keeps_books_of(request.user, group),
        "acts": group_acts.shown(request.user, group),
        "parts": group_parts.shown(request.user, group),
        "events": queries.story_of_group(group, user=request.user),
    }
    return render(request, "groups/group_detail.html", context)


@form_page
@for_roles(Role.OFFICE, Role.PRESIDIUM)
def group_add(request):
    form = forms.GroupForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    return render(request, "ui/form.html", {"form": form, "title": "登记代表小组"})


@form_page
@for_roles(*READERS)
def group_edit(request, pk):
    group = _own_group(request, pk)
    form = forms.GroupForm(request.POST or None, instance=group, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    context = {"form": form, "title": "修改代表小组"}
    return render(
        request, "ui/form.html", context | {"cancel_url": group.get_absolute_url()}
    )


@form_page
@for_roles(*READERS)
def group_step(request, pk, form_class):
    """Another member, another village, or the end of the group."""
    group = _own_group(request, pk)
    form = form_class(request.POST or None, user=request.user, group=group)
    return step_page(request, form, group, intro=str(group))


@form_page
@for_roles(*READERS)
def membership_step(request, pk, form_class):
    """Other offices, or the last day in the group."""
    row = GroupMembership.objects.select_related(
        "group__township", "person"
    ).get_visible(request.user, pk=pk)
    demand(rules.can_edit_group(request.user, row.group), OTHERS_GROUP)
    form = form_class(request.POST or None, user=request.user, membership=row)
    return step_page(request, form, row.group, intro=f"{row.group}：{row.person}")


@form_page
@for_roles(*READERS)
def link_step(request, pk, form_class):
    """The end of a link, or another group for the village."""
    link = GroupVillage.objects.select_related(
        "group__township", "village__parent"
    ).get_visible(request.user, pk=pk)
    demand(rules.can_edit_group(request.user, link.group), OTHERS_GROUP)
    form = form_class(request.POST or None, user=request.user, link=link)
    return step_page(request, form, link.group, intro=f"{link.group}：{link.village}")


@form_page
@for_roles(*READERS)
def team_add(request, pk):
    group = _group(request, pk)
    demand(rules.keeps_books_of(request.user, group), OTHERS_BOOKS)
    form = forms.TeamForm(
        request.POST or None, user=request.user, team=VisitTeam(group=group)
    )
    return step_page(request, form, group, intro=str(group))


@form_page
@for_roles(*READERS)
def team_step(request, pk, form_class):
    """Another name or other members, or the end of the team."""
    team = VisitTeam.objects.select_related("group__township").get_visible(
        request.user, pk=pk
    )
    demand(rules.keeps_books_of(request.user, team.group), OTHERS_BOOKS)
    form = form_class(request.POST or None, user=request.user, team=team)
    return step_page(request, form, team.group, intro=f"{team.group}：{team}")


def _township(request, pk: int) -> Division:
    """One with a group in sight."""
    group = queries.groups_of(pk, user=request.user).first()
    if group is None:
        raise Http404
    return group.township


def _group(request, pk: int) -> DeputyGroup:
    return DeputyGroup.objects.select_related("township", "organ").get_visible(
        request.user, pk=pk
    )


def _own_group(request, pk: int) -> DeputyGroup:
    group = _group(request, pk)
    demand(rules.can_edit_group(request.user, group), OTHERS_GROUP)
    return group
