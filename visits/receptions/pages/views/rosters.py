"""Rosters: list, page, making, changing, swapping, the paper for the door."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from groups.places.models import Place
from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.papers.writing import send_word
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page
from visits.receptions import papers, rules
from visits.receptions.actions.rosters import NOT_YOURS
from visits.receptions.models import DutyPlan
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
    plan, user = in_sight(request, pk), request.user
    duties = rosters.with_wishes(plan, user=user)
    turns = list(rosters.turns(duties))
    context = {
        "plan": plan,
        "turns": turns,
        "is_late": rosters.is_late(plan),
        "silent": rosters.often_silent_in(turns),
        "own": [duty.pk for duty in duties if rules.asks_swap(user, duty)],
        "sees_place": Place.objects.visible_to(user).filter(pk=plan.place_id).exists(),
        "can_edit": rules.can_edit_plan(user, plan),
    }
    return render(request, "receptions/plan.html", context)


@form_page
@for_roles(*READERS)
def plan_publish(request, pk):
    plan = in_sight(request, pk)
    demand(rules.can_edit_plan(request.user, plan), NOT_YOURS)
    form = forms.PublishForm(request.POST or None, user=request.user, plan=plan)
    return step_page(request, form, plan, intro=str(plan))


@require_safe
@for_roles(*READERS)
def plan_print(request, pk):
    plan = in_sight(request, pk)
    context = {
        "sheet": papers.roster(plan, user=request.user),
        "back": plan.get_absolute_url(),
        "word": reverse("receptions:plan_word", args=[pk]),
    }
    return render(request, "papers/print.html", context)


@require_safe
@for_roles(*READERS)
def plan_word(request, pk):
    sheet = papers.roster(in_sight(request, pk), user=request.user)
    return send_word(sheet, by=request.user)


def in_sight(request, pk: int) -> DutyPlan:
    return rosters.plans(user=request.user).get_visible(request.user, pk=pk)
