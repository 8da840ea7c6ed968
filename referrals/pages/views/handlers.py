"""The units that opinions are handed to, and whom to call there."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from referrals.models import HandlingUnit
from referrals.pages.forms.handlers import MergeUnitForm, NewUnitForm, UnitForm
from referrals.pages.listings import UnitListing
from referrals.queries.handlers import COUNTS, address, units_for_list
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.succession import of_organs
from tianmen_congress.base.ui import history, listing
from tianmen_congress.base.ui.pages import demand, for_roles, form_page


@require_safe
@for_roles(Role.OFFICE)
def unit_list(request):
    return listing.page(request, UnitListing)


@require_safe
@for_roles(Role.OFFICE)
def unit_detail(request, pk):
    unit = units_for_list(user=request.user).get_visible(request.user, pk=pk)
    numbers = vars(unit)
    context = {
        "unit": unit,
        "summary": [
            ("类别", unit.organ.get_kind_display()),
            ("责任人", unit.contact),
            ("联系电话", unit.phone),
            ("联席会议成员", "是" if unit.is_member else "否"),
            ("撤销日期", unit.closed_on),
        ],
        "counts": [
            (label, numbers[name], address(unit, query))
            for name, label, query in COUNTS
        ],
        "may_merge": _may_merge(unit),
        "events": history.events(unit, user=request.user),
    }
    return render(request, "referrals/unit_detail.html", context)


@form_page
@for_roles(Role.OFFICE)
def unit_create(request):
    form = NewUnitForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and form.take():
        return redirect(form.instance)
    context = {"cancel_url": reverse("referrals:units")}
    return _form(request, form, "登记承办单位", context)


@form_page
@for_roles(Role.OFFICE)
def unit_edit(request, pk):
    unit = HandlingUnit.objects.select_related("organ").get_visible(request.user, pk=pk)
    form = UnitForm(request.POST or None, instance=unit, user=request.user)
    if request.method == "POST" and form.is_valid() and form.take():
        return redirect(unit)
    return _form(
        request, form, f"修改：{unit}", {"cancel_url": unit.get_absolute_url()}
    )


@form_page
@for_roles(Role.OFFICE)
def unit_merge(request, pk):
    """What hangs on it goes on with another unit, in one act."""
    unit = HandlingUnit.objects.select_related("organ").get_visible(request.user, pk=pk)
    demand(_may_merge(unit), "只有现有的市直单位可以并入其他单位。")
    form = MergeUnitForm(request.POST or None, user=request.user, unit=unit)
    if request.method == "POST" and form.done():
        told = "、".join(form.moved) or "没有"
        into = form.cleaned_data["into"]
        messages.success(request, f"{unit}已并入{into}。随之移交：{told}。")
        return redirect(unit)
    hanging = of_organs.in_words(of_organs.on([unit.organ])[unit.organ_id])
    context = {
        "form": form,
        "title": f"并入其他单位：{unit}",
        "summary": [
            ("随之移交", "、".join(hanging) or "没有"),
            ("联席会议成员", _seat(unit)),
        ],
        "question": "并入后，在办的由并入的单位接着办理，期限不变。确认后不能撤回。",
        "act_label": form.save_label,
        "cancel_url": unit.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


def _may_merge(unit: HandlingUnit) -> bool:
    return unit.organ.kind == OrganKind.UNIT and unit.organ.until is None


def _seat(unit: HandlingUnit) -> str:
    return "是，席位随之移交" if unit.is_member else "否"


def _form(request, form, title: str, context: dict):
    return render(request, "ui/form.html", {"form": form, "title": title, **context})
