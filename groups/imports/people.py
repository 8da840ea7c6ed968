"""Who is meant by a name in the list of a group."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from deputies.models import Person
from deputies.queries import members_of_roster, with_mandates
from groups.enums import Office
from groups.models import DeputyGroup, GroupMembership, GroupVillage
from tianmen_congress.base.cells import Candidate
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import lasting
from tianmen_congress.base.divisions.models import Division


@dataclass(frozen=True, slots=True)
class Listed:
    """One name of a list, in its place, with the offices given to it."""

    name: str
    order: int
    offices: frozenset[Office]


class Roster:
    """The deputies at home in one township, and the groups they are in."""

    def __init__(self, township: Division):
        self.township = township

    @cached_property
    def by_name(self) -> dict[str, list[Person]]:
        people = with_mandates(members_of_roster(township=self.township, on=today()))
        found = defaultdict(list)
        for person in people.order_by("pk"):
            found[person.name].append(person)
        return found

    @cached_property
    def groups(self) -> dict[int, DeputyGroup]:
        # unscoped: all of the township that the list is sent for
        rows = DeputyGroup.objects.filter(township=self.township)
        return {group.number: group for group in rows}

    @cached_property
    def memberships(self) -> dict[int, dict[int, GroupMembership]]:
        """By group and person: who belongs to which group today."""
        # unscoped: all of the township that the list is sent for
        rows = GroupMembership.objects.on(today()).filter(group__township=self.township)
        found: dict[int, dict[int, GroupMembership]] = defaultdict(dict)
        for membership in rows.select_related("group", "person"):
            found[membership.group_id][membership.person_id] = membership
        return found

    @cached_property
    def left(self) -> dict[tuple[int, int], GroupMembership]:
        """By group and person: who left it, on the last day that he did."""
        # unscoped: all of the township that the list is sent for
        rows = GroupMembership.objects.filter(group__township=self.township)
        ended = rows.filter(until__isnull=False).order_by("until", "pk")
        return {(each.group_id, each.person_id): each for each in ended}

    @cached_property
    def places(self) -> dict[int, str]:
        """Where each person is listed already: in a group on record, or in this file."""
        return {
            person: membership.group.name
            for members in self.memberships.values()
            for person, membership in members.items()
        }

    @cached_property
    def keepers(self) -> dict[int, str]:
        """By village the group that it is of, on record or in this file."""
        links = self._links.filter(lasting(today())).select_related("group")
        return {link.village_id: link.group.name for link in links.order_by("-since")}

    @cached_property
    def once_linked(self) -> set[int]:
        """Villages that were of a group before: a new link has a day on which it begins."""
        return set(self._links.values_list("village", flat=True))

    @property
    def _links(self):
        # unscoped: all of the township that the list is sent for
        return GroupVillage.objects.filter(village__parent=self.township)

    def members_named(
        self, group: DeputyGroup | None, name: str
    ) -> list[GroupMembership]:
        members = self.memberships[group.pk].values() if group else ()
        return [m for m in members if m.person.name == name]


def listed(names: list[str], offices: dict[Office, list[str]]) -> list[Listed]:
    """The names of a list; where one stands twice, its first place has the office."""
    seen: Counter[str] = Counter()
    rows = []
    for order, name in enumerate(names):
        held = {office for office, holders in offices.items() if name in holders}
        rows.append(Listed(name, order, frozenset(held if not seen[name] else ())))
        seen[name] += 1
    return rows


def candidate(person: Person) -> Candidate:
    """Somebody of the name in question, in words that tell him from the others."""
    tiers = "、".join(f"{m.get_tier_display()}代表" for m in person.mandates.all())
    born = f"{person.birth_month:%Y年%m月}生" if person.birth_month else "出生年月不详"
    words = [person.name, tiers, person.get_sex_display(), born, person.work]
    return Candidate(str(person.pk), "，".join(word for word in words if word))
