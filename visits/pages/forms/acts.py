"""Striking a visit off."""

from django import forms

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.forms import Section
from tianmen_congress.base.ui.steps import StepForm
from visits import actions
from visits.models import Visit
from visits.pages.parts import void_questions


class JoinForm(StepForm):
    """The calls of a visit go to the earlier one of the same outing."""

    layout = ()

    def __init__(self, *args, visit: Visit, into: Visit, **kwargs):
        super().__init__(*args, **kwargs)
        self.visit, self.into = visit, into

    def act(self) -> Visit:
        return actions.join_visits(self.visit, self.into, by=self.user)


class VoidForm(StepForm):
    reason = forms.CharField(label="作废原因", max_length=200)

    def __init__(self, *args, visit: Visit, user: User, **kwargs):
        self.visit = visit
        made = [question(user=user, visit=visit) for question in void_questions]
        fields = {question.name: question.field() for question in made}
        self.asked = {q.name: q for q in made if fields[q.name] is not None}
        self.layout = (Section("作废", *self.asked, "reason"),)
        super().__init__(*args, user=user, **kwargs)
        self.fields |= {name: fields[name] for name in self.asked}

    def act(self) -> Visit:
        reason = self.cleaned_data["reason"]
        done = actions.void_visit(self.visit, by=self.user, reason=reason)
        for name, question in self.asked.items():
            question.settle(self.cleaned_data[name], reason=reason)
        return done
