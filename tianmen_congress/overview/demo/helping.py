"""What is done in both pairings (双联双促): aids, effects, deeds; projects, incomes."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from poverty.models import PoorVillage
from tianmen_congress.base.accounts.models import User
from visits.pairings.enums import AidKind, AidState, DeedKind, Fund, Witness
from visits.pairings.models import Aid, Deed, Effect, HouseholdPairing
from visits.support.enums import ProjectKind, ProjectState
from visits.support.models import VillageIncome, VillagePairing, VillageProject

from .accounts import HOME
from .plan import Plan

BEGUN = date(2017, 5, 15)
AIDS = (
    (AidKind.INDUSTRY, "养鸡200只", 6000, Fund.LOAN),
    (AidKind.INDUSTRY, "种植香菇2亩", 8000, Fund.RELIEF),
    (AidKind.WORK, "介绍到镇服装厂务工", None, ""),
    (AidKind.HEALTH, "办理大病医疗救助", 5000, Fund.BUDGET),
    (AidKind.HOUSE, "维修危房一间", 12000, Fund.BUDGET),
    (AidKind.EDUCATION, "落实雨露计划补助", 3000, Fund.RELIEF),
)
DEEDS = (
    (DeedKind.GOODS, "送去化肥", 4, "袋"),
    (DeedKind.KNOWHOW, "讲解水稻病虫害防治", 3, "条"),
    (DeedKind.WORK, "联系务工岗位", 1, "人"),
    (DeedKind.MONEY, "资助孩子学费", 1000, "元"),
    (DeedKind.SALES, "帮助卖出鸡蛋", 60, "公斤"),
    (DeedKind.CARE, "陪同到市医院就诊", 1, "次"),
    (DeedKind.POLICY, "代办低保申请", None, ""),
)
PROJECTS = (
    ("30千瓦光伏电站", ProjectKind.SOLAR, 24, 3),
    ("小龙虾养殖基地", ProjectKind.BREEDING, 36, 5),
    ("蔬菜大棚", ProjectKind.PLANTING, 18, 4),
    ("村集体门面出租", ProjectKind.PROPERTY, 20, 2),
    ("粮食加工点", ProjectKind.PROCESSING, 28, 3),
)
STATES = (ProjectState.WORKING, ProjectState.BUILDING, ProjectState.APPROVED)
PLAN = "以项目带动村集体经济，两年内村集体年收入达到5万元。"


def make_help(plan: Plan) -> None:
    """By the clerk of 渔薪 at home, by the office elsewhere."""
    # Its own chance: what is made beside it stays as it was.
    rng = Random(len(AIDS) + len(DEEDS))  # noqa: S311 - repeatable on purpose
    for by, is_own in ((plan.users["yuxin"], True), (plan.office, False)):
        with plan.acting(by):
            _help_households(plan, rng, by, is_own)
            _help_villages(plan, rng, by, is_own)


def _help_households(plan: Plan, rng: Random, by: User, is_own: bool) -> None:
    rows = HouseholdPairing.objects.order_by("pk")
    rows = list(_of_home(rows, is_own).select_related("household"))
    told = {"campaign": plan.campaign, "recorded_by": by, "is_on_behalf": True}
    aids = [_aid(rng, row, told) for row in rows if rng.random() < 0.5]
    Aid.objects.bulk_create(aids, batch_size=1000)
    done = [aid for aid in aids if aid.state == AidState.DONE]
    Effect.objects.bulk_create(_effect(rng, aid, told) for aid in done)
    deeds = [_deed(rng, row, told) for row in rows if rng.random() < 0.3]
    Deed.objects.bulk_create(deeds, batch_size=1000)


def _of_home(rows, is_own: bool):
    home = {"township__name": HOME}
    return rows.filter(**home) if is_own else rows.exclude(**home)


def _aid(rng: Random, row: HouseholdPairing, told: dict) -> Aid:
    kind, detail, cost, fund = rng.choice(AIDS)
    begun = BEGUN + timedelta(days=rng.randrange(20))
    is_done = rng.random() < 0.4
    return Aid(
        pairing=row,
        kind=kind,
        detail=detail,
        cost=cost,
        fund=fund,
        begun_on=begun,
        due_on=date(2017, 12, 31),
        state=AidState.DONE if is_done else AidState.RUNNING,
        done_on=begun + timedelta(days=25) if is_done else None,
        **told,
    )


def _effect(rng: Random, aid: Aid, told: dict) -> Effect:
    day = aid.done_on + timedelta(days=5)
    return Effect(
        aid=aid,
        pairing=aid.pairing,
        day=day,
        gain=rng.randrange(8, 60) * 100,
        note="收益已到户",
        signed_on=day + timedelta(days=1) if rng.random() < 0.7 else None,
        **told,
    )


def _deed(rng: Random, row: HouseholdPairing, told: dict) -> Deed:
    kind, what, value, unit = rng.choice(DEEDS)
    day = BEGUN + timedelta(days=rng.randrange(60))
    seen = {
        "witness": Witness.HOUSEHOLD,
        "confirmed_name": row.household.head_name,
        "confirmed_on": day + timedelta(days=2),
    }
    seen = seen if rng.random() < 0.7 else {}
    return Deed(
        pairing=row,
        kind=kind,
        what=what,
        day=day,
        value=value,
        unit=unit,
        **seen,
        **told,
    )


def _help_villages(plan: Plan, rng: Random, by: User, is_own: bool) -> None:
    """Of ten poor villages nine have a pair already: something to be found."""
    villages = _of_home(PoorVillage.objects.order_by("pk"), is_own)
    villages = list(villages.select_related("village"))
    pairs = [
        VillagePairing(
            group=group,
            township_id=group.township_id,
            village=village,
            since=date(2017, 5, 5),
            plan=PLAN,
        )
        for village in villages
        if rng.random() < 0.9 and (group := plan.group_of(village.village))
    ]
    VillagePairing.objects.bulk_create(pairs)
    VillageProject.objects.bulk_create(
        project for pair in pairs for project in _projects(rng, pair, by)
    )
    VillageIncome.objects.bulk_create(
        line for village in villages for line in _incomes(rng, village, by)
    )


def _projects(rng: Random, pair: VillagePairing, by: User) -> Iterator[VillageProject]:
    for name, kind, cost, gain in rng.sample(PROJECTS, rng.randrange(1, 3)):
        state = rng.choice(STATES)
        is_begun = state != ProjectState.APPROVED
        yield VillageProject(
            pairing=pair,
            name=name,
            kind=kind,
            cost=cost,
            funds=[Fund.RELIEF, rng.choice((Fund.OWN, Fund.UNIT))],
            state=state,
            started_on=date(2017, 5, 20) if is_begun else None,
            yearly_gain=gain if state == ProjectState.WORKING else None,
            households=rng.randrange(3, 15),
            trouble="" if is_begun else "流动资金不足",
            recorded_by=by,
        )


def _incomes(rng: Random, village: PoorVillage, by: User) -> Iterator[VillageIncome]:
    """Two years, the second a little better."""
    base = Decimal(rng.randrange(80, 300)) / 100
    for year, more in (
        (2015, Decimal(0)),
        (2016, Decimal(rng.randrange(10, 90)) / 100),
    ):
        yield VillageIncome(
            village=village,
            year=year,
            operating=base + more,
            contracted=Decimal(rng.randrange(20, 90)) / 100,
            subsidy=Decimal(rng.randrange(50, 150)) / 100,
            spend=base,
            is_audited=year == 2015,
            recorded_by=by,
        )
