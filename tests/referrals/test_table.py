"""Every legal move is made and looked at, every illegal one refused.

The expectations are written by hand from the domain (`rulebook.py` and below).
"""

import re

import pytest

from referrals import actions, workflow
from referrals.actions import Proponent
from referrals.enums import AT_UNIT, State
from referrals.models import Clock, Event, Opinion
from referrals.workflow import TRANSITIONS, MoveRefused
from tests.referrals.arrivals import AFTER_ANSWER, LATER, Arrivals, day_of
from tests.referrals.histories import clock_fault, illegal
from tests.referrals.rulebook import (
    BACK,
    BOOK,
    LAW,
    LEGAL,
    NEW_ROUND,
    OF_LEDGERS,
    SAME,
    STATES,
    WITHIN,
)
from tests.referrals.way import CORRECTIONS

pytestmark = pytest.mark.django_db

# States in which nothing is being counted: there is nothing to pause.
TIMELESS = ("draft", "reported", "evaluated")
# Held by the office: nobody stands above it to urge.
AT_OFFICE = ("submitted", "accepted", "agenda", "reported", "deciding")
PAUSES = ("pause", "ask_pause", "grant_pause", "refuse_pause", "resume")
EXTENDING = ("ask_extension", "grant_extension", "refuse_extension")
NEVER = {
    *((name, state) for name in PAUSES for state in TIMELESS),
    # The office asks itself there, and a second person of it decides (test_pauses).
    *(
        (name, state)
        for name in PAUSES
        for state in ("submitted", "accepted", "agenda")
        if name not in ("pause", "ask_pause")
    ),
    *(("heed", state) for state in AT_OFFICE),
    # No time of the office's own stands still there.
    ("resume", "deciding"),
    # In the township the office decides on what is no suggestion alone (test_limits).
    *((name, "handling") for name in EXTENDING),
}
# Which time begins with a move; in all other moves none does.
STARTS = {
    "hand_in": {"screen"},
    "report_up": {"triage"},
    "return_to_group": {"screen"},
    "refer": {"handle", "law"},
    "grade_city": {"submit"},
    "recall": {"triage"},
    "submit": {"accept"},
    "return_to_township": {"triage"},
    "assign": {"sign", "answer", "law"},
    "assign_urgent": {"sign", "answer", "law"},
    "answer_local": {"feedback"},
    "answer": {"feedback"},
    "answer_province": {"feedback"},
    "feed_back": {"evaluate"},
    "remind": {"reminded"},
    "reject_again": {"decide"},
    **{key: {"hand_over"} for key in ("accept", "relieve", "take_back")},
    **{key: {"co_answer"} for key in ("ask_part", "add_local")},
    "change_lead": {"sign"},
    **{key: {"sign", "co_answer"} for key in ("add_co", "replace_co")},
}
RETURNS_TO = {"township": "handling", "city": "processing", "province": "reported"}
AGAIN = {"township": {"handle"}, "city": {"answer"}, "province": set()}
BACKWARD = ("return_answer", "reject", "promise_due", "reopen")
# What a move ends although it leaves the opinion where it is, or goes only one step on.
STOPS = {
    "sign": {"sign"},
    "co_sign": {"sign"},
    "relieve_co": {"sign", "co_answer"},
    "give_part": {"co_answer"},
    "waive_part": {"sign", "co_answer"},
    # The time to answer goes over to the new lead unit as it stands.
    "change_lead": {"sign"},
    **{key: {"sign", "co_answer"} for key in ("drop_co", "replace_co")},
    "drop_local": {"co_answer"},
    "remind": {"evaluate"},
}
HOLDERS = {
    **dict.fromkeys(("draft", "screening", "fed_back"), "group"),
    **dict.fromkeys(("triage", "to_submit", "answered"), "presidium"),
    **dict.fromkeys(
        ("submitted", "accepted", "agenda", "reported", "deciding"), "office"
    ),
    **dict.fromkeys(("assigned", "processing"), "lead"),
    "handling": "handler",
}
CASES = [
    (name, state, level)
    for name, state in LEGAL
    if name not in WITHIN and (name, state) not in NEVER
    for level in (
        ("township", "city", "province")
        if state in AFTER_ANSWER and name in (*BACKWARD, "close", "feed_back")
        else ("township",)
    )
]


@pytest.fixture
def arrivals(way, people):
    return Arrivals(way, people)


def running(opinion):
    rows = opinion.clocks.filter(stopped_on=None)
    return set(rows.values_list("pk", "step"))


def expected_state(name, state, level):
    target = BOOK[name][1]
    if target == SAME:
        return state
    if target == BACK:
        return RETURNS_TO[level]
    return target


def expected_holder(arrivals, opinion):
    if opinion.state == "evaluated":
        who = "presidium" if opinion.level == "township" else "office"
    else:
        who = HOLDERS.get(opinion.state)
    return {
        "group": arrivals.way.group.organ,
        "presidium": opinion.presidium,
        "office": arrivals.people["office"].main_post.organ,
        "lead": _lead_of(arrivals, opinion),
        "handler": arrivals.way.handler,
        None: None,
    }[who]


def _lead_of(arrivals, opinion):
    is_changed = opinion.history.filter(name="change_lead").exists()
    return arrivals.way.spare if is_changed else arrivals.way.lead_unit


def all_said(event):
    return " ".join([event.note, *(str(value) for _, value in event.words)])


def texts_given(arrivals, opinion, name):
    given = arrivals.way.given(name) | arrivals.more(opinion, name)
    codes = (
        *("answer_class", "verdict", "mark", "how", "level", "aside_reason"),
        *("attitude", "promise_outcome", "call_back"),
        *("stage", "contact_how"),
    )
    return [
        value
        for key, value in given.items()
        if isinstance(value, str) and key not in (*codes, "dismissal_reason")
    ]


@pytest.mark.parametrize(("name", "state", "level"), CASES)
def test_a_legal_move_leaves_the_row_its_event_its_clocks_and_its_texts(
    arrivals, name, state, level
):
    opinion = arrivals.ready(name, state, level)
    before = running(opinion)
    text, title, version = opinion.text, opinion.title, opinion.version
    proposers = list(opinion.proposers.values_list("pk", "name", "phone"))
    actor = arrivals.actor(opinion, name)
    round_ = opinion.round

    moved = arrivals.step(opinion, name, on=day_of(name))

    assert (moved.version, moved.moved_on) == (version + 1, day_of(name))
    assert moved.state == expected_state(name, state, level)
    assert moved.round == round_ + (name in NEW_ROUND)
    assert moved.holder == expected_holder(arrivals, moved)
    _check_event(arrivals, moved, name, state, actor)
    _check_clocks(moved, name, level, before)
    if name != "revise":
        assert (moved.text, moved.title) == (text, title)
    if name != "confirm_on_paper":
        assert list(moved.proposers.values_list("pk", "name", "phone")) == proposers
    assert illegal(moved) == ""


def _check_event(arrivals, moved, name, state, actor):
    event = moved.history.last()
    assert (event.name, event.from_state, event.to_state) == (name, state, moved.state)
    assert (event.by, event.on, event.version) == (actor, day_of(name), moved.version)
    assert (event.township, event.group) == (moved.township, moved.group)
    assert re.search("[\u4e00-\u9fff]", event.label)
    for text in texts_given(arrivals, moved, name):
        assert text in all_said(event), text


def _check_clocks(moved, name, level, before):
    after = running(moved)
    begun = AGAIN[level] if name in BACKWARD else STARTS.get(name, set())
    # An answer that is returned was none: the law's time goes on where it was.
    if name == "return_answer" and level != "province":
        begun = begun | {LAW}
    ended = {step for _, step in before - after}
    assert {step for _, step in after - before} == begun
    if name in STOPS:
        assert ended <= STOPS[name]
    elif BOOK[name][1] == SAME or name in ("put_on_agenda", "take_off_agenda"):
        assert ended == set()
    elif name not in ("assign", "assign_urgent"):
        assert {step for _, step in before & after} <= {LAW}
    assert clock_fault(moved) == ""
    stopped = Clock.objects.filter(pk__in=[pk for pk, _ in before - after])
    assert {clock.stopped_on for clock in stopped} <= {LATER}


@pytest.mark.parametrize("state", STATES)
def test_an_illegal_move_is_refused_in_words_and_writes_nothing(arrivals, state):
    opinion = arrivals.to(state)
    other = arrivals.new(is_draft=False)
    row = Opinion.objects.values().get(pk=opinion.pk)
    events, clocks = Event.objects.count(), Clock.objects.count()
    illegal_ones = [name for name in BOOK if (name, state) not in LEGAL]

    for name in illegal_ones:
        given = arrivals.way.given(name) | arrivals.more(opinion, name)
        if name in ("merge", "follow"):
            given = {"into": other}
        with pytest.raises(MoveRefused, match=f"当前状态为“{State(state).label}”"):
            actions.move(
                opinion, name, by=arrivals.people["office"], basis="台账", **given
            )

    assert Opinion.objects.values().get(pk=opinion.pk) == row
    assert (Event.objects.count(), Clock.objects.count()) == (events, clocks)
    assert len(illegal_ones) + sum(at == state for _, at in LEGAL) == len(BOOK)


def test_the_book_and_the_table_name_the_same_moves_from_the_same_states():
    pairs = {
        (name, source.value): tuple(sorted(set(_targets(step, source))))
        for name, step in TRANSITIONS.items()
        for source in step.sources
    }

    assert pairs == {pair: tuple(sorted(to)) for pair, to in LEGAL.items()}


def _targets(step, source):
    return [source] if step.target is None else step.targets


# Who may: names of the cast; everybody else may not.
GROUP, AUTHOR = "clerk secretary", "clerk secretary deputy"
KEEPER = "keeper"
WHO = {
    **dict.fromkeys(("hand_in", "revise", "settle", "attach"), AUTHOR),
    **dict.fromkeys(("evaluate", "reject", "reject_again", "withdraw"), AUTHOR),
    **dict.fromkeys(("assess", "close_dissatisfied", "call_back"), "office"),
    **dict.fromkeys(("send_back", "set_aside", "report_up", "merge"), GROUP),
    **dict.fromkeys(("tell", "feed_back", "absorb", "follow"), GROUP),
    **dict.fromkeys(("return_to_group", "refer", "grade_city"), "clerk"),
    **dict.fromkeys(("recall", "submit", "extend_local"), "clerk"),
    **dict.fromkeys(("answer_local", "sign_local"), "clerk handler"),
    **dict.fromkeys(("add_local", "drop_local"), "clerk"),
    "ask_time": "handler",
    **dict.fromkeys(("grant_time", "refuse_time"), "clerk"),
    **dict.fromkeys(("accept", "return_to_township", "dismiss"), "office"),
    **dict.fromkeys(("put_on_agenda", "take_off_agenda", "assign"), "office"),
    **dict.fromkeys(("assign_urgent", "report_to_province"), "office"),
    **dict.fromkeys(("answer_province", "mark_key", "unmark_key"), "office"),
    **dict.fromkeys(("relieve", "relieve_co", "refuse_relief"), "office"),
    **dict.fromkeys(("grant_extension", "refuse_extension"), "office"),
    **dict.fromkeys((*CORRECTIONS, "reopen"), "office"),
    **dict.fromkeys(("sign", "ask_extension", "draft_answer"), "unit office"),
    **dict.fromkeys(("issue", "unissue", "answer"), "unit office"),
    "ask_relief": "unit co_unit office",
    "remind": "clerk office",
    **dict.fromkeys(("return_answer", "close_unevaluated", "close"), KEEPER),
    "promise_due": KEEPER,
    # Nobody has asked: there is nothing to decide.
    **dict.fromkeys(("grant_pause", "refuse_pause"), ""),
    **dict.fromkeys(OF_LEDGERS, ""),
    "insist": "office",
    "invite": AUTHOR,
    "judge": AUTHOR,
    "confirm_on_paper": "clerk",
    # Nobody was asked; what all think comes by itself (test_cosigners).
    **dict.fromkeys(("confirm", "decline", "conclude_good", "conclude_bad"), ""),
    "conclude_bad_again": "",
}
# The step above the holder urges: the presidium its group and handlers, the office all.
URGED_BY = {
    **dict.fromkeys(("screening", "handling", "fed_back"), "clerk office"),
    **dict.fromkeys(("triage", "to_submit", "answered"), "office"),
    **dict.fromkeys(("assigned", "processing"), "office"),
}


# Whoever has it in hand replies, for groups and local handlers also their clerk.
HEEDED_BY = {
    **dict.fromkeys(("screening", "fed_back"), "secretary clerk"),
    **dict.fromkeys(("triage", "to_submit", "answered"), "clerk"),
    **dict.fromkeys(AT_OFFICE, "office"),
    **dict.fromkeys(("assigned", "processing"), "unit"),
    "handling": "handler clerk",
}


# Who stops the time that runs in each state, and who has to ask for it.
PAUSED_BY = {
    **dict.fromkeys(("screening", "fed_back"), "secretary clerk"),
    **dict.fromkeys(("triage", "to_submit", "handling", "answered"), "clerk"),
}
ASKED_BY = {
    **PAUSED_BY,
    "handling": "clerk handler",
    **dict.fromkeys(("submitted", "accepted", "agenda"), "office"),
    **dict.fromkeys(("assigned", "processing"), "unit co_unit office"),
}


# Who speaks with the proposer: who heard him, and who handles it and has signed.
def in_touch(opinion):
    who = {"secretary", "clerk", "office"}
    who |= {"unit", "co_unit"} if opinion.state in AT_UNIT else set()
    who |= {"unit"} if opinion.lead_unit_id else set()
    who |= {"co_handler"} if opinion.state == "handling" else set()
    return who | ({"handler"} if opinion.handler_id else set())


def at_work(opinion):
    is_local = opinion.state == "handling"
    return {"clerk", "handler"} if is_local else {"unit", "co_unit", "office"}


# Who handed it over does for those that help what they don't do themselves.
def helping(opinion):
    is_local = opinion.state == "handling"
    return {"co_handler", "clerk"} if is_local else {"co_unit", "office"}


def over_helpers(opinion):
    return {"clerk"} if opinion.state == "handling" else {"office"}


ANYBODY = (
    "office clerk secretary deputy unit supervisor leader sysadmin secadmin auditor "
    "other_clerk other_secretary other_deputy other_unit other_supervisor co_unit "
    "handler co_handler"
)
BESIDE_BY = {
    **dict.fromkeys(("co_sign", "give_part"), helping),
    **dict.fromkeys(("waive_part", "ask_part", "urge_co"), over_helpers),
    # It follows by itself from what another move was allowed.
    "bypass": lambda opinion: ANYBODY.split(),
    "inherit": lambda opinion: ["office", "clerk"],
    "pass_on": lambda opinion: ["clerk" if opinion.state == "triage" else "office"],
    "contact": in_touch,
    "progress": at_work,
    "pause": lambda opinion: PAUSED_BY[opinion.state].split(),
    "ask_pause": lambda opinion: ASKED_BY[opinion.state].split(),
    "resume": lambda opinion: ["office", *PAUSED_BY.get(opinion.state, "").split()],
    "heed_co": lambda opinion: [],  # nobody was urged beside the lead unit
}


# It follows by itself from what another move was allowed.
EVERYBODY = [
    "office",
    "clerk",
    "secretary",
    "deputy",
    "unit",
    "supervisor",
    "leader",
    "sysadmin",
    "secadmin",
    "auditor",
    "other_clerk",
    "other_secretary",
    "other_deputy",
    "other_unit",
    "other_supervisor",
    "co_unit",
    "handler",
]


def allowed(name, opinion):
    if name in BESIDE_BY:
        return set(BESIDE_BY[name](opinion))
    is_city = opinion.level in ("city", "province")
    if name == "heed":
        own = "office" if is_city else "clerk"
        return set(HEEDED_BY.get(opinion.state, own).split())
    if name == "urge":
        if opinion.state == "evaluated":
            return set() if is_city else {"office"}
        return set(URGED_BY[opinion.state].split())
    if (name, opinion.state) in {("merge", "triage"), ("ask_extension", "handling")}:
        return {"clerk"}
    who = WHO[name]
    if who == KEEPER:
        who = "office" if is_city else "clerk"
    return set(who.split())


def of_the_deputy(arrivals):
    person = arrivals.people["deputy"].person
    return [Proponent(person.name, person=person), Proponent("李四")]


ARRIVALS = [(state, "township") for state in STATES] + [
    (state, level) for state in AFTER_ANSWER for level in ("city", "province")
]


@pytest.mark.parametrize(("state", "level"), ARRIVALS)
def test_each_move_is_taken_by_its_own_people_and_by_nobody_else(
    arrivals, state, level
):
    if state in ("handling", "assigned", "processing"):
        opinion = arrivals.with_co_unit(state)
    else:
        opinion = arrivals.to(state, level)
    proposer = opinion.proposers.get()
    proposer.person = arrivals.people["deputy"].person
    proposer.save()
    opinion = Opinion.objects.get(pk=opinion.pk)

    for name in [name for name, at in LEGAL if at == state]:
        may = allowed(name, opinion)
        for who, user in arrivals.people.items():
            reason = workflow.why_not(name, opinion, user, on=LATER)
            assert ("您无权" not in reason) == (who in may), (name, who, reason)


@pytest.mark.parametrize("state", [s for s in STATES if s not in ("draft", "merged")])
def test_the_same_roles_of_another_place_are_refused_at_the_gate(arrivals, state):
    opinion = arrivals.to(state)
    foreign = [
        user for who, user in arrivals.people.items() if who.startswith("other_")
    ]
    events = Event.objects.count()
    assert len(foreign) == 5

    # What follows by itself from another move is anybody's, whose move that was.
    pressed = [name for name, at in LEGAL if at == state and name != "bypass"]
    for name in pressed:
        given = arrivals.way.given(name) | arrivals.more(opinion, name)
        if name in ("merge", "follow"):
            given = {"into": opinion}
        for user in foreign:
            with pytest.raises(MoveRefused, match="您无权办理"):
                actions.move(opinion, name, by=user, **given)

    assert Event.objects.count() == events


NEEDS = {
    "send_back": {"reason": "理由"},
    "set_aside": {"aside_reason": "原因"},
    "settle": {"settled_text": "现场解决情况"},
    "contact": {"stage": "阶段", "contact_how": "联系方式", "said": "反映人的意见"},
    "progress": {"note": "说明"},
    "merge": {"into": "并入"},
    "return_to_group": {"reason": "理由"},
    "refer": {"category": "类别", "level": "层级", "handler": "承办单位"},
    "grade_city": {"category": "类别"},
    "recall": {"reason": "理由"},
    "submit": {"reason": "理由"},
    "extend_local": {"until": "延至", "reason": "理由"},
    "sign_local": {"signed_by": "签收人"},
    "ask_time": {"until": "延至", "reason": "理由"},
    "refuse_time": {"reason": "理由"},
    "add_local": {"co_handlers": "乡村协办", "reason": "理由"},
    "drop_local": {"reason": "理由"},
    "answer_local": {"answer_class": "答复类别", "text": "内容"},
    "return_to_township": {"reason": "理由"},
    "dismiss": {"dismissal_reason": "不作为建议处理的情形"},
    "put_on_agenda": {"conference": "联席会议"},
    "take_off_agenda": {"reason": "理由"},
    "assign": {"lead_unit": "主办单位"},
    "assign_urgent": {"lead_unit": "主办单位", "reason": "理由"},
    "report_to_province": {"reason": "理由"},
    "answer_province": {"answer_class": "答复类别", "text": "内容"},
    "unmark_key": {"reason": "理由"},
    "sign": {"signed_by": "签收人"},
    "co_sign": {"signed_by": "签收人"},
    "ask_relief": {"reason": "理由"},
    "refuse_relief": {"reason": "理由"},
    "ask_extension": {"until": "延至", "reason": "理由"},
    "refuse_extension": {"reason": "理由"},
    "give_part": {"part": "协办意见"},
    "waive_part": {"reason": "理由"},
    "draft_answer": {"answer_class": "答复类别", "text": "内容"},
    "issue": {"issued_by": "签发人"},
    "return_answer": {"reason": "理由"},
    "unissue": {"reason": "理由"},
    "ask_part": {"reason": "理由"},
    "take_back": {"reason": "理由"},
    "change_lead": {"lead_unit": "主办单位", "reason": "理由"},
    "add_co": {"co_units": "协办单位", "reason": "理由"},
    "drop_co": {"reason": "理由"},
    "replace_co": {"new_unit": "新的协办单位", "reason": "理由"},
    "reset_deadline": {"due_on": "办理期限", "reason": "理由"},
    "reset_requirement": {"requirement": "交办要求", "reason": "理由"},
    "tell": {"proposer": "反馈对象", "how": "反馈方式"},
    "feed_back": {"how": "反馈方式"},
    "evaluate": {"verdict": "办理结果评价", "attitude": "办理态度评价"},
    "reject": {"reason": "理由", "attitude": "办理态度评价"},
    "reject_again": {"reason": "理由", "attitude": "办理态度评价"},
    "assess": {"assessor": "评估单位", "assessment": "评估意见"},
    "close_dissatisfied": {"reason": "理由"},
    "call_back": {"call_back": "回访结果", "contact_how": "联系方式"},
    "reopen": {"reason": "理由"},
    "withdraw": {"reason": "理由"},
    "heed": {"note": "说明"},
    "heed_co": {"note": "说明"},
    "pause": {"paused_until": "暂停至", "reason": "理由"},
    "ask_pause": {"paused_until": "暂停至", "reason": "理由"},
    "insist": {"reason": "理由"},
    "invite": {"co_signer": "联名代表"},
    "judge": {"mark": "办理结果评价", "attitude": "办理态度评价"},
    "confirm_on_paper": {"asked": "附议人", "scan": "纸质件扫描"},
    "refuse_pause": {"reason": "理由"},
    "attach": {"material": "补充材料"},
}


def first_state(name):
    return next(
        state for at, state in LEGAL if at == name and (name, state) not in NEVER
    )


@pytest.mark.parametrize("name", NEEDS)
def test_what_a_move_must_record_is_asked_for_by_name(arrivals, name):
    opinion = arrivals.ready(name, first_state(name))
    whole = arrivals.way.given(name) | arrivals.more(opinion, name)
    if name == "merge":
        whole = {"into": arrivals.new(is_draft=False)}
    events = Event.objects.count()

    for field, label in NEEDS[name].items():
        for empty in ("", None):
            with pytest.raises(MoveRefused, match=f"须填写{label}"):
                actions.move(
                    opinion,
                    name,
                    by=arrivals.actor(opinion, name),
                    on=day_of(name),
                    **whole | {field: empty},
                )

    assert Event.objects.count() == events


def test_no_move_asks_for_more_than_the_domain_says():
    asked = {name: set(step.needs) for name, step in TRANSITIONS.items() if step.needs}
    for name in ("follow", "inherit", *OF_LEDGERS):
        asked.pop(name)

    assert asked == {name: set(fields) for name, fields in NEEDS.items()}
