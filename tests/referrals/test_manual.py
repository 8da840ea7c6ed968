"""The manual's page of the way is printed from the table."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from referrals.enums import State
from referrals.workflow import TRANSITIONS
from referrals.workflow.diagram import WHO, mermaid


def test_the_page_in_the_manual_is_as_the_table_says_today():
    out = StringIO()
    call_command("print_workflow", stdout=out)

    page = Path(settings.BASE_DIR, "docs", "workflow.md").read_text(encoding="utf-8")

    assert page == out.getvalue()


def test_the_diagram_shows_every_state_and_every_move_between_two():
    picture = mermaid()

    assert all(f'"{state.label}" as {state.value}' in picture for state in State)
    moving = [step for step in TRANSITIONS.values() if step.target is not None]
    assert all(f": {step.label}" in picture for step in moving)


def test_everybody_who_moves_something_has_a_name_in_the_manual():
    assert {step.who.__name__ for step in TRANSITIONS.values()} <= set(WHO)
