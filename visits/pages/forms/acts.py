"""Striking a visit off."""

from django import forms

from tianmen_congress.base.ui.forms import PageForm, Section
from visits import actions
from visits.models import Visit


class VoidForm(PageForm):
    reason = forms.CharField(label="作废原因", max_length=200)
    layout = (Section("作废", "reason"),)

    def void(self, visit: Visit) -> Visit:
        reason = self.cleaned_data["reason"]
        return actions.void_visit(visit, by=self.user, reason=reason)
