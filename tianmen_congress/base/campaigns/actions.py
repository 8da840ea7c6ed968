"""Setting a campaign up from data, and publishing its forms."""

from datetime import date
from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tianmen_congress.base.clocks.calendar import today

from .enums import FormKind
from .models import (
    AnswerClass,
    Campaign,
    CampaignForm,
    FormQuestion,
    FormSection,
    PlaceRequirement,
    ProgrammePart,
    ReminderStep,
    RequiredAction,
    StepTime,
    WallText,
)
from .queries import published_form

# Rows of a campaign that its copy begins with.
OF_CAMPAIGN = (
    *(ProgrammePart, RequiredAction, StepTime, ReminderStep),
    *(PlaceRequirement, WallText),
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
    for order, (code, title) in enumerate(data["programme"]):
        ProgrammePart.objects.create(
            campaign=campaign, code=code, title=title, order=order
        )
    RequiredAction.objects.bulk_create(
        RequiredAction(campaign=campaign, order=order, **each)
        for order, each in enumerate(data["required_actions"])
    )
    for step, title, days, unit in data["step_times"]:
        StepTime.objects.create(
            campaign=campaign, step=step, title=title, days=days, unit=unit
        )
    ReminderStep.objects.bulk_create(
        ReminderStep(campaign=campaign, days=days, whom=whom)
        for days, whom in data["reminder_steps"]
    )
    AnswerClass.objects.bulk_create(
        AnswerClass(campaign=campaign, order=order, **each)
        for order, each in enumerate(data["answer_classes"])
    )
    for form in data["forms"]:
        _preset_form(campaign, form)
    _preset_places(campaign, data)
    return campaign


def _preset_places(campaign: Campaign, data: dict) -> None:
    PlaceRequirement.objects.bulk_create(
        PlaceRequirement(campaign=campaign, order=order, **each)
        for order, each in enumerate(data["place_requirements"])
    )
    WallText.objects.bulk_create(
        WallText(campaign=campaign, title=title, text=text, order=order)
        for order, (title, text) in enumerate(data["wall_texts"])
    )


def _preset_form(campaign: Campaign, data: dict) -> CampaignForm:
    form = CampaignForm.objects.create(
        campaign=campaign,
        kind=data["kind"],
        version=data["version"],
        title=data["title"],
    )
    for order, (code, title, questions) in enumerate(data["sections"]):
        section = FormSection.objects.create(
            form=form, code=code, title=title, order=order
        )
        FormQuestion.objects.bulk_create(
            _question(section, number, *columns)
            for number, columns in enumerate(questions)
        )
    return publish(form)


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
    if not FormQuestion.objects.filter(section__form=form).exists():
        raise ValidationError(f"{form}还没有问题，不能发布。")
    form.published_at = form.published_at or timezone.now()
    form.save(update_fields=["published_at"])
    return form


@transaction.atomic
def copy_form(form: CampaignForm) -> CampaignForm:
    """The next version of `form`, unpublished, with the same questions and codes."""
    newest = CampaignForm.objects.filter(campaign=form.campaign, kind=form.kind)
    version = newest.order_by("-version").first().version + 1
    return _copied(form, form.campaign, version)


def _copied(form: CampaignForm, campaign: Campaign, version: int) -> CampaignForm:
    copy = CampaignForm.objects.create(
        campaign=campaign, kind=form.kind, version=version, title=form.title
    )
    for section in form.sections.prefetch_related("questions"):
        questions = list(section.questions.all())
        section.pk, section._state.adding, section.form = None, True, copy
        section.save()
        for question in questions:
            question.pk, question.section = None, section
        FormQuestion.objects.bulk_create(questions)
    return copy


@transaction.atomic
def copy_campaign(campaign: Campaign) -> Campaign:
    """Next year's campaign with all that this one set: to be changed, then made current.

    Its forms are unpublished first versions of those in use now.
    """
    year = max(Campaign.objects.values_list("year", flat=True)) + 1
    copy = Campaign.objects.create(
        slug=_free_slug(str(year)),
        name=f"{year}年活动（由“{campaign.name}”复制）"[:80],
        theme=campaign.theme,
        year=year,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        yellow_after=campaign.yellow_after,
        counts_with_part=campaign.counts_with_part,
        counts_with_people=campaign.counts_with_people,
        pairs_visited_within=campaign.pairs_visited_within,
    )
    for model in (*OF_CAMPAIGN, AnswerClass):
        rows = list(model.objects.filter(campaign=campaign))
        for row in rows:
            row.pk, row.campaign = None, copy
        model.objects.bulk_create(rows)
    for kind in FormKind:
        if form := published_form(campaign, kind):
            _copied(form, copy, 1)
    return copy


def _free_slug(wanted: str) -> str:
    taken = set(Campaign.objects.values_list("slug", flat=True))
    names = chain([wanted], (f"{wanted}-{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


@transaction.atomic
def make_current(campaign: Campaign, *, is_early: bool = False) -> Campaign:
    """The campaign in which work is recorded from now on; the one before keeps its own.

    One that has not begun is made current only by who says so (`is_early`): what is
    entered meanwhile would be counted for it.
    """
    # Two who switch at once wait for each other.
    rows = {row.pk: row for row in Campaign.objects.select_for_update().order_by("pk")}
    campaign = rows[campaign.pk]
    if reason := _why_not_current(campaign) or _why_not_yet(campaign, is_early):
        raise ValidationError(f"不能把“{campaign}”设为当前活动：{reason}。")
    Campaign.objects.current().update(is_current=False)
    campaign.is_current = True
    campaign.save(update_fields=["is_current"])
    return campaign


def _why_not_yet(campaign: Campaign, is_early: bool) -> str:
    if is_early or campaign.starts_on <= today():
        return ""
    return (
        f"它自{campaign.starts_on}起才开始，现在切换，此后登记的走访、活动和意见建议都计入它。"
        "请到开始之日再切换；确需提前的，用“提前设为当前活动（尚未开始的）”"
    )


def _why_not_current(campaign: Campaign) -> str:
    """What is missing for work to go on; "" when nothing is."""
    if not campaign.step_times.exists():
        return "还没有办理时限，请从已有活动复制或逐项填写"
    if not campaign.answer_classes.offered().exists():
        return "还没有启用的答复类别，请从已有活动复制或逐项填写"
    missing = [k.label for k in FormKind if published_form(campaign, k) is None]
    if missing:
        return f"还没有发布{'、'.join(missing)}，请先在“活动表单”中核对并发布"
    return ""
