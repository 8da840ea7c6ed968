"""What a corrected workbook changes of what is on file, and what is asked first.

Old and new stand in the preview. A value that a workbook brought gives way to a later
workbook; one that somebody changed by hand since is asked, never overwritten silently.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from django.db.models import Model

from tianmen_congress.base.cells import Candidate
from tianmen_congress.base.personal.fields import digest

from .models import ImportIssue
from .records import Record, in_short
from .traces import Origins

# The field under which such questions are asked; kinds wait for its answer.
BY_HAND = "by_hand"
KEEP, TAKE = "keep", "take"


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value on file that a workbook has otherwise: `old` and `new` in words."""

    row: Model
    part: str
    old: str
    new: str
    # The value as `row`, and each event of it, tells it; without, the field `part`.
    value_of: Callable[[Model], object] | None = None

    @property
    def key(self) -> dict[str, str]:
        """What an answer is found by again; tells none of the words."""
        return {
            "of": f"{self.row._meta.label_lower}:{self.row.pk}:{self.part}",
            "old": digest(self.old),
            "new": digest(self.new),
        }


class Corrections:
    """Decides, value by value, for the rows of one workbook."""

    def __init__(self, kind: str):
        self.kind = kind
        self.expected: dict[type[Model], set[int]] = defaultdict(set)
        self.origins: dict[type[Model], Origins] = {}

    def expect(self, rows: Iterable[Model]) -> None:
        """These rows may differ: their stories are read together once one does."""
        for row in rows:
            self.expected[type(row)].add(row.pk)

    @cached_property
    def answers(self) -> dict[tuple, str]:
        """What was answered before; an answer holds for the same values."""
        # unscoped: an answer holds for whoever sends the same values
        issues = ImportIssue.objects.answered().filter(
            batch__kind=self.kind, about__field=BY_HAND
        )
        return {_key(issue.about): issue.answer for issue in issues}

    def takes(self, record: Record, name: str, change: ValueChange) -> bool:
        """Whether the record's value is to be stored; it is shown, or asked, there."""
        answer = TAKE if self.is_free(change) else self.answers.get(_key(change.key))
        if answer is None:
            self._ask(record, name, change)
        elif answer == TAKE:
            record.change(name, change.old, change.new)
        return answer == TAKE

    def is_free(self, change: ValueChange) -> bool:
        """Whether nobody has changed the value by hand since a workbook wrote the row."""
        value_of = change.value_of or attrgetter(change.part)
        return not self._origins_of(change.row).is_by_hand(change.row.pk, value_of)

    def is_of_workbooks(self, row: Model) -> bool:
        return self._origins_of(row).is_of_workbooks(row.pk)

    def _origins_of(self, row: Model) -> Origins:
        model = type(row)
        if model not in self.origins:
            self.origins[model] = Origins(self.kind, model)
        known = self.origins[model]
        if row.pk not in known.stories:
            known.read({*self.expected.pop(model, ()), row.pk})
        return known

    def _ask(self, record: Record, name: str, change: ValueChange) -> None:
        old, new = (record.shown(name, words) for words in (change.old, change.new))
        record.ask(
            name,
            f"导入以后有人改为{in_short(old)}，表中为{in_short(new)}，请选择",
            [
                Candidate(KEEP, f"保留{in_short(old)}"),
                Candidate(TAKE, f"改为{in_short(new)}"),
            ],
            **{"field": BY_HAND, **change.key},
        )


def waits(record: Record) -> bool:
    """Whether the record stays out until it is said what becomes of a value."""
    return any(finding.about.get("field") == BY_HAND for finding in record.findings)


def _key(about: dict[str, str]) -> tuple:
    return about["of"], about["old"], about["new"]
