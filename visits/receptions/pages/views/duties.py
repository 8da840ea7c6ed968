"""One duty of a roster: the keeper's steps, and what deputies change themselves."""

from django.contrib import messages
from django.shortcuts import redirect, render

from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page
from visits.receptions import rules
from visits.receptions.actions import swapping
from visits.receptions.actions.rosters import NOT_YOURS
from visits.receptions.enums import SWAP_TONES
from visits.receptions.models import Duty, SwapRequest
from visits.receptions.pages.forms import duties as forms

from .rosters import in_sight

# What the page of a swap reads of both duties.
BOTH = ("duty__plan__place", "other__plan__place", "asked", "asked_by")


@form_page
@for_roles(*READERS)
def duty_add(request, pk):
    plan = in_sight(request, pk)
    demand(rules.can_edit_plan(request.user, plan), NOT_YOURS)
    form = forms.DutyForm(request.POST or None, user=request.user, plan=plan)
    return step_page(request, form, plan, intro=str(plan))


@form_page
@for_roles(*READERS)
def duty_edit(request, pk):
    duty = _kept(request, pk)
    form = forms.DutyForm(
        request.POST or None, user=request.user, plan=duty.plan, duty=duty
    )
    return step_page(request, form, duty.plan, intro=str(duty.plan))


@form_page
@for_roles(*READERS)
def duty_swap(request, pk):
    duty = _kept(request, pk)
    form = forms.SwapForm(request.POST or None, user=request.user, duty=duty)
    intro = f"{duty.plan}：{duty.person}提出换{duty.day}（{duty.hours}）的值班"
    return step_page(request, form, duty.plan, intro=intro)


@form_page
@for_roles(*READERS)
def duty_drop(request, pk):
    duty = _kept(request, pk)
    form = forms.DropDutyForm(request.POST or None, user=request.user, duty=duty)
    return step_page(request, form, duty.plan, intro=f"{duty.plan}：{duty}")


@form_page
@for_roles(Role.DEPUTY)
def swap_ask(request, pk):
    duty = _duty(request, pk)
    demand(rules.asks_swap(request.user, duty), swapping.NOT_YOURS)
    form = forms.AskSwapForm(request.POST or None, user=request.user, duty=duty)
    intro = f"{duty.plan}：您{duty.day}（{duty.hours}）的值班"
    if request.method == "POST" and form.done():
        messages.success(request, "已提出换班，请等对方答复。")
        return redirect(duty.plan)
    return step_page(request, form, duty.plan, intro=intro)


@form_page
@for_roles(*READERS)
def swap(request, pk):
    """What is asked and what became of it; whoever was asked answers here."""
    wish = _wish(request, pk)
    can_answer = rules.answers_swap(request.user, wish) and wish.is_open
    if request.method == "POST":
        demand(rules.answers_swap(request.user, wish), swapping.NOT_YOURS)
    form = forms.AnswerSwapForm(request.POST or None, user=request.user, wish=wish)
    if request.method == "POST" and form.done():
        return redirect(wish)
    tone = SWAP_TONES[wish.state]
    context = {"wish": wish, "form": form, "can_answer": can_answer, "tone": tone}
    can_withdraw = rules.withdraws_swap(request.user, wish) and wish.is_open
    context["can_withdraw"] = can_withdraw
    return render(request, "receptions/swap.html", context)


@form_page
@for_roles(Role.DEPUTY)
def swap_withdraw(request, pk):
    wish = _wish(request, pk)
    demand(rules.withdraws_swap(request.user, wish), swapping.NOT_YOURS)
    form = forms.WithdrawSwapForm(request.POST or None, user=request.user, wish=wish)
    return step_page(request, form, wish, intro=str(wish))


def _wish(request, pk: int) -> SwapRequest:
    return SwapRequest.objects.select_related(*BOTH).get_visible(request.user, pk=pk)


def _duty(request, pk: int) -> Duty:
    return Duty.objects.select_related("person", "plan__place__village").get_visible(
        request.user, pk=pk
    )


def _kept(request, pk: int) -> Duty:
    duty = _duty(request, pk)
    demand(rules.can_edit_plan(request.user, duty.plan), NOT_YOURS)
    return duty
