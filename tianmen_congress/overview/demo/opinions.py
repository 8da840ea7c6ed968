"""Opinions at every point of their way, each brought there through the gate.

Each step is taken by the account that it belongs to where the demo has one: secretary
and presidium of 渔薪, the one unit, the office. Elsewhere the office enters it from a
ledger for the others.
"""

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from referrals import actions, workflow
from referrals.actions import Proponent
from referrals.enums import Origin
from referrals.models import (
    Category,
    Dispatch,
    HandlingUnit,
    JointConference,
    Opinion,
)
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.clocks.calendar import today
from visits.models import HouseholdCall

from . import names, sessions
from .accounts import HOME, keeper_of
from .plan import Plan

BASIS = "演示数据"
# Asked in this order whether a step is theirs.
ACTORS = ("yuxin-1", "yuxin", "unit", "office")
LATEST = date(2017, 7, 25)
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
NO_FUNDS = "资金和政策受限"
LOCAL_ANSWERS = {
    "a": "已组织村组人员处理完毕，经回访群众认可。",
    "b": "已列入计划，正在筹措资金，年底前完成。",
    "c": "因资金和政策限制，暂时不能解决，已向群众说明。",
}
UNIT_ANSWERS = {
    "a": "来件收悉。经现场核查，该事项已经解决，感谢对我们工作的支持。",
    "b": "来件收悉。该事项已列入年度计划，正在办理，预计年底前完成。",
    "c": "来件收悉。因现行政策和资金限制，该事项暂时不能解决，我们将积极向上争取。",
}
SETTLED = "当场联系村干部处理完毕，已答复反映人，本人表示满意。"
PART = "已会同主办单位现场核实，相关事项由我单位配合落实。"


# So many days back nobody has answered yet who was asked to sign.
FRESH = 5


class Walk:
    """One opinion on its way, a few days at every step."""

    def __init__(self, plan: Plan, opinion: Opinion, unit: Organ):
        self.plan, self.opinion, self.unit = plan, opinion, unit
        self.rng = plan.rng

    def go(self, name: str, *, days: int = 2, **given) -> "Walk":
        on = min(self.opinion.moved_on + timedelta(days=days), LATEST)
        actor = self._actor(name, on)
        by, basis = (actor, "") if actor else (self.plan.office, BASIS)
        with self.plan.acting(by):
            self.opinion = actions.move(
                self.opinion, name, by=by, on=on, basis=basis, **given
            )
        return self

    def _actor(self, name: str, on: date) -> User | None:
        """The account whose step it is, if there is one."""
        step, users = workflow.TRANSITIONS[name], self.plan.users
        for user in (users[username] for username in ACTORS):
            may = not workflow.why_not(name, self.opinion, user, on=on)
            if may and not workflow.needs_scan(step, user, self.opinion, ""):
                return user
        return None

    def triaged(self) -> "Walk":
        return self.go("report_up", days=self.rng.randrange(1, 5))

    def referred(self) -> "Walk":
        is_village = self.rng.random() < 0.35
        village = self.opinion.village
        handler = (
            actions.committee_of(village)
            if is_village
            else Organ.objects.get(
                kind=OrganKind.GOVERNMENT, division=self.opinion.near
            )
        )
        return self.triaged().go(
            "refer",
            days=self.rng.randrange(1, 5),
            category=self.opinion.category,
            level="village" if is_village else "township",
            handler=handler,
            responsible_person=names.person_name(self.rng, "male"),
            responsible_phone=names.phone(self.rng),
        )

    def urged(self) -> "Walk":
        return self.referred().go("urge", days=9, note="请抓紧办理，月底前报结果")

    def paused(self) -> "Walk":
        """Its time stands still today, and for a week to come."""
        until = LATEST + timedelta(days=7)
        reason = "等待汛期过后勘测"
        return self.referred().go("pause", days=60, paused_until=until, reason=reason)

    def promised(self) -> "Walk":
        """Answered with a promise whose day has come: to be answered again."""
        walk = self.referred().go(
            "answer_local",
            answer_class="b",
            text=LOCAL_ANSWERS["b"],
            promised_on=date(2017, 7, 18),
        )
        walk = walk.go("feed_back", how="in_person")
        return walk.judged("basically").go("promise_due", days=60)

    def answered(self) -> "Walk":
        grade = self.rng.choice("aaabc")
        return self.referred().go(
            "answer_local",
            days=self.rng.randrange(5, 16),
            answer_class=grade,
            class_reason=NO_FUNDS if grade == "c" else "",
            text=LOCAL_ANSWERS[grade],
            promised_on=date(2017, 12, 20) if grade == "b" else None,
        )

    def fed_back(self) -> "Walk":
        return self.answered().go("feed_back", how="in_person")

    def judged(self, verdict: str) -> "Walk":
        """What was told is thought of so, and the way it came about alike or better."""
        attitude = self.rng.choice(("satisfied", verdict))
        return self.go("evaluate", verdict=verdict, attitude=attitude)

    def evaluated(self) -> "Walk":
        verdict = self.rng.choice(("satisfied", "satisfied", "basically"))
        return self.fed_back().judged(verdict)

    def closed(self) -> "Walk":
        return self.evaluated().go("close")

    def second_round(self) -> "Walk":
        return self.fed_back().go(
            "reject", reason="只作了解释，问题没有解决", attitude="basically"
        )

    def deciding(self) -> "Walk":
        """Rejected once more: the office decides."""
        walk = self.second_round().go(
            "answer_local", days=8, answer_class="a", text=LOCAL_ANSWERS["a"]
        )
        walk = walk.go("feed_back", how="in_person")
        reason = "路面只修补了一段，雨天仍不能通行"
        return walk.go("reject_again", reason=reason, attitude="dissatisfied")

    def submitted(self) -> "Walk":
        return self.triaged().go(
            "submit", reason="所需资金和审批权限在市级，乡镇无力解决", days=1
        )

    def accepted(self) -> "Walk":
        return self.submitted().go("accept")

    def on_agenda(self, conference: JointConference) -> "Walk":
        return self.accepted().go("put_on_agenda", conference=conference, days=1)

    def assigned(self) -> "Walk":
        reason = "汛期将至，不宜等待会议"
        return self.accepted().go(
            "assign_urgent", lead_unit=self.unit, reason=reason, days=1
        )

    def corrected(self) -> "Walk":
        """Handed to one unit, taken back and handed to another."""
        other = Organ.objects.get(name="市财政局")
        reason = "所需资金由财政统筹安排，改由该单位主办"
        return self.assigned().go("change_lead", lead_unit=other, reason=reason, days=1)

    def signed(self) -> "Walk":
        return self.go("sign", signed_by=names.person_name(self.rng, "male"))

    def unit_answered(self) -> "Walk":
        grade = self.rng.choice("aabc")
        promised = date(2017, 12, 20) if grade == "b" else None
        walk = self.signed()._co_units_answered()
        walk = walk.go(
            "draft_answer",
            days=self.rng.randrange(6, 15),
            answer_class=grade,
            class_reason=NO_FUNDS if grade == "c" else "",
            text=UNIT_ANSWERS[grade],
            promised_on=promised,
        )
        return walk.go("issue", issued_by=names.person_name(self.rng, "male")).go(
            "answer"
        )

    def _co_units_answered(self) -> "Walk":
        """What the co-handling units give, without which no answer is complete."""
        for assignment in self.opinion.assignments.filter(is_lead=False):
            unit = assignment.unit
            signed_by = names.person_name(self.rng, "female")
            self.go("co_sign", unit=unit, signed_by=signed_by, days=0)
            self.go("give_part", unit=unit, part=PART, days=2)
        return self

    def unit_closed(self) -> "Walk":
        walk = self.unit_answered().go("feed_back", how="letter")
        verdict = self.rng.choice(("satisfied", "basically"))
        return walk.judged(verdict).go("close")

    def reported(self) -> "Walk":
        return self.accepted().go("report_to_province", reason="涉及省级项目资金安排")

    def dismissed(self) -> "Walk":
        return self.submitted().go("dismiss", dismissal_reason="empty")

    def set_aside(self) -> "Walk":
        return self.go("set_aside", aside_reason="solved")

    def settled(self) -> "Walk":
        return self.go("settle", settled_text=SETTLED, days=0)

    def withdrawn(self) -> "Walk":
        return self.triaged().go("withdraw", reason="问题已经自行解决")

    def stays(self) -> "Walk":
        return self


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


def _merge_some(
    plan: Plan, calls: list[HouseholdCall], categories: dict[str, Category]
) -> None:
    for _ in range(4):
        call, want = _take(plan, calls, 6), _want(plan.rng)
        kept, other = (_collect(plan, call, want, categories) for _ in range(2))
        Walk(plan, other, None).go("merge", into=kept)
