"""Which campaign runs, and which form it uses now."""

from datetime import date

from .enums import FormKind
from .models import Campaign, CampaignForm, FormQuestion, FormSection, StepTime

NO_CAMPAIGN = "还没有当前活动，请市人大常委会机关先在系统设置中设定"


def current_campaign() -> Campaign | None:
    """The campaign in whose name things are entered today."""
    return Campaign.objects.current().first()


def published_form(campaign: Campaign, kind: FormKind) -> CampaignForm | None:
    """The newest published version of a form of `campaign`."""
    forms = campaign.forms.filter(kind=kind).exclude(published_at=None)
    return forms.order_by("-version").first()


def sections_of(form: CampaignForm) -> list[FormSection]:
    """Sections in order, each with its questions, in two queries."""
    return list(form.sections.prefetch_related("questions"))


def questions_of(form: CampaignForm) -> list[FormQuestion]:
    """All questions of `form` in the order of the paper."""
    rows = FormQuestion.objects.filter(section__form=form).select_related("section")
    return list(rows.order_by("section__order", "order", "pk"))


def step_time(campaign: Campaign, step: str) -> StepTime | None:
    return campaign.step_times.filter(step=step).first()


def in_period(campaign: Campaign, day: date) -> bool:
    """Whether `day` lies in the campaign's period."""
    return campaign.starts_on <= day <= (campaign.ends_on or date.max)


def why_out_of_period(campaign: Campaign | None, day: date | None, what: str) -> str:
    """In words, where `day` lies outside the campaign's period."""
    if campaign is None or day is None or in_period(campaign, day):
        return ""
    ends = campaign.ends_on or "今"
    return f"{what}不在“{campaign}”的活动期（{campaign.starts_on}至{ends}）内"
