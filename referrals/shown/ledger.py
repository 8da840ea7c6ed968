"""What a line of the ledger says of an opinion, as far as its reader may know."""

from datetime import date

from referrals import rules
from referrals.models import Opinion
from tianmen_congress.base.accounts.models import User

from .record import proposers_in_words


def what_was_done(opinion: Opinion) -> str:
    """The last answer, or where it stands."""
    answers = opinion.given_answers
    return answers[-1].text if answers else opinion.get_state_display()


def who_said_it(opinion: Opinion, *, user: User) -> str:
    """The names alone, as far as `user` may know."""
    if "proposers" not in rules.visible_fields(user, opinion):
        return ""
    return proposers_in_words(opinion, user=user, with_phones=False)


def handler_in_words(opinion: Opinion, on: date) -> str:
    """In a table of that day; what was at its end by then as it was called at the end."""
    return opinion.handled_by(min(on, opinion.stands_on))


def where_from(opinion: Opinion, *, user: User) -> str:
    """The group that heard it, or the presidium where the group must not be known."""
    if opinion.group is None or rules.hides_group(user, opinion):
        return opinion.presidium_name
    return opinion.group_name
