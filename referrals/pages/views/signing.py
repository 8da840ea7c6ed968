"""The page on which a deputy signs with others, before he sees anything else of it."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from referrals import actions
from referrals.models import Opinion
from referrals.queries.colleagues import asked_to_sign
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.ui.forms import PageForm
from tianmen_congress.base.ui.pages import for_roles, form_page


class SigningForm(PageForm):
    """Yes or no to what stands above it."""

    answer = forms.ChoiceField(
        label="是否附议",
        choices=[("confirm", "附议"), ("decline", "不附议")],
        widget=forms.RadioSelect,
    )
    layout = ("answer",)

    def take(self, opinion: Opinion) -> Opinion | None:
        try:
            return actions.move(opinion, self.cleaned_data["answer"], by=self.user)
        except MoveRefused as refusal:
            self.add_error(None, str(refusal))
            return None


@form_page
@for_roles(Role.DEPUTY)
def co_signing(request, pk):
    """Number, title and text: what he has to read in order to sign, and no more."""
    asked = asked_to_sign(request.user).filter(pk=pk).first()
    if asked is None:
        raise Http404
    form = SigningForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid() and form.take(asked.opinion):
        has_signed = form.cleaned_data["answer"] == "confirm"
        messages.success(request, "已附议。" if has_signed else "已登记为不附议。")
        return redirect(asked.opinion if has_signed else "workbench:home")
    context = {"form": form, "asked": asked, "title": "附议"}
    return render(request, "referrals/co_signing.html", context)
