"""Which place a cell names: by what it is called today, or by what it once was.

A former name leads to what the place is today, with a notice. A closed place of which
nobody has said where it lives on is a question, with the likeliest place chosen
already; the answer holds for the same words, and confirms nothing for anybody else.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from itertools import chain, zip_longest

from tianmen_congress.base.cells import Candidate, bare
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import (
    behind_townships,
    called_so,
    closed_villages,
    closed_without_successor,
    find_villages,
    find_villages_anywhere,
    led_in_words,
    stood_then,
    was_called,
)
from tianmen_congress.base.divisions.successors import proposed

from .models import ImportIssue
from .records import Record

ONCE = "{}，按现在的登记；同样的写法不再逐行提示"
UNSETTLED = "已于{}撤销，请选择现在是哪个村；还没有确认并入何处，预选的是最可能的"


class PlaceNames:
    """What the names in one workbook mean; each is looked up once.

    `field` is the column of villages that is asked about in workbooks of the kind
    `kind`; `by` is what of a village stands in an answer.
    """

    def __init__(self, kind: str, field: str = "village", *, by: str = "code"):
        self.kind, self.field, self.by = kind, field, by
        self.villages: dict[tuple[int, str], list[Division]] = {}
        self.anywhere: dict[str, list[Division]] = {}
        self.behind: dict[str, list[tuple[Division, str]]] = {}
        self.gone: dict[int, list[Division]] = {}
        self.unsettled: dict[tuple[int, str], list[Division]] = {}
        self.alike: dict[tuple[int, str], list[Division]] = {}
        self.told: set[tuple[str, int]] = set()

    def find(
        self, name: str, *, township: Division, on: date | None = None
    ) -> list[Division]:
        """The villages that `name` may mean; on a day, those that it meant then."""
        key = township.pk, bare(name)
        if key not in self.villages:
            self.villages[key] = find_villages(name, township=township)
        there = self.villages[key]
        return (on and self._then(name, township, on, there)) or there

    def find_anywhere(self, name: str, *, on: date | None = None) -> list[Division]:
        """The same where `name` may say the township before the village."""
        name = bare(name)
        if name not in self.anywhere:
            self.anywhere[name] = find_villages_anywhere(name)
        there, then = self.anywhere[name], []
        for township, own in self.behind_townships(name) if on else ():
            then += self._then(own, township, on, there)
        return then or there

    def behind_townships(self, name: str) -> list[tuple[Division, str]]:
        """Each township that `name` may say before the village, with the rest."""
        if name not in self.behind:
            self.behind[name] = behind_townships(name)
        return self.behind[name]

    def _then(
        self, name: str, township: Division, on: date, there: list[Division]
    ) -> list[Division]:
        if township.pk not in self.gone:
            self.gone[township.pk] = closed_villages(township)
        return stood_then(name, on=on, gone=self.gone[township.pk], there=there)

    def closed(self, name: str, *, township: Division) -> list[Division]:
        """Closed villages that `name` means, of which nobody knows where they live on;
        asked where none of today is found."""
        key = township.pk, bare(name)
        if key not in self.unsettled:
            self.unsettled[key] = closed_without_successor(name, township=township)
        return self.unsettled[key]

    def called_so(self, name: str, place: Division) -> list[Division]:
        """Of all that lives on where `place` does: what was ever called `name`."""
        key = place.pk, bare(name)
        if key not in self.alike:
            self.alike[key] = called_so(name, place)
        return self.alike[key]

    def tell(
        self,
        record: Record,
        field: str,
        name: str,
        place: Division,
        *,
        on: date | None = None,
    ) -> None:
        """Say once of a name that it is none of today's; nothing where it was right on
        the day that the row is of."""
        key = bare(name), place.pk
        words = "" if key in self.told else led_in_words(name, place)
        if words and not (on and place.stood_on(on) and was_called(place, name, on)):
            self.told.add(key)
            record.warn(field, ONCE.format(words))

    @cached_property
    def answers(self) -> dict[tuple[int, str], list[str]]:
        """What was answered before about villages, the latest last: that one holds for
        the same words."""
        # unscoped: an answer holds for whoever writes the same words of it
        issues = ImportIssue.objects.answered().filter(
            batch__kind=self.kind,
            about__field=self.field,
            about__has_keys=["township", "village"],
        )
        given = defaultdict(list)
        for issue in issues:
            key = issue.about["township"], issue.about["village"]
            given[key].append(issue.answer)
        return given

    def answered(
        self, name: str, found: Iterable[Division], *, township: Division
    ) -> Division | None:
        """The one of `found` that was said to be meant."""
        latest = self.answers.get((township.pk, bare(name)), [])[-1:]
        return next((each for each in found if self._key(each) in latest), None)

    def may_mean(self, name: str, place: Division, *, township: Division) -> bool:
        """Whether `place` is, was or was said to be what `name` means."""
        found = self.find(name, township=township)
        found = found or self.closed(name, township=township)
        is_so = place.now_id in {village.now_id for village in found}
        answers = self.answers.get((township.pk, bare(name)), [])
        return is_so or self._key(place) in answers

    def settle(
        self,
        record: Record,
        name: str,
        closed: list[Division],
        *,
        township: Division,
        part: str = "",
    ) -> Division | None:
        """What became of the one of `closed` that `name` means, if it was answered;
        else it is asked. `part` is what of a list is asked about."""
        offered = _offered(closed)
        if known := self.answered(name, offered, township=township):
            return known
        reason = UNSETTLED.format(closed[0].closed_on)
        is_clear = len(closed) == 1 and bool(offered)
        about = {"preset": self._key(offered[0])} if is_clear else {}
        self.ask(
            record, name, reason, offered, township=township, part=part, about=about
        )
        return None

    def ask(
        self,
        record: Record,
        name: str,
        reason: str,
        places: list[Division],
        *,
        township: Division,
        part: str = "",
        about: dict | None = None,
    ) -> None:
        """Ask which of `places` is meant by `name`."""
        choices = [
            Candidate(self._key(each), _in_full(each, township)) for each in places
        ]
        about = {"township": township.pk, "village": bare(name), **(about or {})}
        record.ask(self.field, reason, choices, **about)
        if part:
            record.findings[-1].value = part

    def _key(self, place: Division) -> str:
        return str(getattr(place, self.by))


def _offered(closed: list[Division]) -> list[Division]:
    """Where one of `closed` may live on, of each the likeliest first."""
    ranks = chain.from_iterable(zip_longest(*proposed(closed).values()))
    return list({place.pk: place for place in ranks if place}.values())


def _in_full(place: Division, township: Division) -> str:
    """With its township where that is another."""
    return place.name if place.parent_id == township.pk else f"{place.parent}{place}"
