"""Forms that take one step, and rows beneath a record."""

import pytest
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory
from django.http import QueryDict

from poverty.models import Household, HouseholdMember
from tests.factories.deputies import PersonFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory
from tianmen_congress.base.ui.rows import MORE, RowForm, Rows, with_more_rows
from tianmen_congress.base.ui.steps import StepForm

pytestmark = pytest.mark.django_db


class NoteStep(StepForm):
    """Writes a note; refuses one that says no."""

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.acted = 0

    def act(self):
        self.acted += 1
        self.person.note = self.data.get("note", "")
        self.person.save()
        if self.person.note == "不":
            raise ValidationError(["不能写“不”", "请改写"])


@pytest.fixture
def step(clerk):
    def step(note, **more):
        person = PersonFactory()
        return NoteStep({"note": note}, user=clerk, person=person, **more)

    return step


class TestSteps:
    def test_a_step_that_its_rules_allow_is_taken(self, step):
        form = step("好")

        assert form.done()
        form.person.refresh_from_db()
        assert form.person.note == "好"

    def test_a_step_that_is_refused_says_why_and_leaves_nothing(self, step):
        form = step("不")

        assert not form.done()
        assert form.non_field_errors() == ["不能写“不”", "请改写"]
        form.person.refresh_from_db()
        assert form.person.note == ""

    def test_what_was_typed_is_still_there_after_a_refusal(self, step):
        form = step("不")
        form.done()

        assert form.data["note"] == "不"

    def test_a_form_with_faults_takes_no_step(self, step, monkeypatch):
        form = step("好")
        monkeypatch.setattr(form, "is_valid", lambda: False)

        assert not form.done()
        assert form.acted == 0

    def test_a_form_that_was_not_sent_takes_no_step(self, clerk):
        form = NoteStep(user=clerk, person=PersonFactory())

        assert not form.done()
        assert form.acted == 0

    def test_a_step_without_an_act_is_a_fault_of_the_programmer(self, clerk):
        with pytest.raises(NotImplementedError):
            StepForm({}, user=clerk).done()


class MemberRow(RowForm):
    class Meta(RowForm.Meta):
        model = HouseholdMember
        fields = ["name", "relation"]


def members_of(household, user, data=None):
    factory = inlineformset_factory(
        Household, HouseholdMember, form=MemberRow, formset=Rows, extra=2, max_num=6
    )
    return factory(
        data, prefix="members", instance=household, form_kwargs={"user": user}
    )


def sent(*rows, initial=0, **more):
    data = QueryDict(mutable=True)
    data["members-TOTAL_FORMS"] = str(len(rows))
    data["members-INITIAL_FORMS"] = str(initial)
    for number, row in enumerate(rows):
        data.update({f"members-{number}-{name}": v for name, v in row.items()})
    data.update(more)
    return data


@pytest.fixture
def household(qingshan):
    return HouseholdFactory(village=qingshan)


class TestRows:
    def test_empty_rows_are_nobodys_fault_and_are_not_wanted(self, household, clerk):
        rows = members_of(household, clerk, sent({"name": "李芳"}, {}, {"name": ""}))
        rows.forms[0].data["members-0-relation"] = "spouse"

        assert rows.is_valid(), rows.errors
        assert [row.cleaned_data["name"] for row in rows.wanted] == ["李芳"]

    def test_a_row_begun_must_be_finished(self, household, clerk):
        rows = members_of(household, clerk, sent({"relation": "spouse"}))

        assert not rows.is_valid()
        assert list(rows.forms[0].errors) == ["name"]

    def test_a_row_on_file_is_wanted_even_unchanged(self, household, clerk):
        member = MemberFactory(household=household, name="李芳")
        data = sent(
            {"id": member.pk, "name": "李芳", "relation": member.relation}, initial=1
        )

        rows = members_of(household, clerk, data)

        assert rows.is_valid(), rows.errors
        assert [row.instance for row in rows.wanted] == [member]

    def test_a_row_of_another_record_is_not_taken(self, household, clerk):
        foreign = MemberFactory(name="外人")
        data = sent({"id": foreign.pk, "name": "改名", "relation": "spouse"}, initial=1)

        rows = members_of(household, clerk, data)

        assert not rows.is_valid()
        foreign.refresh_from_db()
        assert foreign.name == "外人"

    def test_the_button_asks_for_more_and_checks_nothing(self, household, clerk):
        data = sent({"relation": "spouse"}, **{"members-more": "1"})
        rows = members_of(household, clerk, data)

        assert rows.asks_for_more
        rows.leave_unfinished()
        assert len(rows.forms) == 1 + MORE
        assert rows.forms[0].errors == {}
        assert rows.forms[0]["relation"].value() == "spouse"

    def test_the_button_of_other_rows_asks_nothing_of_these(self, household, clerk):
        rows = members_of(household, clerk, sent({}, **{"findings-more": "1"}))

        assert not rows.asks_for_more

    @pytest.mark.parametrize(
        ("total", "rows"),
        [("0", "2"), ("4", "6"), ("5", "6"), ("99", "6"), ("x", "2"), ("９", "2")],
    )
    def test_there_is_an_end_to_more(self, total, rows):
        data = QueryDict(mutable=True)
        data["members-TOTAL_FORMS"] = total

        more = with_more_rows(data, "members", 6)

        assert more["members-TOTAL_FORMS"] == rows
        assert data["members-TOTAL_FORMS"] == total
