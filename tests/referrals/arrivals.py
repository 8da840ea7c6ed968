"""An opinion in any state of any level, ready for any move of the book."""

from collections.abc import Callable
from datetime import date, timedelta

from deputies.models import Person
from referrals.actions import Proponent, committee_of
from referrals.enums import State
from referrals.models import Opinion
from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import VillageFactory
from tests.kept import once
from tests.referrals.presses import paper
from tests.referrals.rulebook import TOWN
from tests.referrals.way import START, Way
from tianmen_congress.base.accounts.models import Organ

TO_SUBMITTED = ("hand_in", "report_up", "grade_city", "submit")
AFTER_ANSWER = ("answered", "fed_back", "evaluated", "closed")
BACK_TO_PEOPLE = ("feed_back", "evaluate", "close")
# What has to be done first, beyond being in the state.
BEFORE = {
    "unmark_key": ("mark_key",),
    "resume": ("pause",),
    "grant_pause": ("ask_pause",),
    "refuse_pause": ("ask_pause",),
    "relieve": ("ask_relief",),
    "grant_extension": ("ask_extension",),
    "refuse_extension": ("ask_extension",),
    **dict.fromkeys(("grant_time", "refuse_time"), ("ask_time",)),
    "issue": ("draft_answer",),
    "answer": ("draft_answer", "issue"),
    "unissue": ("draft_answer", "issue"),
    "close_unevaluated": ("remind",),
    "heed": ("urge",),
}
# Who answers for the holder of each state when it is urged.
URGED = {
    **dict.fromkeys(("screening", "fed_back"), "secretary"),
    **dict.fromkeys(("triage", "to_submit", "answered", "evaluated"), "clerk"),
    **dict.fromkeys(("assigned", "processing"), "unit"),
    "handling": "clerk",
}
KEPT = (
    *("close", "close_unevaluated", "promise_due", "return_answer"),
    "resume",
)
BY = {
    **dict.fromkeys(("urge", "urge_co", "remind"), "office"),
    **dict.fromkeys(("co_sign", "give_part", "heed_co"), "co_unit"),
    **dict.fromkeys(("sign_local", "ask_time"), "handler"),
    **dict.fromkeys(("tell", "attach", "revise"), "secretary"),
    "invite": "secretary",
    "judge": "deputy",
}
BY_AT = {
    ("merge", "triage"): "clerk",
    ("ask_extension", "handling"): "clerk",
    **{("ask_pause", state): "clerk" for state in TOWN.split()},
    **{("ask_pause", at): "office" for at in ("submitted", "accepted", "agenda")},
    ("progress", "processing"): "unit",
    **{("pass_on", state): "office" for state in ("submitted", "accepted", "agenda")},
    ("ask_relief", "processing"): "co_unit",
    **{
        (name, "handling"): "co_handler" for name in ("co_sign", "give_part", "heed_co")
    },
    **{(name, "handling"): "clerk" for name in ("waive_part", "ask_part", "urge_co")},
    **{("heed", state): who for state, who in URGED.items()},
}
OF_CO_UNITS = (
    *("co_sign", "give_part", "waive_part", "ask_relief"),
    *("relieve_co", "refuse_relief", "urge_co", "heed_co"),
    *("drop_co", "replace_co", "ask_part", "drop_local"),
)
OF_CO_SIGNERS = ("invite", "confirm_on_paper", "judge")
OF_ACCUSED = ("pass_on", "insist")
IN_TIME = ("ask_relief", "pause", "ask_pause", "grant_pause")
LATER = START + timedelta(days=40)
PROMISED = START + timedelta(days=30)

# What is so from the first day, or answered so.
FACTS = {
    "promise_due": {"answer_class": "b", "promised_on": PROMISED},
    "settle": {"is_suggestion": False},
}


def day_of(name: str) -> date:
    """A day on which `name` is in time: what is late has no relief and no pause."""
    return START if name in IN_TIME else LATER


class Arrivals:
    """Walks opinions to where a test wants them."""

    def __init__(self, way: Way, people: dict):
        self.way, self.people = way, people

    def key(self) -> tuple:
        """What tells whether kept rows belong to it."""
        return self.way.key()

    def _kept(self, make: Callable[..., Opinion], *plain: object) -> Opinion:
        """Walked once in a process, where nothing was changed before."""
        if self.way.is_untouched():
            return once(make, *plain, arrivals=self)
        return make(*plain, arrivals=self)

    def step(self, opinion: Opinion, name: str, **given) -> Opinion:
        given.setdefault("by", self.actor(opinion, name))
        return self.way.step(opinion, name, **self.more(opinion, name) | given)

    def actor(self, opinion: Opinion, name: str):
        """Who does it here: keepers differ by level, some others by state."""
        if name in KEPT:
            is_city = opinion.level in ("city", "province")
            return self.people["office" if is_city else "clerk"]
        who = BY_AT.get((name, opinion.state)) or BY.get(name)
        return self.people[who] if who else self.way.actor(name)

    def more(self, opinion: Opinion, name: str) -> dict:
        """What the simplest values of the way leave open."""
        until = {"until": date(2017, 10, 16), "reason": "工程量大"}
        more = {
            "ask_extension": until,
            # Within the four months that a township has for a suggestion.
            "extend_local": until | {"until": date(2017, 9, 29)},
            "ask_time": until | {"until": date(2017, 9, 29)},
            "revise": {"title": "改过的标题", "text": "改过的内容"},
            "urge": {"note": "请抓紧办理"},
            "urge_co": {"note": "请抓紧提交协办意见"},
            "heed": {"note": "已在加紧办理"},
            "heed_co": {"note": "月底前提交"},
            "mark_key": {"note": "主任会议确定"},
            "judge": {"mark": "satisfied", "attitude": "satisfied"},
        }
        if name == "attach":
            return {"material": [paper(self.people["clerk"])], "note": "补充照片"}
        if name == "invite":
            return {"co_signer": self.colleague()}
        if name == "confirm_on_paper":
            asked = opinion.co_signers.first()
            return {"asked": asked, "scan": paper(self.people["clerk"])}
        if name == "tell":
            return {"proposer": opinion.proposers.first(), "how": "phone"}
        return more.get(name, {})

    def walk(self, opinion: Opinion, *names: str, **given) -> Opinion:
        for name in names:
            opinion = self.step(opinion, name, **given)
        return opinion

    def new(self, **given) -> Opinion:
        kinds = {"is_draft": True, "category": self.way.category}
        return self.way.collect(**kinds | given)

    def to(self, state: str, level: str = "township", **given) -> Opinion:
        """The plain way; `level` says who answers it where that makes a difference."""
        if state not in AFTER_ANSWER or level == "township":
            return self._plain(state, **given)
        return self._kept(answered_above, state, level, tuple(given.items()))

    def _plain(self, state: str, **given) -> Opinion:
        names = {"answer_class", "class_reason", "promised_on"} & set(given)
        answer = {name: given.pop(name) for name in names}
        if not answer:
            return self.way.to(State(state), category=self.way.category, **given)
        opinion = self.walk(self.new(**given), "hand_in", "report_up", "refer")
        opinion = self.step(opinion, "answer_local", **answer)
        return self.walk(opinion, *BACK_TO_PEOPLE[: AFTER_ANSWER.index(state)])

    def with_co_unit(self, state: str) -> Opinion:
        return self._kept(handed_to_two, state)

    def ready(self, name: str, state: str, level: str = "township") -> Opinion:
        """In `state`, with everything done that `name` needs besides."""
        if name in OF_CO_UNITS:
            return self._ready_for_co_unit(name, state)
        if name in OF_CO_SIGNERS:
            return self._ready_for_co_signer(name, state)
        if name in OF_ACCUSED:
            return self.to(state, accused_organ=self._committee())
        if name in ("reject_again", "call_back"):
            return self._ready_after_verdict(name, state, level)
        if name in FACTS:
            return self.to(state, level, **FACTS[name])
        before = BEFORE.get(name, ())
        if name == "resume" and state in ("assigned", "processing"):
            before = ("ask_pause", "grant_pause")
        return self.walk(self.to(state, level), *before)

    def _ready_after_verdict(self, name: str, state: str, level: str) -> Opinion:
        if name == "reject_again":
            return self._kept(told_again, level)
        return self._judged_by_hand(state, level)

    def _judged_by_hand(self, state: str, level: str) -> Opinion:
        """The clerk who entered the answer enters the verdict too, from the paper."""
        clerk = self.people["clerk"]
        told = self.to("fed_back", level)
        judged = self.step(told, "evaluate", by=clerk, scan=paper(clerk))
        return self.step(judged, "close") if state == "closed" else judged

    def _committee(self) -> Organ:
        """Of a village of its own: who is complained of handles nothing here."""
        return committee_of(VillageFactory(parent=self.way.group.township))

    def colleague(self) -> Person:
        """One more deputy of the group, who signs with the first."""
        person = PersonFactory()
        MembershipFactory(group=self.way.group, person=person)
        return person

    def _ready_for_co_signer(self, name: str, state: str) -> Opinion:
        person = self.people["deputy"].person
        own = {"proposers": [Proponent(person.name, person=person)]}
        if name == "confirm_on_paper":
            return self.to(state, **own, co_signers=[self.colleague()])
        opinion = self.to(state, **own)
        if name == "judge":
            opinion.proposers.create(person=self.colleague(), name="钱联名")
        return opinion

    def _ready_for_co_unit(self, name: str, state: str) -> Opinion:
        opinion = self.with_co_unit(state)
        if name == "give_part":
            return self.step(opinion, "co_sign")
        if name == "heed_co":
            return self.step(opinion, "urge_co")
        if name == "ask_part":
            return self.step(opinion, "waive_part")
        if name in ("relieve_co", "refuse_relief"):
            by = self.people["co_unit"]
            return self.step(opinion, "ask_relief", by=by)
        return opinion


def answered_above(
    state: str, level: str, answer: tuple, arrivals: Arrivals
) -> Opinion:
    """Answered by a unit of the city or by the province, and as far back as `state`."""
    opinion = arrivals.walk(arrivals.new(), *TO_SUBMITTED, "accept")
    if level == "city":
        opinion = arrivals.walk(opinion, "assign_urgent", "sign")
        opinion = arrivals.step(opinion, "draft_answer", **dict(answer))
        opinion = arrivals.walk(opinion, "issue", "answer")
    else:
        opinion = arrivals.step(opinion, "report_to_province")
        opinion = arrivals.step(opinion, "answer_province", **dict(answer))
    return arrivals.walk(opinion, *BACK_TO_PEOPLE[: AFTER_ANSWER.index(state)])


def handed_to_two(state: str, arrivals: Arrivals) -> Opinion:
    """To one that leads and one that helps, in the township or at units of the city."""
    if state == "handling":
        opinion = arrivals.walk(arrivals.new(), *TO_SUBMITTED[:2])
        return arrivals.step(opinion, "refer", co_handlers=[arrivals.way.co_handler])
    way = (*TO_SUBMITTED, "accept", "put_on_agenda")
    opinion = arrivals.walk(arrivals.new(), *way)
    opinion = arrivals.step(opinion, "assign", co_units=[arrivals.way.co_unit])
    return arrivals.step(opinion, "sign") if state == "processing" else opinion


def told_again(level: str, arrivals: Arrivals) -> Opinion:
    """Rejected once, answered once more, and told."""
    rejected = arrivals.step(arrivals.to("fed_back", level), "reject")
    return arrivals.walk(rejected, "answer_local", "feed_back")
