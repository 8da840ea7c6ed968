"""Forms that take one step, which its rules may refuse."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from .forms import PageForm


class StepForm(PageForm):
    """`act()` calls one action; what the action refuses stands on the page."""

    title = ""
    save_label = "保存"

    def done(self) -> bool:
        """Whether the form was right and its step is taken."""
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                self.act()
        except ValidationError as refusal:
            self.add_error(None, refusal)
        return not self.errors

    def act(self) -> object:
        raise NotImplementedError


def step_page(
    request: HttpRequest, form: StepForm, back: Model, *, intro: str = ""
) -> HttpResponse:
    """Take the step of `form` and go back, or show the form with what is wrong."""
    if request.method == "POST" and form.done():
        return redirect(back)
    context = {
        "form": form,
        "title": form.title,
        "intro": intro,
        "save_label": form.save_label,
        "cancel_url": back.get_absolute_url(),
    }
    return render(request, "ui/form.html", context)
