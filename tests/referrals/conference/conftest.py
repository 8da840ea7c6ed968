"""A session with an agenda."""

import pytest

from referrals.enums import State


@pytest.fixture
def agenda(way):
    return [way.to(State.AGENDA), way.to(State.AGENDA)]
