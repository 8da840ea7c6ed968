"""One move while it is being made: what its effect reads and changes."""

from dataclasses import dataclass, field
from datetime import date

from referrals.enums import PartyKind
from referrals.models import Opinion, Party
from referrals.models.accused import township_id_of
from referrals.rules import hands_over, helping_organs
from referrals.workflow import MoveRefused, Transition
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.rows.naming import as_called
from tianmen_congress.base.words import in_words

from .accused import check_not_accused

HANDED_TO = (PartyKind.HANDLER, PartyKind.LEAD, PartyKind.CO)


@dataclass(slots=True)
class Act:
    name: str
    transition: Transition
    opinion: Opinion
    by: User | None
    on: date
    given: dict[str, object]
    basis: str = ""
    # Pairs of label and value for the history, beside what was given.
    words: list[tuple[str, str]] = field(default_factory=list)

    def get(self, name: str, default: object = "") -> object:
        value = self.given.get(name)
        return default if value is None else value

    def copy(self, *names: str) -> None:
        """Set the columns of the opinion that were given under the same names."""
        for name in names:
            if self.given.get(name) is not None:
                setattr(self.opinion, name, self.given[name])

    def tell(self, label: str, value: object, *, empty: str = "") -> None:
        """Say in the history what was not given but came of the move."""
        called = as_called(value, self.on)
        self.words.append((label, in_words(called, empty=empty)))

    def join(self, organ: Organ, as_what: PartyKind) -> None:
        """From now on `organ` has a part, and sees the opinion to its end."""
        add_parties(self.opinion, [(organ, as_what)], self.on)

    @property
    def _records_for_others(self) -> bool:
        """Who handed it over, and who copies a ledger; a unit acts for itself alone."""
        is_nobodys = bool(self.basis) or self.by is None
        return is_nobodys or hands_over(self.by, self.opinion)

    def assignment(self, *, is_lead: bool | None = None):
        """The live assignment that the move is about: of the unit named, or of the user's."""
        rows = self.opinion.live_assignments
        if is_lead is not None:
            rows = [row for row in rows if row.is_lead == is_lead]
        if not self._records_for_others:
            organs = helping_organs(self.by)
            rows = [row for row in rows if row.unit_id in organs]
        if unit := self.given.get("unit"):
            rows = [row for row in rows if row.unit_id == unit.pk]
        if not rows:
            raise MoveRefused("没有找到该承办单位")
        if len(rows) > 1:
            names = "、".join(row.unit.name for row in rows)
            raise MoveRefused(f"请选择单位：{names}")
        return rows[0]


def add_parties(
    opinion: Opinion, parties: list[tuple[Organ, PartyKind]], on: date
) -> None:
    """Add those that are not there yet; nobody is handed a complaint about himself.

    Who had lost it sees it as before.
    """
    for organ, as_what in parties:
        if as_what in HANDED_TO:
            check_not_accused(opinion, organ)
    Party.objects.bulk_create(
        (
            Party(
                opinion=opinion,
                organ=organ,
                as_what=as_what,
                since=on,
                local_township_id=township_id_of(organ),
            )
            for organ, as_what in parties
        ),
        ignore_conflicts=True,
    )
    ended = opinion.parties.exclude(until=None)
    for organ, as_what in parties:
        ended.filter(organ=organ, as_what=as_what).update(until=None)
