"""The box at the top of a page with faults, and where its links lead."""

import pytest
from django import forms
from django.template import Context, Template

from tianmen_congress.base.ui.faults import faults_in
from tianmen_congress.base.ui.fields import DayField

SIZES = [("s", "小"), ("l", "大")]


class Sheet(forms.Form):
    name = forms.CharField(label="姓名")
    on = DayField(label="日期")
    size = forms.ChoiceField(label="大小", choices=SIZES, widget=forms.RadioSelect)
    kinds = forms.MultipleChoiceField(
        label="种类", choices=SIZES, widget=forms.CheckboxSelectMultiple
    )
    key = forms.IntegerField(label="键", widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("两处不能都空")


def targets(form):
    return {fault["label"]: fault["target"] for fault in faults_in(form)[1:]}


def shown(*sheets):
    template = Template("{% load ui %}{% error_summary " + sheets[0] + " %}")
    return template.render(Context({"form": Sheet({}), "good": forms.Form({})}))


def test_what_concerns_the_whole_comes_first_and_leads_nowhere():
    first = faults_in(Sheet({}))[0]

    assert first == {"text": "两处不能都空"}


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("姓名", "id_name"),
        ("日期", "id_on"),
        ("大小", "id_size_0"),
        ("种类", "id_kinds_0"),
        ("键", ""),
    ],
)
def test_each_fault_leads_to_something_that_takes_the_focus(label, target):
    assert targets(Sheet({}))[label] == target


def test_boxes_that_are_not_there_are_not_led_to():
    sheet = Sheet({})
    sheet.fields["kinds"].choices = []

    assert targets(sheet)["种类"] == ""


def test_of_several_forms_each_fault_says_whose_it_is():
    told = faults_in(Sheet({}), "张三丰户 ")

    assert told[0]["text"] == "张三丰户 两处不能都空"
    assert told[1]["label"] == "张三丰户 姓名"


def test_the_prefix_of_a_form_is_part_of_the_place():
    sheet = Sheet({}, prefix="calls-2")

    assert targets(sheet)["大小"] == "id_calls-2-size_0"


def test_the_box_counts_the_faults_and_takes_the_focus():
    text = shown("form")

    assert "有6处需要更正" in text
    assert "data-focus" in text
    assert '<a href="#id_size_0">大小：' in text
    assert "<li>键：" in text


def test_without_faults_there_is_no_box():
    assert shown("good").strip() == ""
