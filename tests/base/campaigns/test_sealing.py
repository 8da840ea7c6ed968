"""A published version is refused by the database and is no choice of the pages."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from tests.factories.visits import FormFactory
from tianmen_congress.base.campaigns.actions import copy_form, publish
from tianmen_congress.base.campaigns.models import (
    CampaignForm,
    FormQuestion,
    FormSection,
)
from tianmen_congress.base.campaigns.sealing import REFUSAL

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(campaign):
    form = FormFactory(campaign=campaign, published_at=None)
    section = form.sections.create(code="ask", title="一问")
    section.questions.create(code="basics", text="基本情况", kind="text")
    form.sections.create(code="bare", title="无问题的一节")
    return publish(form)


@pytest.fixture
def copy(form):
    return copy_form(form)


def sections_of(form):
    return FormSection.objects.filter(form=form)


def questions_of(form):
    return FormQuestion.objects.filter(section__form=form)


def elsewhere(form) -> CampaignForm:
    """A draft from and to which parts are moved."""
    draft = copy_form(form)
    sections_of(draft).filter(code="bare").delete()
    sections_of(draft).update(code="other")
    return draft


def move_section_here(form):
    sections_of(elsewhere(form)).update(form=form)


def move_section_away(form):
    draft = elsewhere(form)
    sections_of(form).filter(code="ask").update(form=draft)


def move_question_here(form):
    questions_of(elsewhere(form)).update(section=form.sections.get(code="bare"))


def move_question_away(form):
    draft = elsewhere(form)
    questions_of(form).update(section=draft.sections.get(), code="moved")


def of_another_campaign(form):
    rows = CampaignForm.objects.filter(pk=form.pk)
    rows.update(kind="checklist")


def by_hand(form):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE campaigns_formquestion SET max_score = 1 WHERE section_id IN"
            " (SELECT id FROM campaigns_formsection WHERE form_id = %s)",
            [form.pk],
        )


CHANGES = {
    "rename the form": lambda form: CampaignForm.objects.filter(pk=form.pk).update(
        title="改名"
    ),
    "make it another form": of_another_campaign,
    "take the publishing back": lambda form: CampaignForm.objects.filter(
        pk=form.pk
    ).update(published_at=None, version=99),
    "add a section": lambda form: form.sections.create(code="new", title="新"),
    "rename a section": lambda form: sections_of(form).update(title="改名"),
    "reorder the sections": lambda form: sections_of(form).update(order=9),
    "take a section out": lambda form: form.sections.get(code="bare").delete(),
    "move a section here": move_section_here,
    "move a section away": move_section_away,
    "add a question": lambda form: form.sections.get(code="ask").questions.create(
        code="new", text="新", kind="text"
    ),
    "reword a question": lambda form: questions_of(form).update(text="改"),
    "change the choices": lambda form: questions_of(form).update(options=["甲"]),
    "reorder the questions": lambda form: questions_of(form).update(order=9),
    "take a question out": lambda form: questions_of(form).delete(),
    "move a question here": move_question_here,
    "move a question away": move_question_away,
    "write by hand": by_hand,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_database_changes_a_draft_and_no_published_version(change, form, copy):
    change(copy)

    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        change(form)


def test_a_published_version_is_not_deleted(campaign):
    empty = FormFactory(campaign=campaign, version=8)
    draft = FormFactory(campaign=campaign, version=9, published_at=None)

    draft.delete()

    with pytest.raises(IntegrityError, match=REFUSAL), transaction.atomic():
        empty.delete()


@pytest.mark.parametrize("page", ["add", "change"])
def test_sections_are_added_and_moved_to_drafts_alone(client, office, form, copy, page):
    client.force_login(office)
    rows = [copy.sections.get(code="bare").pk] if page == "change" else []
    address = reverse(f"admin:campaigns_formsection_{page}", args=rows)
    data = {
        "code": "slipped",
        "title": "混入的一节",
        "order": 3,
        "questions-TOTAL_FORMS": 0,
        "questions-INITIAL_FORMS": 0,
    }
    other = FormFactory(campaign=form.campaign, version=7, published_at=None)

    offered = client.get(address).context["adminform"].form.fields["form"].queryset
    refused = client.post(address, data | {"form": form.pk})
    taken = client.post(address, data | {"form": other.pk})

    assert set(offered) == {copy, other}
    assert (refused.status_code, taken.status_code) == (200, 302)
    assert "form" in refused.context["adminform"].form.errors
    assert [section.form for section in FormSection.objects.filter(code="slipped")] == [
        other
    ]
