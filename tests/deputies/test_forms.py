"""Forms about people and mandates."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from deputies.enums import Tier
from deputies.models import Mandate
from deputies.pages.forms import MandateForm, MonthField, PersonForm
from tests.factories.deputies import CongressFactory, MandateFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "typed",
    [
        "1964-10",
        "1964.10",
        "1964年10月",
        "196410",
        "１９６４．１０",
        "1964-10-05",
        "1964/10",
    ],
)
def test_a_month_is_typed_in_any_of_the_usual_ways(typed):
    assert MonthField().clean(typed) == date(1964, 10, 1)


@pytest.mark.parametrize("typed", ["1964.1", "1964", "去年", "1964-13", "64.10"])
def test_a_month_that_is_none_or_two_is_refused(typed):
    with pytest.raises(ValidationError):
        MonthField().clean(typed)


def test_a_month_may_be_left_out():
    assert MonthField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        (date(1964, 10, 1), "1964-10", False),
        (date(1964, 10, 1), "1964-11", True),
        (None, "", False),
        (None, "1964-10", True),
    ],
)
def test_a_month_knows_whether_it_changed(initial, typed, changed):
    assert MonthField().has_changed(initial, typed) is changed


def mandate_form(user, data=None, **instance):
    return MandateForm(data, user=user, instance=Mandate(**instance))


def test_the_township_of_a_township_mandate_is_that_of_its_congress(
    office, yuxin, duobao
):
    congress = CongressFactory(division=yuxin)
    data = {"congress": congress.pk, "township": duobao.pk}

    form = mandate_form(office, data, person=PersonFactory())

    assert form.is_valid(), form.errors
    assert form.save().township == yuxin


def test_a_city_mandate_keeps_the_township_that_was_chosen(office, yuxin, tianmen):
    congress = CongressFactory(tier=Tier.COUNTY, division=tianmen, term=8)
    data = {"congress": congress.pk, "township": yuxin.pk}

    form = mandate_form(office, data, person=PersonFactory())

    assert form.is_valid(), form.errors
    mandate = form.save()
    assert (mandate.tier, mandate.township) == (Tier.COUNTY, yuxin)


def test_the_office_is_offered_all_congresses(office, clerk, yuxin, duobao, tianmen):
    rows = [
        CongressFactory(division=yuxin),
        CongressFactory(division=duobao),
        CongressFactory(tier=Tier.COUNTY, division=tianmen),
    ]

    assert set(mandate_form(office).fields["congress"].queryset) == set(rows)
    assert set(mandate_form(clerk).fields["congress"].queryset) == {rows[0]}


def test_a_mandate_may_be_saved_again_in_its_own_congress(office, yuxin):
    mandate = MandateFactory(township=yuxin)
    data = {"congress": mandate.congress_id, "version": 1, "roster_number": 7}

    form = MandateForm(data, user=office, instance=mandate)

    assert form.is_valid(), form.errors
    form.save()
    mandate.refresh_from_db()
    assert (mandate.roster_number, mandate.version) == (7, 2)


@pytest.mark.parametrize("missing", ["name"])
def test_nobody_is_without_a_name(office, missing):
    form = PersonForm({"ethnicity": "汉族"}, user=office)

    assert not form.is_valid()
    assert missing in form.errors


def test_a_person_form_shows_the_month_as_it_is_typed(office):
    person = PersonFactory(birth_month=date(1964, 10, 1))

    form = PersonForm(instance=person, user=office)

    assert 'value="1964-10"' in str(form["birth_month"])


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ("138 0000 1234", {}),
        ("5220", {"phone": ["不是有效的电话号码"]}),
        ("1380000123", {"phone": ["手机号码应为11位，现有10位"]}),
    ],
)
def test_a_deputys_phone_is_one_that_the_roster_takes(office, typed, faults):
    person = PersonFactory(phone="")
    form = PersonForm({"phone": typed}, instance=person, user=office)

    assert {k: v for k, v in form.errors.items() if k == "phone"} == faults
    if not faults:
        assert form.cleaned_data["phone"] == "13800001234"


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("name", "李　测", "李测"),
        ("ethnicity", "土家", "土家族"),
        ("ethnicity", "/", ""),
        ("phone", "无", ""),
    ],
)
def test_a_person_is_typed_as_rosters_write_him(office, field, typed, kept):
    form = PersonForm({"name": "王测"} | {field: typed}, user=office)

    assert field not in form.errors
    assert form.cleaned_data[field] == kept


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "李测、王测", "像是几个人的姓名，这里只填一人"),
        ("name", "无", "请填写姓名"),
        ("ethnicity", "H", "不是民族名称，请写成汉族、土家族这样的形式"),
        ("phone", "5220000、5220001", "有2个号码，只登记5220000"),
    ],
)
def test_what_rosters_do_not_take_is_no_person_here(office, field, typed, words):
    form = PersonForm({"name": "王测"} | {field: typed}, user=office)

    assert form.errors[field] == [words]


def test_what_is_on_file_stays_until_somebody_types_something_else(office):
    person = PersonFactory(name="王测(已故)", ethnicity="H")
    data = {"name": "王测(已故)", "ethnicity": "H", "work": "渔薪小学", "version": 1}

    form = PersonForm(data, instance=person, user=office)

    assert not {"name", "ethnicity"} & {*form.errors}
