"""Random moves of all roles, on and on: only legal histories, no text lost.

Every press counts as one move of the walk, taken or refused: nine in ten press what a
page offers there, one in ten anything by anybody. Nearly half must be taken.
"""

from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from referrals import actions, workflow
from referrals.actions.effects import EFFECTS, local
from referrals.enums import State
from referrals.models import Event, Opinion
from referrals.workflow import MoveRefused
from tests.referrals.histories import (
    clock_fault,
    illegal,
    number_fault,
    said,
    settled,
)
from tests.referrals.presses import PRESSED, Finger
from tests.referrals.rulebook import OPEN

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("years_ahead"),
]

WALKS, STEPS, MOVES, TAKEN, OPINIONS = 32, 80, 2000, 900, 2
BEGIN = (State.ASSIGNED, State.PROCESSING, State.ANSWERED, State.FED_BACK, State.AGENDA)
# Many, because the first fault ends it.
UNTIL_FOUND = 60
LIVELY = frozenset(OPEN.split())


class Walk(RuleBasedStateMachine):
    """Some opinions of one township, and everybody who may press a button."""

    way = None
    people = {}

    def __init__(self):
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        finger = Finger(self.way, self.people, Random(0))
        self.pks = [finger.collect().pk]
        self.texts = {pk: set() for pk in self.pks}
        self.rows, self.facts = self._rows(), set()
        self.known = set()

    def teardown(self):
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    @initialize(state=st.sampled_from(BEGIN))
    def begin(self, state):
        """One more that is on its way, or few walks would come to the end of it."""
        self._take_in(self.way.to(state))

    @rule(seed=st.integers(0, 2**32))
    def press(self, seed):
        finger = Finger(self.way, self.people, Random(seed), self.known)
        lively = [pk for pk in self.pks if self.rows[pk]["state"] in LIVELY]
        if len(lively) < OPINIONS:
            self._one_more(finger)
        opinion = Opinion.objects.get(pk=finger.rng.choice(lively or self.pks))
        pressed = finger.press(opinion)
        self.tally(pressed)
        if pressed.is_taken:
            self.known.add(pressed.name)
        self._check(pressed)

    @classmethod
    def tally(cls, pressed):
        cls.count += 1
        if pressed.is_taken:
            cls.taken.append(pressed.name)

    def _one_more(self, finger):
        """Some have ended: somebody has something new to say."""
        self._take_in(finger.collect())

    def _take_in(self, opinion):
        self.pks.append(opinion.pk)
        self.texts[opinion.pk] = set()
        self.rows = self._rows()

    def _rows(self):
        return {
            row["id"]: row for row in Opinion.objects.filter(pk__in=self.pks).values()
        }

    def _check(self, pressed):
        before, self.rows = self.rows, self._rows()
        events = Event.objects.filter(opinion__in=self.pks).count()
        assert events == sum(row["version"] for row in self.rows.values()), "missing"
        touched = {pk for pk in self.pks if self.rows[pk] != before[pk]}
        assert bool(touched) == pressed.is_taken
        for pk in touched:
            made = self.rows[pk]["version"] - before[pk]["version"]
            # The last of those who judge together brings the verdict of all with it.
            most = 2 if pressed.name == "judge" else 1
            assert 1 <= made <= most, f"{pressed.name}: {made} events for one change"
        for opinion in Opinion.objects.filter(pk__in=touched):
            self._check_one(opinion)
        if touched:
            self._check_all()

    def _check_all(self):
        facts = settled()
        assert facts >= self.facts, "an answer or a verdict was changed"
        self.facts = facts
        assert number_fault() == ""

    def _check_one(self, opinion):
        assert illegal(opinion) == ""
        assert clock_fault(opinion) == ""
        texts = said(opinion)
        assert texts >= self.texts[opinion.pk], "a text was lost"
        self.texts[opinion.pk] = texts


def machine_of(way, people):
    assert way.spare.pk, "made before the first walk, whose rows are taken back"
    own = {"way": way, "people": people, "count": 0, "taken": []}
    return type("OfThisTest", (Walk,), own)


def walk(machine, examples=WALKS):
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            derandomize=True,
            phases=[Phase.generate],
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_two_thousand_random_moves_leave_only_legal_histories(way, people):
    machine = machine_of(way, people)

    walk(machine)

    assert machine.count >= MOVES
    assert len(machine.taken) >= TAKEN
    # It came round: most moves of the book were taken.
    never = set(PRESSED) - set(machine.taken)
    assert len(never) * 4 <= len(PRESSED), never


@pytest.fixture
def broken(monkeypatch):
    """A place to break something: a press that stumbles over it is a refused one."""
    move = actions.move

    def or_refuse(*args, **given):
        try:
            with transaction.atomic():
                return move(*args, **given)
        except MoveRefused:
            raise
        except Exception as stumble:
            raise MoveRefused("走不下去") from stumble

    monkeypatch.setattr(actions, "move", or_refuse)
    return monkeypatch


def test_the_same_walk_finds_a_gate_left_open(way, people, broken):
    broken.setattr(workflow, "why_not", lambda *args, **kwargs: "")

    with pytest.raises(AssertionError, match="illegal"):
        walk(machine_of(way, people), UNTIL_FOUND)


def test_the_same_walk_finds_an_event_that_was_not_written(way, people, broken):
    broken.setattr("referrals.actions.gate.record", lambda act, was: None)

    with pytest.raises(AssertionError, match="missing"):
        walk(machine_of(way, people), UNTIL_FOUND)


def test_the_same_walk_finds_a_text_that_was_wiped(way, people, broken):
    def overwrite(act):
        for name in local.TEXTS:
            if name in act.given:
                setattr(act.opinion, name, act.given[name])

    broken.setitem(EFFECTS, "revise", overwrite)

    with pytest.raises(AssertionError, match="a text was lost"):
        walk(machine_of(way, people), UNTIL_FOUND)


def test_the_same_walk_finds_an_answer_that_was_written_over(way, people, broken):
    plain = EFFECTS["feed_back"]

    def as_it_was_told(act):
        plain(act)
        act.opinion.answers.update(text="已答复")

    broken.setitem(EFFECTS, "feed_back", as_it_was_told)

    with pytest.raises(AssertionError, match="an answer or a verdict was changed"):
        walk(machine_of(way, people), UNTIL_FOUND)


def test_the_same_walk_finds_a_number_that_is_used_again(way, people, broken):
    plain = EFFECTS["refer"]

    def free_the_number(act):
        plain(act)
        act.opinion.sequence, act.opinion.number = None, ""

    def smallest_free(kind, key):
        return Opinion.objects.exclude(sequence=None).count() + 1

    broken.setitem(EFFECTS, "refer", free_the_number)
    broken.setattr(local, "next_number", smallest_free)

    with pytest.raises(AssertionError, match=r"changed|given twice|gap"):
        walk(machine_of(way, people), UNTIL_FOUND)


def test_the_same_walk_finds_a_clock_that_runs_on(way, people, broken):
    broken.setattr("referrals.actions.gate.timing.stop", lambda *args, **kw: None)

    with pytest.raises(AssertionError, match="run"):
        walk(machine_of(way, people), UNTIL_FOUND)
