"""The figures page, and each official table as page, print and workbook."""

from django.http import Http404, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tianmen_congress.base.accounts.enums import BUSINESS_ROLES
from tianmen_congress.base.figures import charts, registry, shown
from tianmen_congress.base.figures.headings import heading_rows
from tianmen_congress.base.figures.queries import figures_for
from tianmen_congress.base.ui.pages import for_roles
from tianmen_congress.base.workbooks.exports import hand_out

from .forms import AskForm, ask_form

# Lines of a page, and of its print: what a township does in two months.
SHOWN = 200


@require_safe
@for_roles(*BUSINESS_ROLES)
def report_list(request):
    form = AskForm(request.GET, user=request.user, asks=registry.OfficialTable.asks)
    asked = form.asked() if form.is_valid() else None
    context = {
        "form": form,
        "asked": asked,
        "figures": figures_for(request.user, asked) if asked else [],
        "families": registry.families_for(request.user),
    }
    return render(request, "figures/report_list.html", context)


@require_safe
@for_roles(*BUSINESS_ROLES)
def report(request, slug):
    kind = registry.find_table(slug, request.user)
    if kind is None:
        raise Http404
    form = ask_form(request.GET, user=request.user, kind=kind)
    table = kind(request.user, form.asked()) if form.is_valid() else None
    if table and "export" in request.GET:
        asked = {"table": slug, "query": request.GET.urlencode()}
        return hand_out("report", by=request.user, asked=asked)
    context = {"form": form, "kind": kind, "table": table, "most": SHOWN}
    context |= _shown(table) | _drawn(request.GET, table)
    return render(request, "figures/report.html", context)


def _drawn(asked: QueryDict, table: registry.OfficialTable | None) -> dict:
    """The chart, and what else was asked for, which its own form carries on."""
    if table is None:
        return {}
    asked_for = [(name, value) for name, value in asked.items() if name != "chart"]
    chart = charts.draw(table, asked.get("chart", ""))
    return {"chart": chart, "asked_for": asked_for}


def _shown(table: registry.OfficialTable | None) -> dict:
    if table is None:
        return {}
    return {
        "heading": heading_rows(table.columns),
        "rows": [shown.cells(table, line) for line in table.first(SHOWN)],
        "total": shown.total_cells(table),
        "width": len(table.columns) + 1,
    }
