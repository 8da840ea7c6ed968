"""A complaint about somebody's conduct: past his desk, to the discipline inspection."""

from referrals.actions.act import Act
from referrals.actions.paper_numbers import document_number
from referrals.enums import Level, State

from .city import take_off_agenda
from .notices import tell_author


def bypass(act: Act) -> None:
    """It takes no number of the township: a gap in them would tell of it."""
    act.opinion.level = Level.CITY
    act.tell("反映对象", act.opinion.accused_organ)


def pass_on(act: Act) -> None:
    opinion = act.opinion
    issuer = None if opinion.state != State.TRIAGE else opinion.presidium
    opinion.discipline_number = document_number("discipline", opinion, issuer)
    act.tell("转纪检函文号", opinion.discipline_number)
    take_off_agenda(act)
    tell_author(act, issuer)


def insist(act: Act) -> None:
    act.opinion.is_insisted = True
    act.tell("反映对象", act.opinion.accused_organ)


EFFECTS = (bypass, pass_on, insist)
