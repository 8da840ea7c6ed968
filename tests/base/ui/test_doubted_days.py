"""Days that are hardly meant: asked about once, in the one place where days are read."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict
from django.urls import get_resolver

from deputies.pages.forms import MonthField
from referrals.pages.forms.fields import BUILDERS
from referrals.workflow import LABELS
from tianmen_congress.base.cells.usual import BY_LABEL, Usual, usual_days
from tianmen_congress.base.ui.fields import DayField, doubt_day
from tianmen_congress.base.ui.filters import DayFilter
from tianmen_congress.base.ui.forms import PageForm

TODAY = date(2017, 7, 25)
ODD = "2071-06-05"
FAR = "比今天（2017-07-25）晚53年，很少见；确实是2071-06-05的，请勾选“2071-06-05无误”"


class FoundForm(PageForm):
    """An invented form."""

    on = DayField(label="活动日期")
    until = DayField(label="整改期限", required=False)

    def clean(self):
        data = super().clean()
        if data.get("on") and data.get("until") and data["until"] < data["on"]:
            doubt_day(self, "until", "早于活动日期")
        return data


def sent(user, **typed):
    data = QueryDict(mutable=True)
    data.update(typed)
    return FoundForm(data, user=user)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2017, 6, 5), ""),
        (date(2015, 7, 25), ""),
        (date(2018, 7, 25), ""),
        (date(2015, 7, 24), "比今天（2017-07-25）早2年，很少见"),
        (date(2018, 7, 26), "比今天（2017-07-25）晚1年，很少见"),
    ],
)
def test_what_is_odd_of_a_day(day, words):
    assert Usual(back=2, ahead=1).why_odd(day, on=TODAY) == words


def test_the_last_day_of_february_has_its_year_too():
    assert Usual(1, 1).why_odd(date(2019, 2, 28), on=date(2020, 2, 29)) == ""


@pytest.mark.django_db
class TestForms:
    def test_a_day_far_away_is_asked_about_with_a_tick(self, clerk):
        form = sent(clerk, on=ODD)

        assert form.errors == {"on": [FAR]}
        page = form["on"].as_widget()
        assert f'name="on_sure" value="{ODD}"' in page
        assert "checked" not in page

    def test_the_tick_takes_it(self, clerk):
        form = sent(clerk, on=ODD, on_sure=ODD)

        assert form.is_valid()
        assert form.cleaned_data["on"] == date(2071, 6, 5)

    def test_shown_again_for_another_fault_it_stays_ticked(self, clerk):
        form = sent(clerk, on=ODD, on_sure=ODD, until="昨天")

        assert list(form.errors) == ["until"]
        assert "checked" in form["on"].as_widget()

    def test_a_tick_is_for_one_day_alone(self, clerk):
        assert not sent(clerk, on="2072-06-05", on_sure=ODD).is_valid()

    def test_a_usual_day_has_no_tick(self, clerk):
        form = sent(clerk, on="2017-06-05")

        assert form.is_valid()
        assert "sure" not in form["on"].as_widget()

    def test_what_stands_already_is_asked_no_more(self, clerk):
        data = QueryDict(f"on={ODD}")
        form = FoundForm(data, user=clerk, initial={"on": date(2071, 6, 5)})

        assert form.is_valid()

    def test_what_only_the_form_can_doubt_has_the_same_tick(self, clerk):
        typed = {"on": "2017-07-20", "until": "2017-07-19"}
        asked = sent(clerk, **typed)

        assert asked.errors == {
            "until": [
                "早于活动日期；确实是2017-07-19的，请勾选“2017-07-19无误”",
            ]
        }
        assert 'name="until_sure"' in asked["until"].as_widget()
        assert sent(clerk, **typed, until_sure="2017-07-19").is_valid()

    def test_a_search_asks_nothing(self):
        assert DayFilter(label="活动日期起").field.clean("2071-06-05")

    def test_a_month_of_birth_is_asked_about_too(self):
        field = MonthField(label="出生年月")

        with pytest.raises(forms.ValidationError, match="确实是1910-05的"):
            field.clean("1910-05")


def subclasses(kind):
    for each in kind.__subclasses__():
        yield each
        yield from subclasses(each)


def test_every_day_that_is_typed_says_what_is_usual():
    """A day with no line of its own is asked about by the widest of all."""
    # Loads the pages of every room.
    assert get_resolver().url_patterns
    typed = {
        str(field.label)
        for form in subclasses(forms.BaseForm)
        if form.__module__.split(".")[0] != "tests"
        for field in getattr(form, "base_fields", {}).values()
        if isinstance(field, DayField) and field.is_asked and field.usual is None
    }
    days = [name for name in BUILDERS if name.endswith(("_on", "until"))]
    of_moves = {LABELS[name] for name in days if BUILDERS[name](None, None).is_asked}

    assert len(typed) > 15
    assert of_moves == {"联系日期", "办理期限"}
    assert (typed | of_moves) - BY_LABEL.keys() == set()


def test_a_label_that_nobody_listed_has_wide_bounds():
    assert usual_days("某日期").why_odd(date(2071, 6, 5), on=TODAY)
