"""Which group a cell of a ledger names."""

from functools import cached_property

from groups.models import DeputyGroup
from tianmen_congress.base.cells import bare
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.names import group_name
from tianmen_congress.base.divisions.queries import names_of
from tianmen_congress.base.words.numerals import ordinal_in
from tianmen_congress.base.workbooks.kinds import Sending
from tianmen_congress.base.workbooks.records import Record


def _once_called(group: DeputyGroup) -> set[str]:
    return {bare(name) for name in names_of(group, group.township)}


class GroupNames:
    """The groups of today, by what they are or were called."""

    def __init__(self, sending: Sending):
        self.township = sending.township

    @cached_property
    def groups(self) -> list[DeputyGroup]:
        # unscoped: rows of other townships are turned away; see staging
        rows = DeputyGroup.objects.existing(today()).select_related("township", "organ")
        return list(rows.order_by("township__code", "number"))

    def find(self, record: Record) -> DeputyGroup | None:
        """By its full name; a bare 第三代表小组 is of the sender's own township."""
        name = group_name(record["group"])
        found = [group for group in self.groups if bare(group.name) == name]
        found = found or [each for each in self.groups if name in _once_called(each)]
        number = ordinal_in(name)
        if not found and self.township and name.startswith("第"):
            found = [
                group
                for group in self.groups
                if (group.township, group.number) == (self.township, number)
            ]
        if not found:
            record.fault("group", f"没有“{name}”，请写小组全称")
        return found[0] if found else None
