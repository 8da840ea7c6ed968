"""Random moves of all roles, on and on: only legal histories, no text lost."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from referrals import actions, workflow
from referrals.models import Answer, Opinion
from referrals.workflow import TRANSITIONS, MoveRefused
from tests.referrals.histories import illegal, running_twice
from tests.referrals.way import START

pytestmark = pytest.mark.django_db

WALKS, STEPS = 25, 80
EXTRA = {
    "ask_extension": {"until": START.replace(month=10), "reason": "工程量大"},
    "extend_local": {"until": START.replace(month=10), "reason": "工程量大"},
    "tell": {"how": "phone"},
    "answer_local": {"answer_class": "c", "text": "暂无资金"},
}


class Walk(RuleBasedStateMachine):
    """One opinion, and everybody who may press a button."""

    way = None
    names = tuple(name for name in TRANSITIONS if name not in ("attach", "absorb"))
    count = 0

    def __init__(self):
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        way = self.way
        self.users = [way.office, way.clerk, way.secretary, way.unit, way.deputy]
        self.opinion = way.collect(is_draft=True)
        self.answers = set()

    def teardown(self):
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    @rule(data=st.data())
    def press(self, data):
        user = data.draw(st.sampled_from(self.users))
        offered = workflow.available(Opinion.objects.get(pk=self.opinion.pk), user)
        is_button = offered and data.draw(st.integers(0, 9)) > 1
        names = [n for n in self.names if n in offered] if is_button else self.names
        name = data.draw(st.sampled_from(names or self.names))
        self._move(name, user)
        type(self).count += 1

    def _move(self, name, user):
        given = {**self.way.given(name), **EXTRA.get(name, {})}
        if name == "merge":
            given["into"] = self.way.collect()
        if name == "tell":
            given["proposer"] = self.opinion.proposers.first()
        try:
            with transaction.atomic():
                self.opinion = actions.move(
                    self.opinion, name, by=user, on=START, **given
                )
        except MoveRefused:
            return

    @invariant()
    def the_history_is_legal(self):
        opinion = Opinion.objects.get(pk=self.opinion.pk)
        assert illegal(opinion) == ""
        assert not running_twice(opinion)

    @invariant()
    def no_answer_is_lost(self):
        now = set(
            Answer.objects.filter(
                opinion=self.opinion.pk, answered_on__isnull=False
            ).values_list("pk", "text")
        )
        assert now >= self.answers
        self.answers = now

    @invariant()
    def the_text_is_as_it_was_said(self):
        opinion = Opinion.objects.get(pk=self.opinion.pk)
        assert opinion.text == "村级主干道3公里未硬化，群众出行难"


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


def test_two_thousand_random_moves_leave_only_legal_histories(way):
    machine = type("OfThisTest", (Walk,), {"way": way, "count": 0})

    walk(machine)
    for _ in range(9):
        if machine.count < 2000:
            walk(machine)

    assert machine.count >= 2000


def test_the_same_walk_finds_a_gate_left_open(way, monkeypatch):
    monkeypatch.setattr(workflow, "why_not", lambda *args, **kwargs: "")
    simple = ("report_up", "accept", "close", "unmark_key", "resume")
    machine = type("Broken", (Walk,), {"way": way, "names": simple})

    with pytest.raises(AssertionError, match="illegal"):
        walk(machine, 10)


def test_the_same_walk_finds_an_event_that_was_not_written(way, monkeypatch):
    monkeypatch.setattr("referrals.actions.gate.record", lambda act, was: None)
    machine = type("Silent", (Walk,), {"way": way})

    with pytest.raises(AssertionError, match="missing"):
        walk(machine, 10)
