"""Which group, village, household and deputy a row of the ledger names."""

from datetime import date

from deputies.models import Person
from groups.imports.naming import GroupNames
from groups.models import DeputyGroup
from groups.queries import members_of
from tianmen_congress.base.cells import Candidate, bare
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import (
    led_in_words,
    says_township,
)
from tianmen_congress.base.workbooks.kinds import Sending
from tianmen_congress.base.workbooks.places import PlaceNames
from tianmen_congress.base.workbooks.records import Record

from .homes import VisitHomes

NOWHERE = "没有这个村（社区），请写明乡镇，如“多宝镇青山村”"


class VisitPlaces:
    """Everything that rows are compared with; each name is looked up once."""

    def __init__(self, kind: str, sending: Sending):
        self.kind, self.by = kind, sending.by
        self.groups = GroupNames(sending)
        self.names = PlaceNames(kind)
        self.homes = VisitHomes(kind, sending.by, self.names)
        self.members: dict[tuple[int, date], list[Person]] = {}

    def group(self, record: Record) -> DeputyGroup | None:
        return self.groups.find(record)

    def village(
        self, record: Record, group: DeputyGroup, *, visited: set[int]
    ) -> Division | None:
        """One of the group's own township, else one of another (异地走访); the one that
        stood there on the day. `visited` are those that the group went to that day."""
        name, day = bare(record["village"]), record["visited_on"]
        found = self._own_villages(group.township, name, day)
        if len(found) == 1:
            self.names.tell(record, "village", name, found[0], on=day)
            return found[0]
        if found:
            return self._of_several(record, group.township, name, found)
        closed = self.names.closed(name, township=group.township)
        if closed:
            return self._of_closed(record, group.township, closed, visited)
        return self._elsewhere(record, group, name, visited)

    def _own_villages(self, township: Division, name: str, day: date) -> list[Division]:
        if not township.is_territory:
            return []
        return self.names.find(name, township=township, on=day)

    def _of_several(
        self, record: Record, township: Division, name: str, found: list[Division]
    ) -> Division | None:
        """To write the name in full tells villages of today apart; of those that were
        once called so it is asked which."""
        names = "、".join(village.name for village in found)
        if not any(led_in_words(name, village) for village in found):
            record.fault("village", f"{township}有{names}，请写全称")
            return None
        known = self.names.answered(name, found, township=township)
        if known is None:
            reason = f"{township}有{names}，请选择是哪一个"
            self.names.ask(record, name, reason, found, township=township)
        return known

    def _of_closed(
        self,
        record: Record,
        township: Division,
        closed: list[Division],
        visited: set[int],
        *,
        name: str = "",
    ) -> Division | None:
        """What became of a closed village; the village itself where the group went to
        it that day, as is on file: what happened stays where it happened."""
        there = [village for village in closed if village.pk in visited]
        if len(there) == 1:
            return there[0]
        name = name or bare(record["village"])
        return self.names.settle(record, name, closed, township=township)

    def _elsewhere(
        self, record: Record, group: DeputyGroup, name: str, visited: set[int]
    ) -> Division | None:
        """Taken where the row names the township too, or was answered; else asked: a
        name that is only written wrong must not become a village of others."""
        home, day = group.township, record["visited_on"]
        found = self.names.find_anywhere(name, on=day)
        found = [village for village in found if not village.is_placeholder]
        if not found:
            return self._closed_elsewhere(record, home, name, visited)
        known = self.names.answered(name, found, township=home)
        if len(found) == 1 and says_township(name, found[0].parent):
            known = found[0]
        if known is None:
            self._ask_where(record, group, name, found)
            return None
        self.names.tell(record, "village", name, known, on=day)
        place = f"{known.parent}{known}"
        record.warn("village", f"{place}不是{group}的联系村，登记为异地走访")
        return known

    def _closed_elsewhere(
        self, record: Record, home: Division, name: str, visited: set[int]
    ) -> Division | None:
        """Of another township only where it is named too: 多宝镇青山村."""
        for township, own in self.names.behind_townships(name):
            if closed := self.names.closed(own, township=township):
                about = {"township": township, "closed": closed, "name": own}
                return self._of_closed(record, visited=visited, **about)
        reason = NOWHERE if not home.is_territory else f"{home}没有这个村"
        record.fault("village", reason)
        return None

    def _ask_where(
        self, record: Record, group: DeputyGroup, name: str, found: list[Division]
    ) -> None:
        home = group.township
        candidates = [Candidate(v.code, f"{v.parent}{v}（异地走访）") for v in found]
        reason = f"{home}没有这个村，其他乡镇有；确是异地走访的请选择，写错了的请改正后重新导入"
        if not home.is_territory:
            reason = "市直的小组到各乡镇走访，请选择是哪个乡镇的村"
        about = {"township": home.pk, "village": name}
        record.ask("village", reason, candidates, **about)

    def is_far(self, village: Division, group: DeputyGroup) -> bool:
        """Whether it lies in another township than the group's own."""
        home = group.township_id
        return village.parent_id != home and village.parent.now_id != home

    def people(self, record: Record, group: DeputyGroup) -> list[Person]:
        """The deputies named who were in the group that day; the others are faults."""
        day = record["visited_on"]
        if (group.pk, day) not in self.members:
            self.members[group.pk, day] = members_of(group, on=day)
        members = self.members[group.pk, day]
        found = []
        for name in dict.fromkeys(record["people"]):
            bearers = [person for person in members if person.name == name]
            if len(bearers) == 1:
                found.append(bearers[0])
            elif bearers:
                self._ask_who(record, name, bearers)
            else:
                reason = f"“{name}”在走访当天不是{group}的成员"
                record.fault_in_list("people", name, reason)
        return found

    def _ask_who(self, record: Record, name: str, bearers: list[Person]) -> None:
        candidates = [
            Candidate(str(person.pk), f"{person.name}，{person.work or '单位不详'}")
            for person in bearers
        ]
        reason = f"小组中有{len(bearers)}名“{name}”，请选择是哪一位"
        record.ask_in_list("people", name, reason, candidates)
