"""What a user sets for himself on lists."""

import re

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from .models import PATH_LENGTH, SavedSearch

COLUMN = re.compile(r"[a-z][a-z0-9_]{0,59}")


def back_to(request) -> str:
    """The page that the form stood on, if it is one of ours."""
    wanted = request.POST.get("next", "")
    hosts = {request.get_host()}
    is_ours = url_has_allowed_host_and_scheme(wanted, hosts, request.is_secure())
    return wanted if is_ours and wanted.startswith("/") else "/"


class NamesField(forms.MultipleChoiceField):
    """Some names of columns, whichever a list may have."""

    def valid_value(self, value: str) -> bool:
        return COLUMN.fullmatch(value) is not None


class ColumnsForm(forms.Form):
    """Every column of a list that may be chosen, and those that were."""

    listing = forms.CharField(max_length=PATH_LENGTH)
    all = NamesField()
    shown = NamesField(required=False)


@require_POST
def choose_columns(request):
    """Kept with the user: the same on the next day and at another computer."""
    form = ColumnsForm(request.POST)
    if form.is_valid():
        hidden = set(form.cleaned_data["all"]) - set(form.cleaned_data["shown"])
        # unscoped: the user's own searches
        SavedSearch.objects.update_or_create(
            {"hidden_columns": sorted(hidden)},
            user=request.user,
            listing=form.cleaned_data["listing"],
            name="",
        )
    return redirect(back_to(request))


class SavedSearchForm(forms.ModelForm):
    class Meta:
        model = SavedSearch
        fields = ["listing", "name", "query"]


@require_POST
def save_search(request):
    """Keep the search under a name; the same name again replaces it."""
    form = SavedSearchForm(request.POST)
    if form.is_valid():
        found = {k: form.cleaned_data[k] for k in ("listing", "name")}
        query = {"query": form.cleaned_data["query"]}
        # unscoped: the user's own searches
        SavedSearch.objects.update_or_create(query, user=request.user, **found)
        messages.success(request, f"已保存常用查询“{found['name']}”。")
    else:
        messages.error(request, "请给常用查询起个名称（30字以内）。")
    return redirect(back_to(request))


@require_POST
def drop_search(request, pk):
    # unscoped: the user's own searches
    get_object_or_404(SavedSearch, pk=pk, user=request.user).delete()
    return redirect(back_to(request))
