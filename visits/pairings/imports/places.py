"""Which township, village and group a line of a ledger names."""

from functools import cached_property

from groups.models import DeputyGroup
from tianmen_congress.base.cells import Candidate, bare
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import group_name
from tianmen_congress.base.divisions.queries import find_homes, names_of
from tianmen_congress.base.workbooks.places import PlaceNames
from tianmen_congress.base.workbooks.records import Record


class PairPlaces:
    """Each name of a ledger is looked up once."""

    def __init__(self, kind: str):
        self.names = PlaceNames(kind)
        self.townships: dict[str, list[Division]] = {}

    def township(self, record: Record) -> Division | None:
        """In whose books the pairing stands: the township of the group."""
        name = record["township"]
        if name not in self.townships:
            self.townships[name] = find_homes(name)
        found = self.townships[name]
        if len(found) != 1:
            record.fault("township", "没有这个乡镇" if not found else "乡镇名称不明确")
            return None
        self.names.tell(record, "township", name, found[0])
        return found[0]

    def village(self, record: Record, township: Division) -> Division | None:
        """One of the township; 市直 works in any, written with its township."""
        name = bare(record["village"])
        found = self.names.find(name, township=township)
        if not found:
            return self._closed(record, name, township)
        if len(found) > 1 and (said := self._answered(record, name, found, township)):
            found = [said]
        if len(found) > 1:
            return None
        if township.is_territory and found[0].parent_id != township.pk:
            there = f"{found[0].parent}{found[0]}"
            record.fault("village", f"{there}不在{township}，只能登记本乡镇的村")
            return None
        self.names.tell(record, "village", name, found[0])
        return found[0]

    def _answered(
        self, record: Record, name: str, found: list[Division], township: Division
    ) -> Division | None:
        known = self.names.answered(name, found, township=township)
        if known is None:
            reason = f"{township}有{len(found)}个“{name}”，请选择是哪一个"
            self.names.ask(record, name, reason, found, township=township)
        return known

    def _closed(self, record: Record, name: str, township: Division) -> Division | None:
        closed = self.names.closed(name, township=township)
        if closed:
            return self.names.settle(record, name, closed, township=township)
        others = self.names.find_anywhere(name)
        there = "、".join(f"{each.parent}{each}" for each in others[:3])
        hint = f"，只有{there}；只能登记本乡镇的村" if others else ""
        record.fault("village", f"{township}没有“{name}”{hint}")
        return None

    @cached_property
    def groups(self) -> list[DeputyGroup]:
        # unscoped: rows of other townships are turned away; see staging
        rows = DeputyGroup.objects.existing(today()).select_related("township", "organ")
        return list(rows.order_by("township__code", "number"))

    def groups_of(self, township: Division) -> list[DeputyGroup]:
        return [each for each in self.groups if each.township_id == township.pk]

    def group(self, record: Record, township: Division) -> DeputyGroup | None:
        """By its full name, or one that it had."""
        name = group_name(record["group"])
        there = self.groups_of(township)
        found = [each for each in there if bare(each.name) == name] or [
            each for each in there if name in map(bare, names_of(each, township))
        ]
        if not found:
            record.fault("group", f"{township}没有“{name}”，请写小组全称")
        return found[0] if found else None


def choice(value: int, *words: str) -> Candidate:
    """What may be meant, in the words that are known of it."""
    return Candidate(str(value), "，".join(word for word in words if word))
