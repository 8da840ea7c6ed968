"""How a page with one step answers."""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tianmen_congress.ui.steps import StepForm


def step(
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
