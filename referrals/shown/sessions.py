"""What lies before a session, as one who attends it may read it."""

from referrals.models import AgendaItem, JointConference, Opinion
from referrals.queries.conference import Urgent, agenda_of, urgent_before
from referrals.shown.sources import SourceWords
from tianmen_congress.base.access.scope import CITY_ROLES
from tianmen_congress.base.accounts.models import User

TEXTS = ("title", "text", "submit_reason")


def agenda(conference: JointConference, *, user: User) -> list[AgendaItem]:
    """The agenda with the texts as `user` may read them: its rows are never stored."""
    items = agenda_of(conference, user=user)
    for item in items:
        item.remarks = _read_by(user, item.opinion, item.remarks)
    return items


def told(conference: JointConference, *, user: User) -> list[Urgent]:
    """What was handed over since the session before, in the same way."""
    return [
        Urgent(row.opinion, row.on, row.units, _read_by(user, row.opinion, row.reason))
        for row in urgent_before(conference, user=user)
    ]


def _read_by(user: User, opinion: Opinion, beside: str) -> str:
    """`beside` and the opinion's own texts without who spoke, for those of the units."""
    if user.has_role(*CITY_ROLES):
        return beside
    words = SourceWords(opinion, user)
    for name in TEXTS:
        setattr(opinion, name, words.hide(getattr(opinion, name)))
    return words.hide(beside)


def known(opinions: list[Opinion], *, user: User) -> set[int]:
    """Those whose own page `user` may open."""
    rows = Opinion.objects.visible_to(user).filter(pk__in=[row.pk for row in opinions])
    return set(rows.values_list("pk", flat=True))
