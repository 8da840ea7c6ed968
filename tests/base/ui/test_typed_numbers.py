"""Numbers and texts typed on a page are read as a workbook's cells are."""

from decimal import Decimal

import pytest
from django import forms

from poverty.models import Household, HouseholdMember, PoorVillage
from tianmen_congress.base.ui.fields import (
    AmountField,
    CountField,
    YearField,
    number_field,
)
from tianmen_congress.base.ui.forms import PageForm


class Note(PageForm):
    text = forms.CharField(required=False)
    secret = forms.CharField(required=False, widget=forms.PasswordInput)


def field_of(model, name):
    return number_field(model._meta.get_field(name))


@pytest.mark.parametrize(
    ("model", "name", "typed", "number"),
    [
        (Household, "income", "0.35万", Decimal(3500)),
        (Household, "income", "３５００元", Decimal(3500)),
        (Household, "income", "2800.50", Decimal("2800.50")),
        (Household, "income", "无", None),
        (PoorVillage, "collective_income", "35000元", Decimal("3.5")),
        (PoorVillage, "collective_income", "3.5", Decimal("3.5")),
        (PoorVillage, "households", "120户", 120),
        (PoorVillage, "delisted_year", "2016年", 2016),
        (HouseholdMember, "working_months", "2年", 24),
        (HouseholdMember, "working_months", "6", 6),
    ],
)
def test_a_unit_is_converted_to_that_of_the_box(model, name, typed, number):
    assert field_of(model, name).clean(typed) == number


@pytest.mark.parametrize(
    ("model", "name", "typed", "words"),
    [
        (Household, "income", "3500美元", "单位“美元”不能换算成元，请换算后填写"),
        (Household, "income", "三千多", "应为数字"),
        (Household, "income", "1亿", "8 位"),
        (HouseholdMember, "working_months", "半个月", "应为整数"),
        (HouseholdMember, "working_months", "90天", "按3个月登记"),
        (PoorVillage, "delisted_year", "16年", "年份请写四位"),
        (PoorVillage, "population", "-3", "大于"),
    ],
)
def test_what_is_no_such_number_is_told_in_the_words_of_imports(
    model, name, typed, words
):
    with pytest.raises(forms.ValidationError, match=words):
        field_of(model, name).clean(typed)


@pytest.mark.parametrize("field", [CountField(), AmountField(), YearField()])
def test_the_box_takes_letters_for_a_unit(field):
    assert field.widget.input_type == "text"


def test_what_nobody_sees_is_not_typed_and_a_password_stays_as_it_is():
    form = Note({"text": "\u202d测丁\u202c", "secret": "\u202dab"}, user=None)

    assert form.is_valid()
    assert form.cleaned_data == {"text": "测丁", "secret": "\u202dab"}
