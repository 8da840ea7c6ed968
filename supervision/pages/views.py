"""Pages of inspections, findings and teams."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from supervision import queries, rules, shown
from supervision.models import Finding, Inspection, InspectionPhoto, SupervisionTeam
from tianmen_congress.base.campaigns.queries import questions_of
from tianmen_congress.base.files.responses import send
from tianmen_congress.base.ui import listing, offline
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page

from . import forms
from .forms import InspectionEntry, NewTeamForm, TeamForm, VoidForm
from .listings import FindingListing, InspectionListing, TeamListing

RELATIONS = ("township", "group", "team", "campaign", "form", "recorded_by")
INSPECTED_BY_TEAMS = "督导检查由督导组和市人大常委会机关登记。"
CHANGED_BY_TEAM = "检查记录由登记它的督导组修改；乡镇改由其他组负责后，由机关修改。"
KEPT_BY_OFFICE = "督导组及其分工由市人大常委会机关调整。"
ANSWERED_THERE = "待整改的问题由受检的主席团（联络处）或小组联络员填报整改情况。"
RECHECKED_BY_TEAM = "报送了整改情况的问题由负责该乡镇的督导组复查。"


def _inspection(request, pk) -> Inspection:
    return Inspection.objects.select_related(*RELATIONS).get_visible(
        request.user, pk=pk
    )


@require_safe
@for_roles(*rules.READERS)
def inspection_list(request):
    return listing.page(request, InspectionListing)


@require_safe
def inspection_detail(request, pk):
    inspection = _inspection(request, pk)
    context = {
        "inspection": inspection,
        "pairs": shown.pairs_of_inspection(inspection),
        "items": queries.items_of(inspection),
        "can_edit": rules.can_edit(request.user, inspection),
        "events": shown.history_of_inspection(inspection, request.user),
    }
    return render(request, "supervision/inspection_detail.html", context)


@require_safe
def inspection_print(request, pk):
    inspection = _inspection(request, pk)
    context = {"inspection": inspection, "items": queries.items_of(inspection)}
    return render(request, "supervision/inspection_print.html", context)


@require_safe
@for_roles(*rules.READERS)
def blank(request):
    """The checklist on paper, to be filled in by hand."""
    form = queries.checklist()
    items = [{"question": q} for q in questions_of(form)] if form else []
    context = {"form": form, "items": items, "is_blank": True}
    return render(request, "supervision/inspection_print.html", context)


@form_page
def inspection_create(request):
    demand(rules.can_inspect_at_all(request.user), INSPECTED_BY_TEAMS)
    form = queries.checklist()
    if form is None:
        return render(request, "supervision/no_checklist.html")
    initial = {name: request.GET.get(name) for name in ("township", "group")}
    entry = InspectionEntry.of_new(
        form, user=request.user, initial=initial, **_typed(request)
    )
    return _enter(request, entry, reverse("supervision:inspection_list"))


@never_cache
@require_safe
@for_roles(*rules.INSPECTORS)
def offline_inspection(request):
    """The page without anybody's rows, for where there is no network."""
    form = queries.checklist()
    if form is None:
        raise Http404
    entry = InspectionEntry.of_new(form, user=offline.NOBODY)
    entry.head.leave_out_whom_it_is_about()
    context = {"entry": entry, "cancel_url": reverse("supervision:inspection_list")}
    return offline.draw("supervision/inspection_form.html", context)


@form_page
def inspection_edit(request, pk):
    inspection = _inspection(request, pk)
    demand(rules.can_edit(request.user, inspection), CHANGED_BY_TEAM)
    entry = InspectionEntry(user=request.user, inspection=inspection, **_typed(request))
    return _enter(request, entry, inspection.get_absolute_url())


def _typed(request) -> dict:
    if request.method != "POST":
        return {}
    return {"data": request.POST, "files": request.FILES}


def _enter(request, entry: InspectionEntry, cancel_url: str):
    if request.method == "POST" and entry.is_valid() and (saved := entry.save()):
        messages.success(request, f"已保存，得分{saved.total_score}分。")
        return redirect(saved)
    context = {"entry": entry, "cancel_url": cancel_url}
    return render(request, "supervision/inspection_form.html", context)


@form_page
def inspection_void(request, pk):
    inspection = _inspection(request, pk)
    demand(rules.can_edit(request.user, inspection), CHANGED_BY_TEAM)
    form = VoidForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(form.void(inspection))
    context = {
        "form": form,
        "title": "作废督导检查",
        "question": "作废后，这次检查及发现的问题不再计入各项统计；记录和照片仍保留备查。",
        "summary": shown.pairs_of_inspection(inspection)[:6],
        "act_label": "作废这1次检查",
        "is_danger": True,
        "cancel_url": inspection.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


@require_safe
def photo(request, pk):
    row = InspectionPhoto.objects.get_visible(request.user, pk=pk)
    return send(row.file, thumbnail="small" in request.GET)


@require_safe
@for_roles(*rules.READERS)
def finding_list(request):
    return listing.page(request, FindingListing)


@require_safe
def finding_detail(request, pk):
    finding = _finding(request, pk)
    context = {
        "finding": finding,
        "pairs": shown.pairs_of_finding(finding),
        "rounds": queries.rounds_of(finding),
        "can_answer": rules.can_answer(request.user, finding),
        "can_recheck": rules.can_recheck(request.user, finding),
        "events": shown.history_of_finding(finding, request.user),
    }
    return render(request, "supervision/finding_detail.html", context)


@form_page
def finding_answer(request, pk):
    finding = _finding(request, pk)
    # Whether it still can be answered is told at the form: what was typed stays.
    demand(rules.answers_for(request.user, finding), ANSWERED_THERE)
    return _step(request, forms.AnswerForm, finding)


@form_page
def finding_recheck(request, pk):
    finding = _finding(request, pk)
    demand(rules.can_inspect(request.user, finding.township), RECHECKED_BY_TEAM)
    return _step(request, forms.RecheckForm, finding)


def _finding(request, pk) -> Finding:
    places = "inspection__team", "item__question", "township", "group__township"
    return Finding.objects.select_related(*places).get_visible(request.user, pk=pk)


def _step(request, form_class: type[forms.FindingStepForm], finding: Finding):
    form = form_class(request.POST or None, user=request.user, finding=finding)
    intro = f"{finding.whom}：{finding.text}"
    return step_page(request, form, finding, intro=intro)


@require_safe
@for_roles(*rules.READERS)
def team_list(request):
    return listing.page(request, TeamListing)


@require_safe
def team_detail(request, pk):
    team = SupervisionTeam.objects.get_visible(request.user, pk=pk)
    context = {
        "team": team,
        "pairs": shown.pairs_of_team(team),
        "assignments": queries.assignments_of(team, user=request.user).select_related(
            "township"
        ),
        "inspections": queries.inspections_for_list(request.user).filter(team=team),
        "can_edit": rules.can_keep_teams(request.user),
        "events": shown.history_of_team(team, request.user),
    }
    return render(request, "supervision/team_detail.html", context)


@form_page
def team_create(request):
    demand(rules.can_keep_teams(request.user), KEPT_BY_OFFICE)
    form = NewTeamForm(request.POST or None, user=request.user)
    return _edit_team(request, form, "新建督导组", reverse("supervision:team_list"))


@form_page
def team_edit(request, pk):
    team = SupervisionTeam.objects.get_visible(request.user, pk=pk)
    demand(rules.can_keep_teams(request.user), KEPT_BY_OFFICE)
    form = TeamForm(request.POST or None, instance=team, user=request.user)
    return _edit_team(request, form, f"修改 {team}", team.get_absolute_url())


def _edit_team(request, form, title: str, cancel_url: str):
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    context = {"form": form, "title": title, "cancel_url": cancel_url}
    return render(request, "ui/form.html", context)
