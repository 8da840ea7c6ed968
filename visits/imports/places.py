"""Which group, village, household and deputy a row of the ledger names."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from deputies.models import Person
from groups.models import DeputyGroup
from groups.queries import members_of
from poverty.models import Household
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.cells import Candidate, bare
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import group_name
from tianmen_congress.base.divisions.queries import (
    find_villages,
    find_villages_anywhere,
)
from tianmen_congress.base.words.numerals import ordinal_in
from tianmen_congress.base.workbooks.kinds import Sending
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record
from visits.pairings.models import HouseholdPairing

NOWHERE = "没有这个村（社区），请写明乡镇，如“多宝镇青山村”"
NO_HOUSEHOLD = "{}没有户主为“{}”的贫困户"
# Whether there is one is not told: another township's families are not hers to look up.
OUT_OF_SIGHT = (
    "{}不在本乡镇，您看到的贫困户中没有户主为“{}”的；异地走访的入户记录请交市人大常委会"
    "机关登记，或者不填走访贫困户，只登记走访村"
)


class VisitPlaces:
    """Everything that rows are compared with; each name is looked up once."""

    def __init__(self, kind: str, sending: Sending):
        self.kind, self.township, self.by = kind, sending.township, sending.by
        self.villages: dict[tuple[int, str], list[Division]] = {}
        self.elsewhere: dict[str, list[Division]] = {}
        self.homes: dict[tuple[int, bool], dict[str, list[Household]]] = {}
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
        name = group_name(record["group"])
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

    def village(self, record: Record, group: DeputyGroup) -> Division | None:
        """One of the group's own township, else one of another (异地走访)."""
        township, name = group.township, bare(record["village"])
        found = self._own_villages(township, name)
        if len(found) == 1:
            return found[0]
        if not found:
            return self._elsewhere(record, group, name)
        names = "、".join(village.name for village in found)
        record.fault("village", f"{township}有{names}，请写全称")
        return None

    def _own_villages(self, township: Division, name: str) -> list[Division]:
        if not township.is_territory:
            return []
        if (township.pk, name) not in self.villages:
            self.villages[township.pk, name] = find_villages(name, township=township)
        return self.villages[township.pk, name]

    def _elsewhere(
        self, record: Record, group: DeputyGroup, name: str
    ) -> Division | None:
        """Taken where the row names the township too, or was answered; else asked: a
        name that is only written wrong must not become a village of others."""
        home = group.township
        if name not in self.elsewhere:
            found = find_villages_anywhere(name)
            self.elsewhere[name] = [v for v in found if not v.is_placeholder]
        found = self.elsewhere[name]
        if not found:
            record.fault(
                "village", NOWHERE if not home.is_territory else f"{home}没有这个村"
            )
            return None
        answer = self.village_answers.get((home.pk, name))
        meant = [village for village in found if village.code == answer]
        if len(found) == 1 and name.startswith(found[0].parent.stem):
            meant = found
        if not meant:
            self._ask_where(record, group, name, found)
            return None
        place = f"{meant[0].parent}{meant[0]}"
        record.warn("village", f"{place}不是{group}的联系村，登记为异地走访")
        return meant[0]

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

    @cached_property
    def village_answers(self) -> dict[tuple[int, str], str]:
        """Which village of another township was meant; an answer holds on."""
        # unscoped: an answer holds for whoever writes the same words
        issues = ImportIssue.objects.answered().filter(
            batch__kind=self.kind, about__field="village"
        )
        return {
            (issue.about["township"], issue.about["village"]): issue.answer
            for issue in issues
        }

    def household(
        self, record: Record, village: Division, *, is_far: bool
    ) -> Household | None:
        """The one household of that head; of several, the one that was said to be meant.

        Of another township than the group's only one that the sender sees.
        """
        name = record["household"]
        found = self._homes_of(village, is_far=is_far).get(name, [])
        if not found:
            reason = OUT_OF_SIGHT if is_far and not self._sees_all else NO_HOUSEHOLD
            record.fault("household", reason.format(village, name))
        if len(found) < 2:
            return found[0] if found else None
        answer = self.answers.get((village.pk, name))
        known = next((home for home in found if str(home.pk) == answer), None)
        if known is None:
            self._ask_which(record, village, found)
        return known

    @property
    def _sees_all(self) -> bool:
        return self.by.has_role(Role.OFFICE)

    def _homes_of(
        self, village: Division, *, is_far: bool
    ) -> dict[str, list[Household]]:
        if (village.pk, is_far) not in self.homes:
            found = defaultdict(list)
            # unscoped: rows of other townships are turned away; see staging
            rows = Household.objects.all()
            if is_far:
                rows = Household.objects.visible_to(self.by)
            for home in rows.standing().filter(village=village):
                found[home.head_name].append(home)
            self.homes[village.pk, is_far] = found
        return self.homes[village.pk, is_far]

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
