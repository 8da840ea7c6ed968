"""What a deputy has to look after: the next activity, what he owes, his households, his
opinions."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from deputies.models import Person
from groups.activities.enums import ActivityState
from groups.activities.models import Activity
from referrals.models import Opinion
from referrals.queries.lists import as_seen_by, proposed_by
from supervision.duties.pages.parts import OwedLine, lines_of
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.clocks.calendar import today
from visits.models import HouseholdCall
from visits.pairings.models import HouseholdPairing

SHOWN = 5
# After so many days without a visit a household is told of.
LONG_AGO = 30


@dataclass(frozen=True, slots=True)
class OwnHousehold:
    """One that he is paired with, and when he was last there."""

    pairing: HouseholdPairing
    last_on: date | None

    @property
    def days(self) -> int | None:
        return (today() - self.last_on).days if self.last_on else None

    @property
    def is_long_ago(self) -> bool:
        return self.days is None or self.days > LONG_AGO


@dataclass(frozen=True, slots=True)
class Own:
    """The deputy's part of his first page."""

    next_activity: Activity | None
    households: list[OwnHousehold]
    opinions: list[Opinion]
    duties: list[OwedLine]
    today: date

    @property
    def missing(self) -> list[OwedLine]:
        """What is overdue before what is due; the rest is done."""
        left = [line for line in self.duties if not line.owed.is_done]
        return sorted(left, key=lambda line: line.owed.period.last)

    @property
    def done(self) -> list[OwedLine]:
        return [line for line in self.duties if line.owed.is_done]


def own_of(*, user: User) -> Own | None:
    if not user.has_role(Role.DEPUTY):
        return None
    planned = Activity.objects.visible_to(user).filter(
        state=ActivityState.PLANNED, held_on__gte=today()
    )
    following = planned.select_related("group").order_by("held_on", "pk").first()
    return Own(following, _households(user), _opinions(user), _duties(user), today())


def _duties(user: User) -> list[OwedLine]:
    person = Person.objects.visible_to(user).filter(user=user).first()
    campaign = current_campaign()
    if person is None or campaign is None:
        return []
    return lines_of(person, user=user, campaign=campaign, day=today())


def _households(user: User) -> list[OwnHousehold]:
    """Those that he has not seen for the longest time first."""
    rows = HouseholdPairing.objects.visible_to(user)
    rows = rows.filter(person__user=user, until=None)
    pairings = list(rows.select_related("household__village"))
    homes = [pairing.household_id for pairing in pairings]
    calls = HouseholdCall.objects.visible_to(user).standing().order_by()
    calls = calls.filter(visit__deputies__user=user, household__in=homes)
    last = dict(calls.values_list("household").annotate(last=Max("visit__visited_on")))
    found = [OwnHousehold(each, last.get(each.household_id)) for each in pairings]
    return sorted(found, key=lambda each: each.last_on or date.min)


def _opinions(user: User) -> list[Opinion]:
    """His last ones, what is under way before what has ended."""
    rows = proposed_by(as_seen_by(user, Opinion.objects.visible_to(user)), user)
    under_way = list(rows.open().order_by("own_due_on", "pk")[:SHOWN])
    ended = rows.exclude(pk__in=[each.pk for each in under_way]).order_by("-moved_on")
    return [*under_way, *ended[: SHOWN - len(under_way)]]
