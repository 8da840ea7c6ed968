"""Joint conferences: three that were held and handed over, one being prepared."""

from datetime import date
from random import Random

from referrals import actions
from referrals.models import AgendaItem, JointConference
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ

from . import names
from .plan import Plan

PLACE = "市人大常委会会议室"
MINUTES = (
    "会议逐件研究了{items}件意见建议，确定了主办单位、协办单位和办理期限。"
    "会议要求，各承办单位接到交办后三个工作日内签收，指定专人负责，按期书面答复；"
    "涉及几个单位的，由主办单位牵头，协办单位及时提出意见。"
    "市人大常委会机关负责跟踪督办，办理情况提交下次联席会议通报。"
)
# By category: who is asked, now and then, to help the lead unit.
HELPERS = {
    "infrastructure": ("市财政局", "市发改委"),
    "water": ("市卫计委",),
    "industry": ("市农办", "人行天门支行"),
    "health": ("市民政局",),
    "jobs": ("市扶贫办",),
    "housing": ("市国土资源局", "市扶贫办"),
    "education": ("市财政局",),
    "welfare": ("市残联", "市扶贫办"),
    "finance": ("市扶贫办",),
}


def plan_session(plan: Plan, number: int, held_on: date) -> JointConference:
    conference = JointConference(
        title=f"天门市脱贫攻坚意见建议办理第{'一二三四'[number - 1]}次联席会议",
        held_on=held_on,
        place=PLACE,
        chair=names.person_name(plan.rng, "male"),
    )
    return actions.save_conference(conference, by=plan.office, campaign=plan.campaign)


def hold(plan: Plan, conference: JointConference, leads: dict[int, Organ]) -> None:
    """Let the units come, decide on every item, and hand everything over.

    `leads` names the lead unit by the key of the opinion.
    """
    _sign_in(conference, plan.rng)
    units = {unit.name: unit for unit in Organ.objects.filter(kind=OrganKind.UNIT)}
    items = list(conference.items.select_related("opinion__category"))
    decisions = []
    for order, item in enumerate(items, start=1):
        lead = leads[item.opinion_id]
        helpers = _helpers(item, lead, units, plan.rng)
        remarks = "请现场核实后办理" if helpers else ""
        decisions.append(
            actions.ItemDecision(item, order, lead, helpers, remarks=remarks)
        )
    actions.decide(conference, decisions, by=plan.office)
    conference.minutes = MINUTES.format(items=len(items))
    conference.save(update_fields=["minutes"])
    actions.hand_over(conference, by=plan.office, on=conference.held_on)


def _sign_in(conference: JointConference, rng: Random) -> None:
    rows = list(conference.attendances.all())
    for row in rows:
        row.is_present = rng.random() < 0.9
    conference.attendances.bulk_update(rows, ["is_present"])


def _helpers(
    item: AgendaItem, lead: Organ, units: dict[str, Organ], rng: Random
) -> list[Organ]:
    category = item.opinion.category
    chosen = HELPERS.get(category.code, ()) if category else ()
    if not chosen or rng.random() > 0.4:
        return []
    unit = units[rng.choice(chosen)]
    return [] if unit == lead else [unit]
