"""Bringing an opinion to any state by its own moves, each by the right person."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db import connection

from groups.models import DeputyGroup
from referrals import actions
from referrals.actions import Proponent
from referrals.enums import AT_UNIT, Origin, State
from referrals.models import Opinion
from tests.factories.platform import OrganFactory, VillageFactory
from tests.factories.referrals import CategoryFactory, ConferenceFactory
from tests.kept import changes, once
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.campaigns.models import Campaign

START = date(2017, 6, 1)
# What hands it to a unit that has no part in it yet.
SPARING = ("change_lead", "add_co", "replace_co")
PAUSING = ("pause", "ask_pause")
CORRECTIONS = (
    "take_back",
    "change_lead",
    "add_co",
    "drop_co",
    "replace_co",
    "reset_deadline",
    "reset_requirement",
)
# Who presses what; the clerk all else.
ACTORS = {
    "secretary": (
        "hand_in report_up settle set_aside merge send_back evaluate reject "
        "reject_again withdraw feed_back contact"
    ),
    "unit": (
        "sign draft_answer issue answer ask_relief ask_extension ask_pause unissue"
    ),
    "office": (
        "accept put_on_agenda assign dismiss report_to_province assign_urgent "
        "return_to_township take_off_agenda answer_province reopen mark_key "
        "grant_extension refuse_extension relieve relieve_co refuse_relief "
        "waive_part unmark_key grant_pause refuse_pause resume insist ask_part "
        "assess close_dissatisfied call_back"
    ),
}
ACTOR_OF = {name: who for who, names in ACTORS.items() for name in names.split()}
ACTOR_OF |= dict.fromkeys(CORRECTIONS, "office")
# What asks for nothing but a reason.
WITH_REASON = [
    "submit",
    "return_to_group",
    "return_to_township",
    "recall",
    "withdraw",
    "pause",
    "ask_pause",
    "refuse_pause",
    "take_off_agenda",
    "report_to_province",
    "reopen",
    "ask_relief",
    "refuse_relief",
    "refuse_extension",
    "waive_part",
    "return_answer",
    "unmark_key",
    "send_back",
    "insist",
    "take_back",
    "drop_co",
    "drop_local",
    "unissue",
    "ask_part",
    "refuse_time",
    "close_dissatisfied",
]
SOONER = date(2017, 8, 15)
A_WHILE = timedelta(days=10)
# Written beside the way and of no weight on it: signing in, the histories of rows.
BESIDE = {
    "beside": "^(accounts_user|alerts_|auth|django_|pghistory_|credentials_|ui_)|event$",
    # More people, places and organs change nothing on the way of those who are on it.
    "growing": "^(accounts_|audit_|deputies_|divisions_|groups_|supervision_)",
}
# What `collect` takes beside the facts of the opinion.
HOW = ("by", "proposers", "co_signers", "files", "is_draft", "basis")
LOCAL = ("hand_in", "report_up", "refer", "answer_local", "feed_back", "evaluate")
CITY = (
    *LOCAL[:2],
    *("grade_city", "submit", "accept", "put_on_agenda", "assign", "sign"),
    *("draft_answer", "issue", "answer", "feed_back", "evaluate", "close"),
)
# The moves that lead to each state, one way of several.
PATHS = {
    State.DRAFT: (),
    State.SCREENING: LOCAL[:1],
    State.TRIAGE: LOCAL[:2],
    State.HANDLING: LOCAL[:3],
    State.TO_SUBMIT: CITY[:3],
    State.SUBMITTED: CITY[:4],
    State.ACCEPTED: CITY[:5],
    State.AGENDA: CITY[:6],
    State.ASSIGNED: CITY[:7],
    State.PROCESSING: CITY[:8],
    State.REPORTED: (*CITY[:5], "report_to_province"),
    State.ANSWERED: LOCAL[:4],
    State.FED_BACK: LOCAL[:5],
    State.DECIDING: (
        *LOCAL[:5],
        *("reject", "answer_local", "feed_back", "reject_again"),
    ),
    State.EVALUATED: LOCAL,
    State.CLOSED: (*LOCAL, "close"),
    State.SETTLED: (*LOCAL[:1], "settle"),
    State.MERGED: (*LOCAL[:1], "merge"),
    State.SET_ASIDE: (*LOCAL[:1], "set_aside"),
    State.NOT_SUGGESTION: (*CITY[:4], "dismiss"),
    State.DISCIPLINE: (*LOCAL[:2], "pass_on"),
    State.WITHDRAWN: (*LOCAL[:2], "withdraw"),
}


@dataclass
class Way:
    """The people of one township, the office and a unit, and what each move is given."""

    campaign: Campaign
    group: DeputyGroup
    clerk: User
    secretary: User
    office: User
    unit: User
    deputy: User
    begun: Counter | None = None

    def __post_init__(self) -> None:
        self.category = CategoryFactory()
        self.handler = OrganFactory(
            kind=OrganKind.GOVERNMENT,
            name="渔薪镇人民政府",
            division=self.group.township,
        )
        self.conference = ConferenceFactory(campaign=self.campaign)
        self.co_unit = OrganFactory(name="市水务局")

    def key(self) -> tuple:
        """What tells whether kept rows belong to it."""
        return self.campaign.pk, self.group.pk, self.handler.pk, self.conference.pk

    @property
    def lead_unit(self) -> Organ:
        return self.unit.main_post.organ

    def collect(self, **given) -> Opinion:
        """The way it is taken down, with facts of the opinion among `given`."""
        how = {
            "by": self.secretary,
            "proposers": [Proponent("张三", "138 0000 0001")],
            "is_draft": False,
        }
        how |= {key: given.pop(key) for key in HOW if key in given}
        facts = {
            "campaign": self.campaign,
            "group": self.group,
            "origin": Origin.VISIT,
            "title": "硬化通组公路",
            "text": "村级主干道3公里未硬化，群众出行难",
            "collected_on": START,
            "is_suggestion": True,
        }
        return actions.collect(Opinion(**facts | given), **how)

    def actor(self, name: str) -> User:
        return getattr(self, ACTOR_OF.get(name, "clerk"))

    def given(self, name: str) -> dict:
        """What the move needs, at its simplest."""
        if name in SPARING:
            return self._with_spare(name)
        simple = {
            "refer": {
                "category": self.category,
                "level": "township",
                "handler": self.handler,
            },
            "grade_city": {"category": self.category},
            "put_on_agenda": {"conference": self.conference},
            "assign": {"lead_unit": self.lead_unit},
            "assign_urgent": {"lead_unit": self.lead_unit, "reason": "汛期将至"},
            "sign": {"signed_by": "李四"},
            "co_sign": {"signed_by": "王五"},
            "sign_local": {"signed_by": "赵六"},
            "draft_answer": {"answer_class": "a", "text": "已经修好"},
            "issue": {"issued_by": "局长"},
            "answer_local": {"answer_class": "a", "text": "已经修好"},
            "answer_province": {"answer_class": "a", "text": "省厅已答复"},
            "feed_back": {"how": "phone"},
            "evaluate": {"verdict": "satisfied", "attitude": "satisfied"},
            "reject": {"reason": "问题没有解决", "attitude": "basically"},
            "reject_again": {"reason": "仍未解决", "attitude": "basically"},
            "judge": {"attitude": "satisfied"},
            "assess": {"assessor": "市政协社情民意组", "assessment": "路面未达标准"},
            "call_back": {"call_back": "confirmed", "contact_how": "phone"},
            "set_aside": {"aside_reason": "vague"},
            "settle": {"settled_text": "当天已接通自来水"},
            "dismiss": {"dismissal_reason": "product"},
            "give_part": {"part": "已安排水源"},
            "reset_deadline": {"due_on": SOONER, "reason": "汛期之前办结"},
            "reset_requirement": {"requirement": "请先现场核实", "reason": "补充要求"},
            "heed": {"note": "正在抓紧办理"},
            "progress": {"note": "已完成勘测"},
            "contact": {
                "stage": "during",
                "contact_how": "in_person",
                "said": "希望雨季前修好",
            },
            "heed_co": {"note": "正在核实水源"},
        }
        if name in simple:
            return simple[name]
        if name == "add_local":
            return {"co_handlers": [self.co_handler], "reason": "涉及该村"}
        given = {"reason": "情况说明"} if name in WITH_REASON else {}
        return given | ({"paused_until": START + A_WHILE} if name in PAUSING else {})

    @cached_property
    def spare(self) -> Organ:
        """A unit that has no part in it yet; of no session unless a test wants it."""
        return OrganFactory(name="市旅游局")

    @property
    def co_handler(self) -> Organ:
        """A body of the township that handles it beside the government."""
        name, township = "渔薪居委会", self.group.township
        found = Organ.objects.filter(name=name, division__parent=township).first()
        if found is not None:
            return found
        village = VillageFactory(name=name, parent=township)
        return OrganFactory(kind=OrganKind.COMMITTEE, name=name, division=village)

    def _with_spare(self, name: str) -> dict:
        return {
            "change_lead": {"lead_unit": self.spare, "reason": "职能已经调整"},
            "add_co": {"co_units": [self.spare], "reason": "涉及农田"},
            "replace_co": {"new_unit": self.spare, "reason": "不涉及水源"},
        }[name]

    def step(self, opinion: Opinion, name: str, **given) -> Opinion:
        by = given.pop("by", None) or self.actor(name)
        on = given.pop("on", START)
        if name == "merge" and "into" not in given:
            given["into"] = self.collect()
        on = max(on, opinion.moved_on)
        if name in PAUSING:
            given.setdefault("paused_until", on + A_WHILE)
        return actions.move(opinion, name, by=by, on=on, **self.given(name) | given)

    def hold(self, opinion: Opinion, **given) -> Opinion:
        """Its time stands still: at once in the township, at a unit asked and granted."""
        if opinion.state not in AT_UNIT:
            return self.step(opinion, "pause", **given)
        opinion = self.step(opinion, "ask_pause", **given)
        return self.step(opinion, "grant_pause", on=opinion.moved_on)

    def walk(self, opinion: Opinion, *names: str, **given) -> Opinion:
        for name in names:
            opinion = self.step(opinion, name, **given)
        return opinion

    def to(self, state: State, **collected) -> Opinion:
        """An opinion in `state`: the plain one is walked there once in a process."""
        if set(collected) <= {"category"} and self.is_untouched():
            return once(walked, state, way=self, **collected)
        return walked(state, self, **collected)

    def begin(self, *, keeps: bool) -> None:
        """From here on nothing may have changed if a kept opinion is to stand for one."""
        is_kept = keeps and connection.in_atomic_block
        self.begun = changes(**BESIDE) if is_kept else None

    def is_untouched(self) -> bool:
        return self.begun is not None and self.begun == changes(**BESIDE)


def walked(state: State, way: Way, **collected) -> Opinion:
    # What a deputy put forward by the law is answered in writing; passed on is what
    # somebody is named in.
    own = {
        State.SETTLED: {"is_suggestion": False},
        State.DISCIPLINE: {"accused_organ": way.lead_unit},
    }
    opinion = way.collect(**{"is_draft": True} | own.get(state, {}) | collected)
    names = PATHS[state]
    if not collected.get("is_draft", True):
        names = names[1:]
    return way.walk(opinion, *names)
