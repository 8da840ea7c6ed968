"""Striking a visit off."""

from django import forms

from tianmen_congress.base.ui.forms import PageForm, Section
from tianmen_congress.base.ui.steps import StepForm
from visits import actions
from visits.models import Visit


class JoinForm(StepForm):
    """The calls of a visit go to the earlier one of the same outing."""

    layout = ()

    def __init__(self, *args, visit: Visit, into: Visit, **kwargs):
        super().__init__(*args, **kwargs)
        self.visit, self.into = visit, into

    def act(self) -> Visit:
        return actions.join_visits(self.visit, self.into, by=self.user)


class VoidForm(PageForm):
    reason = forms.CharField(label="作废原因", max_length=200)
    layout = (Section("作废", "reason"),)

    def void(self, visit: Visit) -> Visit:
        reason = self.cleaned_data["reason"]
        return actions.void_visit(visit, by=self.user, reason=reason)
