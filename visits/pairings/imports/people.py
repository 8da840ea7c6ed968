"""Which deputy and which household a line of the ledger names."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from deputies.models import Mandate, Person
from groups.models import DeputyGroup, GroupMembership
from poverty.models import Household
from tianmen_congress.base.cells import Candidate
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record

from .places import choice


@dataclass(frozen=True, slots=True)
class Member:
    """A deputy with the group in which he is paired."""

    person: Person
    group: DeputyGroup


class PairPeople:
    """Members and households, each township's, or village's, read once."""

    def __init__(self, kind: str):
        self.kind = kind
        self.members: dict[tuple, dict[str, list[Member]]] = {}
        self.seated: dict[date, set[int]] = {}
        self.homes: dict[int, dict[str, list[Household]]] = {}
        # unscoped: an answer holds for whoever writes the same words
        issues = ImportIssue.objects.answered().filter(
            batch__kind=kind, about__has_key="line"
        )
        self.answers = {
            (each.about["field"], each.about["line"]): each.answer for each in issues
        }

    def household(self, record: Record, village: Division) -> Household | None:
        found = self._homes_of(village)[record["head"]]
        if not found:
            record.fault("head", f"{village}没有户主为“{record['head']}”的贫困户")
        if len(found) < 2:
            return found[0] if found else None
        reason = f"{village}有{len(found)}户户主同名，请选择是哪一户"
        return self._which(record, "head", village, reason, found, _home)

    def member(
        self,
        record: Record,
        village: Division,
        group: DeputyGroup | None,
        day: date,
        *,
        township: Division,
    ) -> Member | None:
        """Whoever was in a group of the township that day, and held a mandate."""
        name = record["deputy"]
        found = self._members_of(township, day).get(name, [])
        if group:
            found = [each for each in found if each.group == group]
        if not found:
            where = group or f"{township}代表小组"
            record.fault("deputy", f"“{name}”在{day}不是{where}的成员")
            return None
        seated = [each for each in found if each.person.pk in self._seated(day)]
        if not seated:
            record.fault("deputy", f"“{name}”在{day}没有代表职务")
            return None
        if len(seated) == 1:
            return seated[0]
        reason = f"{township}有{len(seated)}名“{name}”，请选择是哪一位"
        return self._which(record, "deputy", village, reason, seated, _member)

    def _which(self, record: Record, field: str, village, reason, found, words):
        """The one of `found` that was said to be meant; else it is asked."""
        line = f"{village.pk}:{record['head']}:{record['deputy']}"
        choices: list[Candidate] = [words(each) for each in found]
        answer = self.answers.get((field, line))
        for each, said in zip(found, choices, strict=True):
            if said.value == answer:
                return each
        record.ask(field, reason, choices, line=line)
        return None

    def _members_of(self, township: Division, day: date) -> dict[str, list[Member]]:
        if (township.pk, day) not in self.members:
            found = defaultdict(list)
            # unscoped: rows of other townships are turned away; see staging
            rows = GroupMembership.objects.on(day).filter(group__township=township)
            rows = rows.filter(group__dissolved_on=None)
            for row in rows.select_related("person", "group__township").order_by("pk"):
                found[row.person.name].append(Member(row.person, row.group))
            self.members[township.pk, day] = found
        return self.members[township.pk, day]

    def _seated(self, day: date) -> set[int]:
        if day not in self.seated:
            # unscoped: only whether somebody holds a mandate
            rows = Mandate.objects.in_office(day)
            self.seated[day] = set(rows.values_list("person", flat=True))
        return self.seated[day]

    def _homes_of(self, village: Division) -> dict[str, list[Household]]:
        if village.now_id not in self.homes:
            found = defaultdict(list)
            # unscoped: rows of other townships are turned away; see staging
            rows = Household.objects.standing().filter(village__now=village.now_id)
            for home in rows.select_related("village").order_by("pk"):
                found[home.head_name].append(home)
            self.homes[village.now_id] = found
        return self.homes[village.now_id]


def _home(home: Household) -> Candidate:
    words = home.head_name, home.hamlet, home.get_category_display(), home.code
    return choice(home.pk, *words)


def _member(member: Member) -> Candidate:
    words = member.person.name, str(member.group), member.person.work
    return choice(member.person.pk, *words)
