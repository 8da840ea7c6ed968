"""A session with an agenda."""

from referrals.enums import State
from tests.kept import kept


@kept
def agenda(way):
    return [way.to(State.AGENDA), way.to(State.AGENDA)]
