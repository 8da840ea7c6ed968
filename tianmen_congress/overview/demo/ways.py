"""One opinion on its way through the gate, a few days at every step.

Each step is taken by the account that it belongs to where the demo has one: secretary
and presidium of 渔薪, the one unit, the office. Elsewhere the office enters it from a
ledger for the others.
"""

from datetime import date, timedelta

from referrals import actions, workflow
from referrals.models import JointConference, Opinion
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User

from . import names
from .plan import Plan

BASIS = "演示数据"
# Asked in this order whether a step is theirs.
ACTORS = ("yuxin-1", "yuxin", "unit", "office")
LATEST = date(2017, 7, 25)
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
