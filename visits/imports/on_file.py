"""What stands in the books of the days of a ledger: which row tells of which call."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from visits.answers import Answers
from visits.models import HouseholdCall, Visit, VisitDeputy

# Group, day, village, and the household where one was called on.
Place = tuple[int, date, int, int | None]


@dataclass(frozen=True, slots=True)
class Stored:
    """A call, or a visit without one, by these deputies."""

    visit: Visit
    deputies: dict[int, str]
    call: HouseholdCall | None = None

    @property
    def row(self) -> Visit | HouseholdCall:
        """What holds its answers."""
        return self.call or self.visit

    @property
    def answers(self) -> Answers:
        return self.row.answers

    @property
    def names(self) -> list[str]:
        return sorted(self.deputies.values())

    def is_by(self, people: set[int], doubts: list[set[int]], names: list[str]) -> bool:
        """Whether these went, and beside them only who is named, or one of `doubts`."""
        others = self.deputies.keys() - people
        if not people <= self.deputies.keys():
            return False
        may_be = set().union(*doubts)
        is_named = self.names == sorted(set(names))
        return is_named or (others <= may_be and len(others) <= len(doubts))

    def is_near(self, people: set[int]) -> bool:
        """Whether all of one side are on the other too: perhaps the list was mended."""
        went = self.deputies.keys()
        return bool(people) and (people < went or went < people)


class VisitsOnFile:
    """Standing visits of some days, read at once."""

    def __init__(self, days: Iterable[date]):
        self.at: dict[Place, list[Stored]] = defaultdict(list)
        # By group and day the villages that it went to.
        self.visited: dict[tuple[int, date], set[int]] = defaultdict(set)
        # By group, day and village whom it called on there.
        self.called: dict[tuple[int, date, int], set[int]] = defaultdict(set)
        # unscoped: compared only with rows that may be sent; see staging
        visits = Visit.objects.standing().filter(visited_on__in=set(days))
        calls = HouseholdCall.objects.filter(visit__in=visits).order_by("pk")
        people = defaultdict(dict)
        # unscoped: compared only with rows that may be sent; see staging
        went = VisitDeputy.objects.filter(visit__in=visits)
        columns = ("visit", "person", "person__name")
        for visit, person, name in went.values_list(*columns):
            people[visit][person] = name
        by_pk = {visit.pk: visit for visit in visits.select_related("group", "form")}
        alone = dict(by_pk)
        for call in calls:
            alone.pop(call.visit_id, None)
            self._add(by_pk[call.visit_id], people, call)
        for visit in alone.values():
            self._add(visit, people)

    def _add(
        self,
        visit: Visit,
        people: dict[int, dict[int, str]],
        call: HouseholdCall | None = None,
    ) -> None:
        household = call.household_id if call else None
        place = (visit.group_id, visit.visited_on, visit.village_id, household)
        self.at[place].append(Stored(visit, people[visit.pk], call))
        self.visited[place[:2]].add(visit.village_id)
        if household:
            self.called[place[:3]].add(household)

    def find(
        self,
        places: list[Place],
        people: set[int],
        doubts: list[set[int]],
        names: list[str],
    ) -> Stored | None:
        """The call of these deputies at the first of `places` that has it."""
        there = (each for place in places for each in self.at[place])
        found = (each for each in there if each.is_by(people, doubts, names))
        return next(found, None)

    def near(self, places: list[Place], people: set[int]) -> list[Stored]:
        """Calls of more or fewer of them: the same outing, or another."""
        there = (each for place in places for each in self.at[place])
        return [each for each in there if each.is_near(people)]
