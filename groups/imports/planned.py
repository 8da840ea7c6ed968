"""One line of the list of groups, as what it would do."""

from dataclasses import dataclass, field

from deputies.models import Person
from groups.models import DeputyGroup, GroupMembership
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.words.numerals import in_words
from tianmen_congress.base.workbooks.kinds import Outcome, Planned
from tianmen_congress.base.workbooks.records import Record

from .people import Listed


@dataclass(slots=True)
class PlannedGroup(Planned):
    """One line: the group as it is, and what of the line is not yet so."""

    number: int = 0
    group: DeputyGroup | None = None
    joining: list[tuple[Person, Listed]] = field(default_factory=list)
    # Members whose offices the line gives otherwise.
    reappointed: list[tuple[GroupMembership, Listed]] = field(default_factory=list)
    linking: list[Division] = field(default_factory=list)
    # Villages that were of a group before: their links begin on the day.
    once_linked: set[int] = field(default_factory=set)

    @property
    def record(self) -> Record:
        return self.records[0]

    @property
    def name(self) -> str:
        return f"{self.township.name}第{in_words(self.number)}代表小组"

    # What the line says of the room where the record says otherwise; else nothing.
    room_place: str = ""

    def decide(self) -> None:
        differs = self.joining or self.reappointed or self.linking or self.room_place
        self.outcome = Outcome.CHANGED if differs else Outcome.UNCHANGED
        if self.group is None:
            self.outcome = Outcome.NEW
