"""Setting a campaign up from data, and publishing its forms."""

from django.db import transaction
from django.utils import timezone

from .models import (
    Campaign,
    CampaignForm,
    FormQuestion,
    FormSection,
    ProgrammePart,
    RequiredAction,
    StepTime,
)


@transaction.atomic
def preset(data: dict) -> Campaign:
    """Make the campaign that `data` describes, once; an existing one stays as it is."""
    existing = Campaign.objects.filter(slug=data["slug"]).first()
    if existing:
        return existing
    own = ("slug", "name", "theme", "year", "starts_on", "ends_on")
    campaign = Campaign.objects.create(
        **{key: data[key] for key in own},
        is_current=not Campaign.objects.current().exists(),
    )
    for model, key in (
        (ProgrammePart, "programme"),
        (RequiredAction, "required_actions"),
    ):
        for order, (code, title) in enumerate(data[key]):
            model.objects.create(campaign=campaign, code=code, title=title, order=order)
    for step, title, days, unit in data["step_times"]:
        StepTime.objects.create(
            campaign=campaign, step=step, title=title, days=days, unit=unit
        )
    for form in data["forms"]:
        _preset_form(campaign, form)
    return campaign


def _preset_form(campaign: Campaign, data: dict) -> CampaignForm:
    form = CampaignForm.objects.create(
        campaign=campaign,
        kind=data["kind"],
        version=data["version"],
        title=data["title"],
        published_at=timezone.now(),
    )
    for order, (code, title, questions) in enumerate(data["sections"]):
        section = FormSection.objects.create(
            form=form, code=code, title=title, order=order
        )
        FormQuestion.objects.bulk_create(
            _question(section, number, *columns)
            for number, columns in enumerate(questions)
        )
    return form


def _question(
    section: FormSection,
    order: int,
    code: str,
    text: str,
    kind: str,
    about: str,
    options: list[str],
    is_required: bool,
    help_text: str,
    max_score: int | None = None,
) -> FormQuestion:
    return FormQuestion(
        section=section,
        order=order,
        code=code,
        text=text,
        kind=kind,
        about=about,
        options=options,
        is_required=is_required,
        help_text=help_text,
        max_score=max_score,
    )


@transaction.atomic
def publish(form: CampaignForm) -> CampaignForm:
    """Put a version into use; from now on it does not change."""
    form.published_at = form.published_at or timezone.now()
    form.save(update_fields=["published_at"])
    return form


@transaction.atomic
def copy_form(form: CampaignForm) -> CampaignForm:
    """The next version of `form`, unpublished, with the same questions and codes."""
    newest = CampaignForm.objects.filter(campaign=form.campaign, kind=form.kind)
    copy = CampaignForm.objects.create(
        campaign=form.campaign,
        kind=form.kind,
        version=newest.order_by("-version").first().version + 1,
        title=form.title,
    )
    for section in form.sections.prefetch_related("questions"):
        questions = list(section.questions.all())
        section.pk, section._state.adding, section.form = None, True, copy
        section.save()
        for question in questions:
            question.pk, question.section = None, section
        FormQuestion.objects.bulk_create(questions)
    return copy
