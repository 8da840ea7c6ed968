"""Which group, village, household and deputy a row of the ledger names."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from deputies.models import Person
from groups.models import DeputyGroup
from groups.queries import members_of
from poverty.models import Household
from tianmen_congress.base.cells import Candidate, bare
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import find_villages
from tianmen_congress.base.words.numerals import ordinal_in
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record
from visits.pairings.models import HouseholdPairing


class VisitPlaces:
    """Everything that rows are compared with; each name is looked up once."""

    def __init__(self, kind: str, township: Division | None):
        self.kind, self.township = kind, township
        self.villages: dict[tuple[int, str], list[Division]] = {}
        self.homes: dict[int, dict[str, list[Household]]] = {}
        self.members: dict[tuple[int, date], list[Person]] = {}

    @cached_property
    def groups(self) -> list[DeputyGroup]:
        # unscoped: rows of other townships are turned away; see staging
        rows = DeputyGroup.objects.existing(today()).select_related("township", "organ")
        return list(rows.order_by("township__code", "number"))

    @cached_property
    def answers(self) -> dict[tuple[int, str], str]:
        """Which household was meant by a name of a village; an answer holds on."""
        # unscoped: an answer holds for whoever writes the same words
        issues = ImportIssue.objects.answered().filter(
            batch__kind=self.kind, about__field="household"
        )
        return {
            (issue.about["village"], issue.about["head"]): issue.answer
            for issue in issues
        }

    @cached_property
    def pairs(self) -> set[tuple[int, int]]:
        # unscoped: only whether a deputy and a household are a pair
        rows = HouseholdPairing.objects.values_list("person", "household")
        return set(rows)

    def group(self, record: Record) -> DeputyGroup | None:
        """By its full name; a bare 第三代表小组 is of the sender's own township."""
        name = bare(record["group"])
        found = [group for group in self.groups if bare(group.name) == name]
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

    def village(self, record: Record, township: Division) -> Division | None:
        name = bare(record["village"])
        if (township.pk, name) not in self.villages:
            self.villages[township.pk, name] = find_villages(name, township=township)
        found = self.villages[township.pk, name]
        if len(found) == 1:
            return found[0]
        names = "、".join(village.name for village in found)
        record.fault(
            "village",
            f"{township}有{names}，请写全称" if found else f"{township}没有这个村",
        )
        return None

    def household(self, record: Record, village: Division) -> Household | None:
        """The one household of that head; of several, the one that was said to be meant."""
        name = record["household"]
        found = self._homes_of(village).get(name, [])
        if not found:
            record.fault("household", f"{village}没有户主为“{name}”的贫困户")
        if len(found) < 2:
            return found[0] if found else None
        answer = self.answers.get((village.pk, name))
        known = next((home for home in found if str(home.pk) == answer), None)
        if known is None:
            self._ask_which(record, village, found)
        return known

    def _homes_of(self, village: Division) -> dict[str, list[Household]]:
        if village.pk not in self.homes:
            found = defaultdict(list)
            # unscoped: rows of other townships are turned away; see staging
            for home in Household.objects.standing().filter(village=village):
                found[home.head_name].append(home)
            self.homes[village.pk] = found
        return self.homes[village.pk]

    def _ask_which(
        self, record: Record, village: Division, found: list[Household]
    ) -> None:
        candidates = [
            Candidate(
                str(home.pk),
                "，".join(
                    part
                    for part in (
                        home.head_name,
                        home.hamlet,
                        home.get_category_display(),
                        home.code,
                    )
                    if part
                ),
            )
            for home in found
        ]
        record.ask(
            "household",
            f"{village}有{len(found)}户户主同名，请选择是哪一户",
            candidates,
            village=village.pk,
            head=record["household"],
        )

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
