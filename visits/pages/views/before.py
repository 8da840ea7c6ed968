"""What stands beside a question while somebody types: words that recur, the last answers."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from poverty.models import Household
from tianmen_congress.base.ui.pages import for_roles, form_page
from tianmen_congress.base.words import in_words
from visits import actions, rules
from visits.models import Phrase
from visits.queries.before import last_call_on, phrases_of


class PhraseForm(forms.Form):
    """Words to be remembered, or the phrase to be forgotten."""

    question = forms.SlugField(max_length=40, required=False)
    text = forms.CharField(required=False)
    for_all = forms.BooleanField(required=False)
    drop = forms.IntegerField(required=False)


@form_page
@for_roles(*rules.ENTERING)
def phrases(request):
    """All that the user may put in, by the code of the question."""
    fault = _change(request) if request.method == "POST" else ""
    rows = [_shown(row) for row in phrases_of(request.user)]
    return JsonResponse({"phrases": rows, "fault": fault})


def _shown(row: Phrase) -> dict[str, object]:
    is_own = row.owner_id is not None
    return {"key": row.pk, "question": row.question, "text": row.text, "own": is_own}


def _change(request) -> str:
    form = PhraseForm(request.POST)
    if not form.is_valid():
        return "没有记住：填写的内容不对"
    data = form.cleaned_data
    try:
        if data["drop"]:
            phrase = get_object_or_404(phrases_of(request.user), pk=data["drop"])
            actions.forget(phrase, by=request.user)
        else:
            words = {"question": data["question"], "for_all": data["for_all"]}
            actions.remember(data["text"], by=request.user, **words)
    except ValidationError as refusal:
        return "；".join(refusal.messages)
    return ""


@require_safe
@for_roles(*rules.ENTERING)
def last_answers(request):
    """What the household answered the last time, to be read and not copied."""
    key = request.GET.get("household", "")
    household = Household.objects.get_visible(request.user, pk=key)
    call = last_call_on(household, user=request.user)
    if call is None:
        return JsonResponse({"answers": {}})
    answers = {code: in_words(answer) for code, answer in call.answers.items()}
    day = f"{call.visit.visited_on:%Y-%m-%d}"
    return JsonResponse({"day": day, "answers": answers})
