"""Rosters: list, page, making, changing, swapping, the paper for the door."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.papers.writing import send_word
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page
from visits.receptions import papers, rules
from visits.receptions.actions.rosters import NOT_YOURS
from visits.receptions.models import Duty, DutyPlan
from visits.receptions.pages.forms import rosters as forms
from visits.receptions.pages.listings import PlanListing
from visits.receptions.queries import rosters
from visits.receptions.queries.places import place_in_sight

from .receiving import chosen


@require_safe
@for_roles(*READERS)
def plan_list(request):
    return listing.page(request, PlanListing)


@form_page
@for_roles(*rules.ENTERING)
def plan_choose(request):
    return chosen(request, "receptions:plan_add", "编制接待安排表")


@form_page
@for_roles(*rules.ENTERING)
def plan_add(request, pk):
    place = place_in_sight(pk, user=request.user)
    demand(rules.keeps_duty_of(request.user, place), NOT_YOURS)
    form = forms.PlanForm(request.POST or None, user=request.user, place=place)
    if request.method == "POST" and form.done():
        return redirect(form.made)
    context = {
        "form": form,
        "title": f"{form.title}：{place}",
        "save_label": form.save_label,
        "cancel_url": reverse("receptions:plans"),
    }
    return render(request, "ui/form.html", context)


@require_safe
@for_roles(*READERS)
def plan_detail(request, pk):
    plan = _plan(request, pk)
    turns = list(rosters.turns(list(rosters.duties_of(plan))))
    context = {
        "plan": plan,
        "turns": turns,
        "is_late": rosters.is_late(plan),
        "silent": rosters.often_silent_in(turns),
        "can_edit": rules.can_edit_plan(request.user, plan),
    }
    return render(request, "receptions/plan.html", context)


@form_page
@for_roles(*READERS)
def plan_publish(request, pk):
    plan = _plan(request, pk)
    demand(rules.can_edit_plan(request.user, plan), NOT_YOURS)
    form = forms.PublishForm(request.POST or None, user=request.user, plan=plan)
    return step_page(request, form, plan, intro=str(plan))


@form_page
@for_roles(*READERS)
def duty_add(request, pk):
    plan = _plan(request, pk)
    demand(rules.can_edit_plan(request.user, plan), NOT_YOURS)
    form = forms.DutyForm(request.POST or None, user=request.user, plan=plan)
    return step_page(request, form, plan, intro=str(plan))


@form_page
@for_roles(*READERS)
def duty_edit(request, pk):
    duty = _duty(request, pk)
    form = forms.DutyForm(
        request.POST or None, user=request.user, plan=duty.plan, duty=duty
    )
    return step_page(request, form, duty.plan, intro=str(duty.plan))


@form_page
@for_roles(*READERS)
def duty_swap(request, pk):
    duty = _duty(request, pk)
    form = forms.SwapForm(request.POST or None, user=request.user, duty=duty)
    intro = f"{duty.plan}：{duty.person}提出换{duty.day}（{duty.hours}）的值班"
    return step_page(request, form, duty.plan, intro=intro)


@form_page
@for_roles(*READERS)
def duty_drop(request, pk):
    duty = _duty(request, pk)
    form = forms.DropDutyForm(request.POST or None, user=request.user, duty=duty)
    return step_page(request, form, duty.plan, intro=f"{duty.plan}：{duty}")


@require_safe
@for_roles(*READERS)
def plan_print(request, pk):
    plan = _plan(request, pk)
    context = {
        "sheet": papers.roster(plan, user=request.user),
        "back": plan.get_absolute_url(),
        "word": reverse("receptions:plan_word", args=[pk]),
    }
    return render(request, "papers/print.html", context)


@require_safe
@for_roles(*READERS)
def plan_word(request, pk):
    sheet = papers.roster(_plan(request, pk), user=request.user)
    return send_word(sheet, by=request.user)


def _plan(request, pk: int) -> DutyPlan:
    return rosters.plans(user=request.user).get_visible(request.user, pk=pk)


def _duty(request, pk: int) -> Duty:
    duty = Duty.objects.select_related("person", "plan__place__village").get_visible(
        request.user, pk=pk
    )
    demand(rules.can_edit_plan(request.user, duty.plan), NOT_YOURS)
    return duty
