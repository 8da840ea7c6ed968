"""The blank paper form of the campaign, to take along to a village."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from tianmen_congress.base.campaigns.enums import FormKind
from tianmen_congress.base.campaigns.queries import current_campaign, published_form
from tianmen_congress.base.ui.pages import for_roles
from visits import rules
from visits.answers import paper_of
from visits.pages.forms.blank import BlankForm


@require_safe
@for_roles(*rules.ENTERING)
def blank(request):
    """The paper itself once a village is named, before that the question which one."""
    campaign = current_campaign()
    form = campaign and published_form(campaign, FormKind.VISIT)
    asked = BlankForm(request.GET if request.GET else None, user=request.user)
    context = {"form": asked, "title": "空白走访记录表", "sheet": form}
    if form and asked.is_bound and asked.is_valid():
        context |= {"paper": paper_of(form), "asked": asked.cleaned_data}
        copies = asked.cleaned_data["copies"]
        context |= {"homes": asked.homes, "copies": range(1, copies + 1)}
        return render(request, "visits/blank_print.html", context)
    return render(request, "visits/blank.html", context)
