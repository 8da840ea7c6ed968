"""Pages about people and their mandates."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from deputies import queries, rules
from deputies.models import Mandate, Person, PersonMatch
from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page

from . import forms
from .listings import PeopleListing, RosterListing
from .parts import person_parts

HIGHER_TIER = "上级人大代表的资料由市人大常委会机关维护，您可以查看。"


@require_safe
@for_roles(*READERS)
def person_list(request):
    return listing.page(request, PeopleListing)


@require_safe
@for_roles(*READERS)
def roster(request):
    return listing.page(request, RosterListing)


@require_safe
@for_roles(*READERS)
def person_detail(request, pk):
    person = Person.objects.get_visible(request.user, pk=pk)
    mandates = queries.mandates_of(person)
    proposes = rules.can_propose_accounts(request.user)
    context = {
        "person": person,
        "mandates": [(m, rules.can_edit_mandate(request.user, m)) for m in mandates],
        "can_edit": rules.can_edit_person(request.user, person),
        "can_add": rules.can_add_person(request.user),
        "proposes_accounts": proposes,
        "wish": proposes and not person.user_id and queries.open_wish(person),
        "parts": person_parts.shown(request.user, person),
        "events": queries.story_of(person, user=request.user),
    }
    return render(request, "deputies/person_detail.html", context)


@form_page
@for_roles(Role.OFFICE, Role.PRESIDIUM)
def person_add(request):
    demand(
        rules.can_add_person(request.user), "本乡镇不设人民代表大会，没有乡镇人大代表。"
    )
    person = forms.PersonForm(request.POST or None, user=request.user)
    mandate = forms.MandateForm(
        request.POST or None, user=request.user, prefix="mandate"
    )
    if request.method == "POST" and all([person.is_valid(), mandate.is_valid()]):
        return redirect(forms.add_deputy(person, mandate))
    context = {"form": person, "mandate": mandate}
    return render(request, "deputies/person_add.html", context)


@form_page
@for_roles(*READERS)
def person_edit(request, pk):
    person = Person.objects.get_visible(request.user, pk=pk)
    demand(rules.can_edit_person(request.user, person), HIGHER_TIER)
    form = forms.PersonForm(request.POST or None, instance=person, user=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(form.save())
    return _form(request, form, f"修改代表资料：{person}", person)


@form_page
@for_roles(Role.OFFICE)
def person_account(request, pk):
    person = Person.objects.get_visible(request.user, pk=pk)
    demand(person.user_id is None, "这位代表已有登录账号。")
    form = forms.AccountForm(request.POST or None, user=request.user, person=person)
    return step_page(request, form, person, intro=_account_intro(person))


def _account_intro(person: Person) -> str:
    steps = "机关提出后，由系统管理员建立账号，安全管理员给予代表岗位。"
    return f"{_seats(person)}。{steps}"


def _seats(person: Person) -> str:
    return "、".join([person.name, *(str(m.congress) for m in person.mandates.all())])


@form_page
@for_roles(*READERS)
def mandate_add(request, pk):
    person = Person.objects.get_visible(request.user, pk=pk)
    demand(rules.can_add_person(request.user), HIGHER_TIER)
    row = Mandate(person=person)
    form = forms.MandateForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect(person)
    return _form(request, form, f"登记代表职务：{person}", person)


@form_page
@for_roles(*READERS)
def mandate_edit(request, pk):
    row = _mandate(request, pk)
    form = forms.MandateForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect(row.person)
    return _form(request, form, f"修改代表职务：{row.person}", row.person)


@form_page
@for_roles(*READERS)
def mandate_step(request, pk, step):
    """End, suspend or resume: each has a form of its own."""
    row = _mandate(request, pk)
    form = step(request.POST or None, user=request.user, mandate=row)
    if request.method == "POST" and form.done():
        return redirect(row.person)
    context = {"intro": f"{row}，{row.congress}", "save_label": form.save_label}
    return _form(request, form, form.title, row.person, **context)


def _mandate(request, pk: int) -> Mandate:
    row = Mandate.objects.select_related("person", "congress", "township").get_visible(
        request.user, pk=pk
    )
    demand(not rules.is_own(request.user, row), rules.OWN_MANDATE)
    demand(rules.can_edit_mandate(request.user, row), HIGHER_TIER)
    return row


def _form(request, form, title: str, person: Person, **more):
    back = person.get_absolute_url()
    context = {"form": form, "title": title, "cancel_url": back, **more}
    return render(request, "ui/form.html", context)


@require_safe
@for_roles(Role.OFFICE)
def match_list(request):
    pairs = queries.open_matches(user=request.user)
    return render(request, "deputies/match_list.html", {"pairs": pairs})


@form_page
@for_roles(Role.OFFICE)
def match_decide(request, pk, step):
    match = PersonMatch.objects.get_visible(request.user, pk=pk)
    form = step(request.POST or None, user=request.user, match=match)
    if request.method == "POST" and form.done():
        return redirect("deputies:matches")
    context = {
        "form": form,
        "title": f"{form.title}：{match.first}",
        "summary": queries.pair_in_words(match),
        "question": form.question,
        "act_label": form.save_label,
        "cancel_url": reverse("deputies:matches"),
    }
    return render(request, "ui/confirm.html", context)
