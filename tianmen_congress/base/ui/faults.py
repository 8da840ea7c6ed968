"""What is wrong with a form, for the summary at the top of its page."""

from django.forms import BaseForm, CheckboxSelectMultiple, RadioSelect
from django.forms.boundfield import BoundField


def faults_in(form: BaseForm, whose: str = "") -> list[dict[str, str]]:
    """Text, label and place of each fault; `whose` names the form among several."""
    faults = [{"text": f"{whose}{text}"} for text in form.non_field_errors()]
    for bound in form:
        label, target = f"{whose}{bound.label}", _place(bound)
        faults += [
            {"text": text, "label": label, "target": target} for text in bound.errors
        ]
    return faults


def _place(bound: BoundField) -> str:
    """Where the link of a fault leads; of several boxes to the first."""
    if bound.is_hidden:
        return ""
    if isinstance(bound.field.widget, RadioSelect | CheckboxSelectMultiple):
        return f"{bound.auto_id}_0" if bound.field.choices else ""
    return bound.id_for_label
