"""Random presses of buttons: who, on which opinion, which move, with what given."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db import transaction

from referrals import actions, workflow
from referrals.actions import Proponent
from referrals.actions.effects.outcome import everybody
from referrals.models import Opinion
from referrals.workflow import MoveRefused
from tests.referrals.rulebook import BOOK, LEGAL, SAME, WITHIN
from tests.referrals.way import CORRECTIONS, START, Way
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.files.models import StoredFile

PRESSED = tuple(name for name in BOOK if name not in WITHIN)
FREE_TEXTS = (
    "reason",
    "text",
    "part",
    "settled_text",
    "said",
    "signed_by",
    "issued_by",
)
WITH_NOTE = (
    "mark_key",
    "urge",
    "urge_co",
    "heed",
    "heed_co",
    "resume",
    "set_aside",
    "close",
    "answer",
    "tell",
)
ON_PAPER = ("evaluate", "reject", "reject_again", "withdraw")
# What ends the way early or leads back is pressed seldom, or no walk would come far.
SELDOM = [
    "withdraw",
    "merge",
    "set_aside",
    "settle",
    "dismiss",
    "send_back",
    "return_to_group",
    "recall",
    "attach",
    "return_to_township",
    "take_off_agenda",
    "mark_key",
    "unmark_key",
    "urge",
    "urge_co",
    "pause",
    "ask_pause",
    "pass_on",
    "insist",
    *("add_local", "drop_local"),
    "unissue",
    "call_back",
    *CORRECTIONS,
]
EAGER, LOOKS = 4, 5
# Who mostly presses what; anybody else now and then.
ANYBODY = "office clerk"
ACTORS = {
    **dict.fromkeys(("hand_in", "report_up", "set_aside"), "secretary clerk"),
    "settle": "secretary clerk deputy",
    **dict.fromkeys(("merge", "send_back", "revise"), "secretary clerk"),
    **dict.fromkeys(("tell", "feed_back", "evaluate"), "secretary deputy"),
    **dict.fromkeys(("reject", "reject_again", "withdraw"), "secretary deputy"),
    **dict.fromkeys(("assess", "close_dissatisfied", "call_back"), "office"),
    **dict.fromkeys(("refer", "grade_city", "submit", "recall"), "clerk"),
    **dict.fromkeys(("extend_local", "return_to_group"), "clerk"),
    **dict.fromkeys(("answer_local", "sign_local"), "clerk handler"),
    **dict.fromkeys(("add_local", "drop_local"), "clerk"),
    "ask_time": "handler",
    **dict.fromkeys(("grant_time", "refuse_time"), "clerk"),
    **dict.fromkeys(("sign", "ask_extension", "draft_answer"), "unit"),
    **dict.fromkeys(("issue", "unissue", "answer"), "unit"),
    "ask_part": "office clerk",
    **dict.fromkeys(("ask_relief",), "unit co_unit"),
    **dict.fromkeys(("co_sign", "give_part", "heed_co"), "co_unit co_handler"),
    **dict.fromkeys(("accept", "dismiss", "put_on_agenda", "assign"), "office"),
    **dict.fromkeys(("assign_urgent", "report_to_province"), "office"),
    **dict.fromkeys(("answer_province", "relieve", "relieve_co"), "office"),
    **dict.fromkeys(("refuse_relief", "grant_extension"), "office"),
    **dict.fromkeys(("refuse_extension", "reopen"), "office"),
    "waive_part": "office clerk",
    **dict.fromkeys(CORRECTIONS, "office"),
    "urge_co": "office clerk",
    "insist": "office",
    "pass_on": "office clerk",
    **dict.fromkeys(("invite", "judge"), "deputy clerk"),
    "confirm_on_paper": "clerk",
    "pause": "clerk secretary",
    "ask_pause": "unit clerk handler",
    **dict.fromkeys(("grant_pause", "refuse_pause"), "office clerk"),
    "heed": "clerk secretary unit",
    "contact": "secretary clerk unit handler",
    "progress": "unit clerk handler",
}


def weight(name: str) -> int:
    if name in SELDOM:
        return 1
    return 2 if BOOK[name][1] == SAME else 8


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was tried; `seen` is the version on the page, `made` the one it led to."""

    name: str
    opinion: int
    seen: int
    made: int | None
    given: dict

    @property
    def is_taken(self) -> bool:
        return self.made is not None


def paper(by: User) -> StoredFile:
    return StoredFile.objects.create(
        name="照片.jpg",
        content="2017/06/0.jpg",
        media_type="image/jpeg",
        size=1,
        sha256="0" * 64,
        uploaded_by=by,
    )


class Finger:
    """Presses what may be pressed, and now and then what may not."""

    def __init__(self, way: Way, people: dict[str, User], rng: Random, known=()):
        self.way, self.people, self.rng, self.known = way, people, rng, known

    def words(self) -> str:
        return f"说法{self.rng.randrange(10**9)}"

    def collect(self) -> Opinion:
        """By a voter, by a deputy, or by two together; open or in confidence."""
        person = self.way.deputy.person
        own = Proponent(person.name, person=person)
        voter = Proponent("张三", "138 0000 0001")
        return self.way.collect(
            title=self.words(),
            text=self.words(),
            proposers=self.rng.choice([[voter], [own], [voter, Proponent("李四")]]),
            is_draft=self.rng.random() < 0.5,
            is_confidential=self.rng.random() < 0.3,
            is_suggestion=self.rng.random() < 0.5,
            accused_organ=self.rng.choice([None, None, None, self.way.co_unit]),
        )

    def choose(self, opinion: Opinion) -> tuple[User, str]:
        """Nine times in ten what the book allows there, mostly by its own people."""
        rng, everybody = self.rng, list(self.people.values())
        if rng.random() < 0.06:
            return rng.choice(everybody), rng.choice(PRESSED)
        names = [name for name in PRESSED if (name, opinion.state) in LEGAL]
        if not names:
            return rng.choice(everybody), rng.choice(PRESSED)
        for _ in range(LOOKS):
            (name,) = rng.choices(names, [self._pull(name) for name in names])
            if rng.random() < 0.06:
                return rng.choice(everybody), name
            user = self.people[rng.choice(ACTORS.get(name, ANYBODY).split())]
            if not workflow.why_not(name, opinion, user, on=opinion.moved_on):
                break
        return user, name

    def _pull(self, name: str) -> int:
        """What was not taken before on this walk comes first: many ways are walked."""
        return weight(name) * (1 if name in self.known else EAGER)

    def day(self, opinion: Opinion) -> date:
        later = self.rng.choice((0, 0, 0, 0, 1, 3, 20))
        return max(opinion.moved_on, START) + timedelta(days=later)

    def given(self, name: str, opinion: Opinion, user: User) -> dict:
        given = dict(self.way.given(name))
        given |= {key: self.words() for key in FREE_TEXTS if key in given}
        if name in WITH_NOTE:
            given["note"] = self.words()
        if name in ON_PAPER and self.rng.random() < 0.7:
            given["scan"] = paper(user)
        more = getattr(self, f"_for_{name}", None)
        return given | more(opinion, user) if more else given

    def _for_invite(self, opinion, user):
        people = [p.person for p in self._colleagues()]
        return {"co_signer": self.rng.choice(people)}

    def _colleagues(self):
        return list(self.way.group.memberships.select_related("person").order_by("pk"))

    def _for_confirm_on_paper(self, opinion, user):
        return {"asked": opinion.co_signers.open().first(), "scan": paper(user)}

    def _for_judge(self, opinion, user):
        silent = opinion.silent_judges
        marks = ("satisfied", "basically", "dissatisfied")
        given = {
            "mark": self.rng.choice(marks),
            "attitude": self.rng.choice(marks),
            "note": self.words(),
            "promise_outcome": self.rng.choice(("kept", "broken")),
        }
        more = {"judge": self.rng.choice(silent)} if silent else {}
        return given | more | {"scan": paper(user)}

    def _verdict(self, opinion, user):
        return {
            "attitude": self.rng.choice(("satisfied", "basically")),
            "promise_outcome": self.rng.choice(("kept", "broken")),
        }

    _for_evaluate = _for_reject = _for_reject_again = _verdict

    def _for_merge(self, opinion, user):
        others = Opinion.objects.filter(township=opinion.township_id)
        return {"into": self.rng.choice(list(others.order_by("pk")))}

    def _for_tell(self, opinion, user):
        return {"proposer": self.rng.choice(everybody(opinion)), "how": "phone"}

    def _for_attach(self, opinion, user):
        return {"material": [paper(user)]}

    def _for_revise(self, opinion, user):
        return {"title": self.words(), "text": self.words()}

    def _answered(self, opinion, user):
        letter = self.rng.choice("abc")
        promised = opinion.moved_on + timedelta(days=25)
        more = {"promised_on": promised} if letter == "b" else {}
        if letter == "c":
            more = {"class_reason": self.words()}
        more |= {"promise_outcome": self.rng.choice(("kept", "broken"))}
        return {"answer_class": letter, "text": self.words(), **more}

    _for_answer_local = _for_answer_province = _for_draft_answer = _answered

    def _until(self, opinion, user):
        until = (opinion.due_on or START) + timedelta(days=9)
        return {"until": until, "reason": self.words()}

    def _paused(self, opinion, user):
        until = max(opinion.moved_on, START) + timedelta(days=9)
        return {"paused_until": until, "reason": self.words()}

    _for_pause = _for_ask_pause = _paused

    _for_ask_extension = _for_extend_local = _for_ask_time = _until

    def _for_refer(self, opinion, user):
        helping = self.rng.choice([[], [], [self.way.co_handler]])
        return {"co_handlers": helping}

    def _assigned(self, opinion, user):
        return {"co_units": self.rng.choice([[], [self.way.co_unit]])}

    _for_assign = _for_assign_urgent = _assigned

    def _other_lead(self, opinion, user):
        lead = self.rng.choice([self.way.spare, self.way.lead_unit, self.way.co_unit])
        return {"lead_unit": lead}

    def _more_helpers(self, opinion, user):
        return {"co_units": [self.rng.choice([self.way.spare, self.way.co_unit])]}

    def _another_day(self, opinion, user):
        due = (opinion.due_on or START) + timedelta(days=self.rng.choice([-9, 5, 40]))
        return {"due_on": due}

    _for_change_lead = _other_lead
    _for_add_co, _for_reset_deadline = _more_helpers, _another_day

    def press(self, opinion: Opinion) -> Pressed:
        """One press on the page as it was when `opinion` was read."""
        user, name = self.choose(opinion)
        day = self.day(opinion)
        given = {}
        try:
            with transaction.atomic():
                given = self.given(name, opinion, user)
                row = actions.move(
                    opinion, name, by=user, on=day, version=opinion.version, **given
                )
        except MoveRefused:
            return Pressed(name, opinion.pk, opinion.version, None, given)
        return Pressed(name, opinion.pk, opinion.version, row.version, given)
