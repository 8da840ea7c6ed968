"""Fields that several rooms use, words of forms, and the comparison of two versions."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from poverty.models import Household
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.fields import DayField, NoteField
from tianmen_congress.base.ui.forms import PageForm, Row, Section, VersionedForm
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.photos import MOST, PhotosField

pytestmark = pytest.mark.django_db
PLACES = [("a", "甲"), ("b", "乙")]


class PlaceForm(PageForm):
    name = forms.CharField(label="名称")
    place = forms.ChoiceField(label="地点", choices=[("", "---------"), *PLACES])
    township = forms.ModelChoiceField(Division.objects.all(), label="乡镇")
    village = LookupField("visit-villages", label="村")
    said = forms.CharField(label="说明", error_messages={"required": "请写一句说明"})
    nameless = forms.CharField(label="")
    layout = (Section("基本情况", Row("name", "place"), "township"),)


class TestWords:
    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("name", "请填写名称"),
            ("place", "请选择地点"),
            ("township", "请选择乡镇"),
            ("village", "请选择村"),
            ("said", "请写一句说明"),
        ],
    )
    def test_an_empty_field_says_what_to_do(self, clerk, name, sentence):
        assert PlaceForm({}, user=clerk).errors[name] == [sentence]

    def test_a_select_begins_with_an_invitation(self, clerk):
        form = PlaceForm(user=clerk)

        assert form.fields["place"].choices[0] == ("", "请选择")
        assert form.fields["township"].empty_label == "请选择"

    def test_an_empty_choice_with_words_of_its_own_keeps_them(self, clerk):
        class Mine(PageForm):
            township = forms.ModelChoiceField(
                Division.objects.all(), label="乡镇", empty_label="（不限）"
            )

        assert Mine(user=clerk).fields["township"].empty_label == "（不限）"

    def test_a_lookup_knows_who_asks(self, clerk):
        assert PlaceForm(user=clerk).fields["village"].user == clerk

    def test_a_form_must_know_its_user(self):
        with pytest.raises(TypeError):
            PlaceForm({})

    def test_a_section_is_a_named_group_of_fields(self, clerk):
        layout = PlaceForm(user=clerk).helper.layout

        assert layout.fields[0].legend == "基本情况"
        assert "form-section" in layout.fields[0].css_class


class TestDayField:
    @pytest.mark.parametrize(
        ("given", "day"),
        [
            ("2017.6.5", date(2017, 6, 5)),
            (date(2017, 6, 5), date(2017, 6, 5)),
            (datetime(2017, 6, 5, 23, 59, tzinfo=UTC), date(2017, 6, 5)),
            ("", None),
            (None, None),
        ],
    )
    def test_it_takes_days_in_any_shape(self, given, day):
        assert DayField(required=False).clean(given) == day

    def test_a_long_text_is_repeated_short(self):
        with pytest.raises(ValidationError) as refused:
            DayField().clean("x" * 10_000)

        assert len(refused.value.messages[0]) < 80

    @pytest.mark.parametrize("text", ["0001-01-01", "1217-06-05", "9999-12-31"])
    def test_a_slip_in_the_year_is_named(self, text):
        with pytest.raises(ValidationError) as refused:
            DayField().clean(text)

        assert refused.value.messages == [f"“{text}”年份不合理，请核对"]

    @pytest.mark.parametrize(
        ("before", "after", "is_changed"),
        [
            (date(2017, 6, 5), "2017年6月5日", False),
            (date(2017, 6, 5), "2017-06-06", True),
            (None, "", False),
            (None, "昨天", True),
        ],
    )
    def test_another_way_to_write_it_is_no_change(self, before, after, is_changed):
        assert DayField(required=False).has_changed(before, after) == is_changed

    def test_today_is_allowed_where_the_future_is_not(self):
        assert DayField(allow_future=False).clean(today().isoformat()) == today()

    def test_the_box_shows_days_as_they_are_sorted(self):
        widget = DayField().widget

        assert widget.format_value(date(2017, 6, 5)) == "2017-06-05"
        assert widget.format_value("6月5日") == "6月5日"
        assert widget.attrs["autocomplete"] == "off"


class TestNoteField:
    def test_it_is_a_box_of_some_lines_with_a_limit(self):
        field = NoteField(rows=5, max_length=10)

        assert field.widget.attrs["rows"] == 5
        assert field.widget_attrs(field.widget)["maxlength"] == "10"
        with pytest.raises(ValidationError):
            field.clean("长" * 11)


class TestPhotosField:
    def upload(self, name="a.jpg"):
        return SimpleUploadedFile(name, b"x", "image/jpeg")

    def test_none_is_an_empty_list(self):
        assert PhotosField(required=False).clean([]) == []
        assert PhotosField(required=False).clean(None) == []

    def test_one_and_several_are_lists(self):
        field, one = PhotosField(), self.upload()

        assert field.clean(one) == [one]
        assert len(field.clean([self.upload(), self.upload()])) == 2

    def test_there_is_a_limit_that_is_told(self):
        with pytest.raises(ValidationError, match=f"一次最多上传{MOST}张照片"):
            PhotosField().clean([self.upload()] * (MOST + 1))

    def test_where_one_is_needed_none_is_a_fault(self):
        with pytest.raises(ValidationError):
            PhotosField().clean(None)

    def test_the_box_takes_several_pictures(self):
        html = PhotosField().widget.render("photos", None)

        assert "multiple" in html
        assert 'accept="image/jpeg,image/png,image/webp"' in html


class HouseholdForm(VersionedForm):
    class Meta(VersionedForm.Meta):
        model = Household
        fields = ["head_name", "category", "village", "has_unsafe_house", "note"]


class TestVersions:
    @pytest.fixture
    def household(self, qingshan):
        return HouseholdFactory(village=qingshan, head_name="张三丰", note="旧")

    @pytest.fixture
    def sent(self, household, clerk):
        """A form as it comes back from a page that was opened at a version."""

        def sent(version=1, **changes):
            data = {
                "head_name": household.head_name,
                "category": household.category,
                "village": household.village_id,
                "has_unsafe_house": "unknown",
                "note": household.note,
                "version": version,
            }
            row = Household.objects.get(pk=household.pk)
            return HouseholdForm(data | changes, instance=row, user=clerk)

        return sent

    def store(self, household, **changes):
        Household.objects.filter(pk=household.pk).update(version=2, **changes)

    def test_the_version_that_was_shown_passes_and_is_raised(self, sent):
        form = sent(note="新")

        assert form.is_valid(), form.errors
        assert form.instance.version == 2
        assert form.conflicts == []

    @pytest.mark.parametrize("version", ["", "0", "3", "x", "1.5", "-1"])
    def test_any_other_is_a_conflict(self, sent, version):
        form = sent(version)

        assert not form.is_valid()
        assert form.data["version"] == 1

    def test_what_differs_is_told_in_words(self, sent, household, yuxin):
        other = VillageFactory(name="河口村委会", parent=yuxin)
        self.store(
            household,
            note="",
            category="allowance",
            village=other,
            has_unsafe_house=True,
        )

        form = sent(note="我的")
        form.is_valid()

        told = [(c.label, c.theirs, c.mine) for c in form.conflicts]
        assert told == [
            ("贫困户属性", "低保贫困户", "一般贫困户"),
            ("村", "河口村委会", "青山村委会"),
            ("危房户", "是", "（空）"),
            ("备注", "（空）", "我的"),
        ]

    def test_nothing_is_stored_and_the_text_stays(self, sent, household):
        self.store(household, note="别人的")

        form = sent(note="我的")

        assert not form.is_valid()
        assert form["note"].value() == "我的"
        household.refresh_from_db()
        assert household.note == "别人的"

    def test_sent_again_it_is_a_decision(self, sent, household):
        self.store(household, note="别人的")
        first = sent(note="我的")
        first.is_valid()

        again = sent(first.data["version"], note="我的")

        assert again.is_valid()
        assert again.instance.version == 3

    def test_a_new_row_has_nothing_to_compare(self, qingshan, clerk):
        data = {
            "head_name": "王五",
            "category": "general",
            "village": qingshan.pk,
            "has_unsafe_house": "unknown",
        }

        form = HouseholdForm(data, user=clerk)

        assert form.is_valid(), form.errors
        assert form.conflicts == []
