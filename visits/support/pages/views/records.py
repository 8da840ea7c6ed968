"""Projects and incomes of poor villages."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from poverty.models import PoorVillage
from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.files.responses import send
from tianmen_congress.base.ui.pages import demand, for_roles, form_page
from tianmen_congress.base.ui.steps import step_page
from visits.support import rules
from visits.support.actions import incomes
from visits.support.actions.pairs import NOT_YOURS
from visits.support.models import (
    NUMBERS,
    ProjectPhoto,
    VillageIncome,
    VillagePairing,
    VillageProject,
)
from visits.support.pages.forms import records as forms
from visits.support.queries import pairs

from .pairs import visible_pairing

CORRECTED = "这一行已被更正，请更正现行的一行。"


@form_page
@for_roles(*READERS)
def project_add(request, pk):
    pairing = visible_pairing(request, pk)
    demand(rules.can_keep(request.user, pairing), NOT_YOURS)
    return _project(request, VillageProject(pairing=pairing))


@form_page
@for_roles(*READERS)
def project_edit(request, pk):
    return _project(request, _own_project(request, pk))


def _project(request, project: VillageProject):
    form = forms.ProjectForm(
        request.POST or None,
        request.FILES or None,
        instance=project,
        user=request.user,
    )
    if request.method == "POST" and form.done():
        return redirect(project.pairing)
    back = project.pairing.get_absolute_url()
    context = {"form": form, "title": form.title, "cancel_url": back}
    return render(request, "ui/form.html", context)


@form_page
@for_roles(*READERS)
def project_void(request, pk):
    project = _own_project(request, pk)
    form = forms.VoidProjectForm(
        request.POST or None, user=request.user, project=project
    )
    return step_page(request, form, project.pairing, intro=str(project))


def _own_project(request, pk: int) -> VillageProject:
    project = VillageProject.objects.select_related(
        "pairing__group__township"
    ).get_visible(request.user, pk=pk)
    may = project.voided_at is None and rules.can_keep(request.user, project.pairing)
    demand(may, NOT_YOURS)
    return project


@require_safe
@for_roles(*READERS)
def project_photo(request, pk):
    row = ProjectPhoto.objects.select_related("file").get_visible(request.user, pk=pk)
    return send(row.file, thumbnail=request.GET.get("size") == "small")


@form_page
@for_roles(*READERS)
def income_add(request, pk):
    village = PoorVillage.objects.select_related("village__now__parent").get_visible(
        request.user, pk=pk
    )
    return _income(request, village, VillageIncome(village=village), "登记村集体收入")


@form_page
@for_roles(*READERS)
def income_correct(request, pk):
    wrong = VillageIncome.objects.select_related(
        "village__village__now__parent"
    ).get_visible(request.user, pk=pk)
    demand(not hasattr(wrong, "corrected_by"), CORRECTED)
    told = {name: getattr(wrong, name) for name in (*NUMBERS, "is_audited")}
    line = VillageIncome(village=wrong.village, year=wrong.year, corrects=wrong, **told)
    return _income(request, wrong.village, line, f"更正{wrong.year}年村集体收入")


def _income(request, village: PoorVillage, line: VillageIncome, title: str):
    demand(rules.can_record_income(request.user, village), incomes.NOT_YOURS)
    form = forms.IncomeForm(request.POST or None, instance=line, user=request.user)
    back = _back(village, request.user)
    if request.method == "POST" and form.done():
        return redirect(back)
    context = {
        "form": form,
        "title": title,
        "intro": str(village),
        "cancel_url": back.get_absolute_url(),
    }
    return render(request, "ui/form.html", context)


def _back(village: PoorVillage, user: User) -> VillagePairing | PoorVillage:
    """Where the series is read: the page of the pairing, or the village's own."""
    return pairs.running_of(village, user=user, on=today()) or village
