"""How the whole campaign stands: the leaders' first page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from tianmen_congress.base.figures.pages.forms import AskForm
from tianmen_congress.base.ui.pages import for_roles
from tianmen_congress.overview.workbench.situation.choices import READERS
from tianmen_congress.overview.workbench.situation.page import Situation


@require_safe
@for_roles(*READERS)
def situation(request):
    asks = ("campaign", "since", "until")
    form = AskForm(request.GET, user=request.user, asks=asks)
    context = {"form": form}
    if form.is_valid():
        measure = request.GET.get("measure", "")
        context["page"] = Situation(request.user, form.asked(), measure)
    return render(request, "workbench/situation.html", context)
