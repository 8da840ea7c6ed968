"""What is wrong with the forms of an entry page, for the summary at its top."""

from django import forms

from .calls import CallForm


def faults_in(form: forms.BaseForm) -> list[dict[str, str]]:
    """Text, label and place of each fault; of a call with its household, to find it."""
    whose = f"{form.home or form.title} " if isinstance(form, CallForm) else ""
    faults = [{"text": f"{whose}{text}"} for text in form.non_field_errors()]
    for bound in form:
        label = f"{whose}{bound.label}"
        target = "" if bound.is_hidden else bound.id_for_label
        faults += [
            {"text": text, "label": label, "target": target} for text in bound.errors
        ]
    return faults
