"""Opinions at every point of their way, each brought there through the gate (`ways`)."""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from referrals import actions
from referrals.actions import Proponent
from referrals.enums import Origin
from referrals.models import (
    Category,
    Dispatch,
    HandlingUnit,
    Opinion,
)
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.clocks.calendar import today
from visits.models import HouseholdCall

from . import names, sessions
from .accounts import HOME, keeper_of
from .plan import Plan
from .ways import BASIS, LATEST, Walk

NEAR = 12
# What people ask for: title, text, category code, unit that answers for it.
WANTS = (
    (
        "硬化通组公路",
        "{village}通{n}组的{m}公里路未硬化，雨天群众出行难，建议列入通村公路计划。",
        "infrastructure",
        "市交通运输局",
    ),
    (
        "整修泵站",
        "{village}泵站老化，{m}0亩农田灌溉困难，建议更换机组、疏通渠道。",
        "infrastructure",
        "市水务局",
    ),
    (
        "安全饮水入户",
        "{village}还有{m}户未通自来水，建议延伸供水管网。",
        "water",
        "市水务局",
    ),
    (
        "兑现光伏收益",
        "{village}光伏扶贫电站{m}户的收益未到账，建议尽快核实兑付。",
        "industry",
        "市扶贫办",
    ),
    (
        "大病救助未兑现",
        "{village}{m}户贫困户的大病救助未及时兑现，建议简化手续。",
        "health",
        "市卫计委",
    ),
    (
        "增设公益性岗位",
        "希望在{village}增加{n}个公益性岗位，安排有劳力的贫困户就业。",
        "jobs",
        "市人社局",
    ),
    (
        "修缮危房",
        "{village}{n}户贫困户的住房漏雨，建议纳入今年的危房改造。",
        "housing",
        "市住建委",
    ),
    (
        "减免贫困学生费用",
        "{village}{n}名贫困学生住宿费负担重，建议落实教育资助。",
        "education",
        "市教育局",
    ),
    (
        "提供养殖技术培训",
        "{village}的贫困户想养小龙虾，缺少技术，建议组织培训。",
        "industry",
        "市农业局",
    ),
    (
        "低保动态调整",
        "{village}{n}户困难家庭未纳入低保，建议入户核查。",
        "welfare",
        "市民政局",
    ),
    (
        "改造农村电网",
        "{village}夏季电压低，抽水灌溉受影响，建议增容变压器。",
        "infrastructure",
        "市供电公司",
    ),
    (
        "放宽小额信贷",
        "{village}贫困户贷款手续繁、额度小，建议放宽条件。",
        "finance",
        "人行天门支行",
    ),
)
CONDUCT = (
    "低保评定优亲厚友",
    "群众反映{village}评定低保时照顾亲属，建议核查。",
    "conduct",
    "",
)
# What concerns a whole village; the rest is the matter of one household or few.
OF_MANY = ("infrastructure", "water")
# Roads and water are what most people ask for; the demo's unit answers for roads.
WEIGHTS = (5, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1)
# What is heard at a reception, and how far it came; the last is the newest.
HEARD: tuple[tuple[tuple[str, str, str, str], Callable[[Walk], Walk]], ...] = (
    (WANTS[9], Walk.settled),
    (WANTS[2], Walk.referred),
    (WANTS[6], Walk.triaged),
    (WANTS[1], Walk.triaged),
    (WANTS[10], Walk.stays),
    (WANTS[5], Walk.stays),
)
# So many days back nobody has answered yet who was asked to sign.
FRESH = 5

# How many come to each point, and how long ago the youngest of them was heard.
WAYS: tuple[tuple[Callable[[Walk], Walk], int, int], ...] = (
    (Walk.stays, 22, 1),
    (Walk.triaged, 24, 4),
    (Walk.referred, 36, 8),
    (Walk.urged, 4, 14),
    (Walk.paused, 3, 9),
    (Walk.promised, 3, 40),
    (Walk.answered, 14, 22),
    (Walk.fed_back, 16, 25),
    (Walk.evaluated, 8, 28),
    (Walk.closed, 70, 32),
    (Walk.second_round, 4, 30),
    (Walk.deciding, 1, 45),
    (Walk.submitted, 10, 6),
    (Walk.accepted, 8, 9),
    (Walk.assigned, 7, 10),
    (Walk.corrected, 1, 10),
    (Walk.reported, 3, 14),
    (Walk.dismissed, 2, 12),
    (Walk.set_aside, 6, 8),
    (Walk.settled, 9, 3),
    (Walk.withdrawn, 3, 10),
)
# What voters said, and no deputy put forward as a suggestion by the law.
SPOKEN = (Walk.stays, Walk.referred, Walk.settled)
# Sessions of the joint conference: its day, how many opinions, how long ago the
# youngest was heard, and how far they came since; None where it is still to be held.
SESSIONS: tuple[tuple[date, int, int, Callable[[Walk], Walk] | None], ...] = (
    (date(2017, 6, 21), 18, 44, Walk.unit_closed),
    (date(2017, 6, 30), 10, 35, Walk.unit_answered),
    (date(2017, 7, 14), 14, 21, Walk.signed),
    (date(2017, 7, 28), 20, 10, None),
)


def make_opinions(plan: Plan) -> None:
    """Opinions from calls on households, in every state, some of them overdue."""
    with plan.acting(plan.office):
        _make_units(plan)
    start = _Start(plan)
    # The sessions first, so that the city's numbers follow their order.
    for number, session in enumerate(SESSIONS, start=1):
        _through_a_session(start, number, *session)
    for way, count, age in WAYS:
        for _ in range(count):
            way(start.walk(age, way))
    _merge_some(plan, start.calls, start.categories)
    _pass_on_one(plan, start)
    _sign_together(plan, start)
    _hear_at_receptions(plan, start)
    _close_sheets(plan)


def _close_sheets(plan: Plan) -> None:
    """What was sent up on days that are over, as if it had been printed then."""
    with plan.acting(plan.office):
        for sheet in Dispatch.objects.filter(sent_on__lt=today(), closed_at=None):
            actions.close_dispatch(sheet, by=plan.office)


def _make_units(plan: Plan) -> None:
    HandlingUnit.objects.bulk_create(
        HandlingUnit(
            organ=organ,
            contact=names.person_name(plan.rng, "male"),
            phone=names.phone(plan.rng),
        )
        for organ in Organ.objects.filter(kind=OrganKind.UNIT, handling_unit=None)
    )


class _Start:
    """Where walks begin: at a household's call of about so many days ago."""

    def __init__(self, plan: Plan):
        self.plan, self.calls = plan, _calls(plan)
        self.categories = {row.code: row for row in Category.objects.all()}
        organs = Organ.objects.filter(kind=OrganKind.UNIT)
        self.units = {organ.name: organ for organ in organs}

    def walk(self, age: int, way: Callable | None = None) -> Walk:
        want = _want(self.plan.rng, is_small=way is Walk.settled)
        is_suggestion = way not in SPOKEN
        call = _take(self.plan, self.calls, age)
        opinion = _collect(self.plan, call, want, self.categories, is_suggestion)
        return Walk(self.plan, opinion, self.units[want[3]])


def _through_a_session(
    start: _Start,
    number: int,
    held_on: date,
    count: int,
    age: int,
    after: Callable[[Walk], Walk] | None,
) -> None:
    """`count` opinions onto the agenda and, where it was held, on from there."""
    with start.plan.acting(start.plan.office):
        conference = sessions.plan_session(start.plan, number, held_on)
    walks = [start.walk(age).on_agenda(conference) for _ in range(count)]
    if after is None:
        return
    leads = {walk.opinion.pk: walk.unit for walk in walks}
    with start.plan.acting(start.plan.office):
        sessions.hold(start.plan, conference, leads)
    for walk in walks:
        walk.opinion = Opinion.objects.get(pk=walk.opinion.pk)
        after(walk)


def _want(rng: Random, *, is_small: bool = False) -> tuple[str, str, str, str]:
    """What somebody asks for; the small is settled where it is heard."""
    if is_small:
        return rng.choice([want for want in WANTS if want[2] not in OF_MANY])
    return rng.choices(WANTS, WEIGHTS)[0]


def _calls(plan: Plan) -> list[HouseholdCall]:
    """Calls to hear opinions on, by their day; many of them in the home of the demo."""
    rows = HouseholdCall.objects.select_related(
        "visit__group__organ", "visit__township", "visit__village", "household"
    )
    calls = list(rows.order_by("visit__visited_on", "pk"))
    return [call for call in calls if _is_at_home(call) or plan.rng.random() < 0.25]


def _is_at_home(call: HouseholdCall) -> bool:
    return call.visit.township.name == HOME


def _take(plan: Plan, calls: list[HouseholdCall], age: int) -> HouseholdCall:
    """The call of about `age` days ago, or of some days before that.

    One near that day which the group with an account made goes first.
    """
    day = LATEST - timedelta(days=age + plan.rng.randrange(9))
    place = bisect_right(calls, day, key=lambda call: call.visit.visited_on)
    near = range(max(place - 1, 0), max(place - NEAR, -1), -1)
    own = plan.users["yuxin-1"].main_post.organ_id
    its = (i for i in near if calls[i].visit.group.organ_id == own)
    return calls.pop(next(its, near[0]))


def _collect(
    plan: Plan,
    call: HouseholdCall,
    want: tuple[str, str, str, str],
    categories: dict[str, Category],
    is_suggestion: bool = True,
    **more: object,
) -> Opinion:
    title, text, code, _ = want
    visit, rng = call.visit, plan.rng
    village = visit.village
    opinion = Opinion(
        campaign=plan.campaign,
        group=visit.group,
        village=village,
        origin=Origin.VISIT,
        title=f"{village.stem}{title}",
        text=text.format(village=village, n=rng.randrange(2, 9), m=rng.randrange(2, 9)),
        collected_on=visit.visited_on,
        category=categories.get(code),
        source_visit=visit,
        source_call=call,
        is_suggestion=is_suggestion,
        extent="general" if code in OF_MANY else "case",
        **more,
    )
    home = call.household
    proposers = [Proponent(home.head_name, home.phone, household=home)]
    keeper = keeper_of(plan, visit.group)
    basis = BASIS if keeper == plan.office else ""
    with plan.acting(keeper):
        return actions.collect(opinion, by=keeper, proposers=proposers, basis=basis)


def _pass_on_one(plan: Plan, start: _Start) -> None:
    """A complaint about a village's cadres: it goes to the discipline inspection."""
    call = _take(plan, start.calls, 12)
    with plan.acting(plan.office):
        accused = actions.committee_of(call.visit.village)
    opinion = _collect(
        plan,
        call,
        CONDUCT,
        start.categories,
        is_suggestion=False,
        accused_organ=accused,
    )
    Walk(plan, opinion, None).triaged().go("pass_on", note="反映的问题涉嫌违纪")


def _sign_together(plan: Plan, start: _Start) -> None:
    """A deputy asks the one who has an account: one is signed, one still waits."""
    keeper, asked = plan.users["yuxin-1"], plan.users["deputy"]
    group = keeper.main_post.organ.group
    known = (keeper.person.pk, asked.person.pk)
    lead = next(each for each in plan.members[-group.pk] if each.pk not in known)
    for days, want in ((9, WANTS[0]), (3, WANTS[1])):
        title, text, code, _ = want
        village = group.villages.first()
        opinion = Opinion(
            campaign=plan.campaign,
            group=group,
            village=village,
            origin=Origin.DEPUTY,
            title=f"{village.stem}{title}（联名）",
            text=text.format(village=village, n=3, m=2),
            collected_on=LATEST - timedelta(days=days),
            category=start.categories.get(code),
            is_suggestion=True,
            extent="general",
        )
        with plan.acting(keeper):
            opinion = actions.collect(
                opinion,
                by=keeper,
                proposers=[Proponent(lead.name, lead.phone, lead)],
                co_signers=[asked.person],
            )
        if days > FRESH:
            with plan.acting(asked):
                on = opinion.collected_on + timedelta(days=2)
                actions.move(opinion, "confirm", by=asked, on=on)


def _hear_at_receptions(plan: Plan, start: _Start) -> None:
    """What voters came to say at the receptions of the newest activities."""
    held = [each for rows in plan.activities.values() for each in rows[1:]]
    held.sort(key=lambda activity: (activity.held_on, activity.pk))
    for activity, (want, way) in zip(held[-len(HEARD) :], HEARD, strict=True):
        title, text, code, _ = want
        group = activity.group
        village = plan.group_villages[group.pk][0]
        opinion = Opinion(
            campaign=plan.campaign,
            group=group,
            village=village,
            origin=Origin.RECEPTION,
            title=f"{village.stem}{title}",
            text=text.format(village=village, n=3, m=4),
            collected_on=activity.held_on,
            category=start.categories.get(code),
            is_suggestion=False,
            extent="general" if code in OF_MANY else "case",
        )
        keeper = keeper_of(plan, group)
        basis = BASIS if keeper == plan.office else ""
        voter = names.person_name(plan.rng, "female"), names.phone(plan.rng)
        with plan.acting(keeper):
            opinion = actions.collect(
                opinion, by=keeper, proposers=[Proponent(*voter)], basis=basis
            )
        way(Walk(plan, opinion, None))


def _merge_some(
    plan: Plan, calls: list[HouseholdCall], categories: dict[str, Category]
) -> None:
    for _ in range(4):
        call, want = _take(plan, calls, 6), _want(plan.rng)
        kept, other = (_collect(plan, call, want, categories) for _ in range(2))
        Walk(plan, other, None).go("merge", into=kept)
