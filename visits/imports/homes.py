"""Which household a row of the ledger names: of its village, by the head's name."""

from collections import defaultdict
from functools import cached_property

from poverty.models import Household
from poverty.queries import stood_in
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import Candidate
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import family_of
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.places import PlaceNames
from tianmen_congress.base.workbooks.records import Record
from visits.pairings.models import HouseholdPairing

NO_HOUSEHOLD = "{}没有户主为“{}”的贫困户"
# Whether there is one is not told: another township's families are not hers to look up.
OUT_OF_SIGHT = (
    "{}不在本乡镇，您看到的贫困户中没有户主为“{}”的；异地走访的入户记录请交市人大常委会"
    "机关登记，或者不填走访贫困户，只登记走访村"
)


class VisitHomes:
    """The households of the villages that a ledger names, each village read once."""

    def __init__(self, kind: str, by: User, names: PlaceNames):
        self.kind, self.by, self.names = kind, by, names
        self.homes: dict[tuple[int, bool], dict[str, list[Household]]] = {}

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

    def find(
        self, record: Record, village: Division, *, is_far: bool, called: set[int]
    ) -> Household | None:
        """The one household of that head; of several, the one that was said to be meant.

        Of another township than the group's only one that the sender sees. `called` are
        those that the group called on there that day, as is on file.
        """
        name = record["household"]
        found = self._homes_of(village, is_far=is_far).get(name, [])
        if not found:
            reason = OUT_OF_SIGHT if is_far and not self._sees_all else NO_HOUSEHOLD
            record.fault("household", reason.format(village, name))
        if len(found) > 1:
            found = self._who_lived_there(found, village, record, called)
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

    def _who_lived_there(
        self,
        found: list[Household],
        village: Division,
        record: Record,
        called: set[int],
    ) -> list[Household]:
        """Of households that live together since their villages were merged: those of
        the village that the row names, where that tells them apart; else the one that
        was called on."""
        _, *once = family_of(village)
        if not once:
            return found
        meant = {each.pk for each in self.names.called_so(record["village"], village)}
        others = {each.pk for each in once if each.stood_on(record["visited_on"])}
        lived = stood_in(found)
        if village.now_id in meant:
            kept = [home for home in found if not lived[home.pk] & (others - meant)]
        else:
            kept = [home for home in found if lived[home.pk] & meant]
        there = [home for home in kept or found if home.pk in called]
        return there if len(there) == 1 else kept or found

    def _homes_of(
        self, village: Division, *, is_far: bool
    ) -> dict[str, list[Household]]:
        if (village.pk, is_far) not in self.homes:
            found = defaultdict(list)
            # unscoped: rows of other townships are turned away; see staging
            rows = Household.objects.all()
            if is_far:
                rows = Household.objects.visible_to(self.by)
            for home in rows.standing().filter(village__now=village.now_id):
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
