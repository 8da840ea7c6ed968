"""Acting on many rows by the same rules as on one.

The first press shows what will be done to how many rows; the second does it, row by
row, and says which were left out and why.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from tianmen_congress.base.cells.digits import row_key

from .forms import PageForm
from .listing import Listing

MOST = 1000


@dataclass(frozen=True, slots=True)
class BulkAct:
    """`do(row, by=user, **cleaned)` is the action that the single page calls too.

    `refusals` are what it raises when its rules forbid the row; their text is shown.
    """

    label: str
    do: Callable[..., object]
    form_class: type[PageForm] | None = None
    refusals: tuple[type[Exception], ...] = (ValidationError,)
    warning: str = ""


def chosen(request: HttpRequest, listing: Listing) -> QuerySet:
    """The ticked rows, or all that the search finds; never one out of sight."""
    if request.POST.get("all_results"):
        return listing.found
    keys = [row_key(text) for text in request.POST.getlist("ids")]
    return listing.rows().filter(pk__in=[key for key in keys if key is not None])


def page(request: HttpRequest, kind: type[Listing], act: BulkAct) -> HttpResponse:
    """Ask, then do. Both presses come here as POST, the search in the address."""
    listing = kind(request, QueryDict(request.META["QUERY_STRING"]))
    rows = list(chosen(request, listing)[: MOST + 1])
    back = request.path.rsplit("/", 2)[0] + "/"
    if not 0 < len(rows) <= MOST:
        some = (
            f"一次最多办理{MOST}条，请缩小范围。" if rows else "请先勾选要办理的记录。"
        )
        messages.error(request, some)
        return redirect(_back(request, back))
    form = _form(request, act)
    if "confirmed" in request.POST and (form is None or form.is_valid()):
        _tell(request, act, *perform(act, rows, request.user, form))
        return redirect(_back(request, back))
    context = {"act": act, "rows": rows, "form": form, "back": _back(request, back)}
    return render(request, "ui/bulk.html", {**context, "listing": listing})


def _form(request: HttpRequest, act: BulkAct) -> forms.Form | None:
    if act.form_class is None:
        return None
    data = request.POST if "confirmed" in request.POST else None
    return act.form_class(data, user=request.user)


def _back(request: HttpRequest, path: str) -> str:
    query = request.META["QUERY_STRING"]
    return f"{path}?{query}" if query else path


def perform(act: BulkAct, rows: list[Model], user, form) -> tuple[int, list[str]]:
    """How many were done, and for each other row why not."""
    done, skipped = 0, []
    values = form.cleaned_data if form is not None else {}
    for row in rows:
        try:
            with transaction.atomic():
                act.do(row, by=user, **values)
            done += 1
        except act.refusals as refusal:
            reason = "；".join(getattr(refusal, "messages", [str(refusal)]))
            skipped.append(f"{row}：{reason}")
    return done, skipped


def _tell(request: HttpRequest, act: BulkAct, done: int, skipped: list[str]) -> None:
    messages.success(request, f"{act.label}：完成{done}条，跳过{len(skipped)}条。")
    for line in skipped[:20]:
        messages.warning(request, line)
