"""The units that opinions are handed to, and whom to call there."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from referrals.models import HandlingUnit
from referrals.pages.forms.handlers import NewUnitForm, UnitForm
from referrals.pages.listings import UnitListing
from referrals.queries.handlers import COUNTS, address, units_for_list
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.ui import history, listing
from tianmen_congress.base.ui.pages import for_roles, form_page


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


def _form(request, form, title: str, context: dict):
    return render(request, "ui/form.html", {"form": form, "title": title, **context})
