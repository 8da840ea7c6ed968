"""What is done with a reception afterwards, and choosing where one is written down."""

from crispy_forms.layout import Div
from django import forms

from groups.places.models import Place
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.fields import DayField, NoteField
from tianmen_congress.base.ui.forms import PageForm, Row, Section
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.steps import StepForm
from visits.receptions import actions
from visits.receptions.enums import FedBackBy, Satisfied
from visits.receptions.models import Reception


class ChoosePlaceForm(PageForm):
    """Where: asked only of those who keep several places."""

    place = LookupField("receiving-places", label="接待地点")
    layout = (Section("接待地点", "place"),)

    @property
    def chosen(self) -> Place:
        return self.cleaned_data["place"]


class OfReceptionForm(StepForm):
    def __init__(self, *args, reception: Reception, **kwargs):
        super().__init__(*args, **kwargs)
        self.reception = reception


class ResultForm(OfReceptionForm):
    title, save_label = "登记办理结果", "保存办理结果"
    result = NoteField(label="办理结果", rows=3, max_length=2000)
    result_on = DayField(label="办结日期", allow_future=False)
    layout = (Section("办理结果", "result", "result_on"),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["result"].initial = self.reception.result
        self.fields["result_on"].initial = self.reception.result_on or today()

    def act(self) -> Reception:
        return actions.record_result(self.reception, by=self.user, **self.cleaned_data)


class FeedbackForm(OfReceptionForm):
    title, save_label = "反馈来访人", "保存反馈"
    fed_back_on = DayField(label="反馈日期", allow_future=False)
    fed_back_how = forms.ChoiceField(
        label="反馈方式", choices=FedBackBy, widget=forms.RadioSelect
    )
    satisfied = forms.ChoiceField(
        label="来访人意见", choices=Satisfied, widget=forms.RadioSelect
    )
    layout = (
        Section(
            "反馈",
            Row("fed_back_on"),
            Div("fed_back_how", css_class="seg"),
            Div("satisfied", css_class="seg"),
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fed_back_on"].initial = today()

    def act(self) -> Reception:
        return actions.tell_voter(self.reception, by=self.user, **self.cleaned_data)


class VoidReceptionForm(OfReceptionForm):
    title, save_label = "作废接待记录", "确认作废"
    reason = NoteField(label="作废原因", rows=2, max_length=200)

    def act(self) -> Reception:
        return actions.void_reception(self.reception, by=self.user, **self.cleaned_data)
