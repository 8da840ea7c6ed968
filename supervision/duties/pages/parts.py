"""What a deputy owes for a reader's eyes, and where what is missing is written down:
rooms above name their own pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from deputies.models import Person
from supervision.duties.enums import TONES
from supervision.duties.queries.owed import Owed
from supervision.duties.queries.standing import pages_in_sight, standing_of
from supervision.duties.rules import can_write, is_himself
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.registry import Registry
from visits.pairings.models import HouseholdPairing
from visits.pairings.rules import can_pair, can_record


@dataclass(frozen=True, slots=True)
class WayIn:
    """A button: what it says, and where it leads."""

    label: str
    url: str


Find = Callable[[User, Person], WayIn | None]
ways: Registry[str, Find] = Registry()


def way_to(key: str, user: User, person: Person) -> WayIn | None:
    """For records of a source: the page on which the reader enters one of `person`."""
    find = ways.get(key)
    return find(user, person) if find else None


@dataclass(frozen=True, slots=True)
class OwedLine:
    """One period of an action, with the records that prove it and where to enter more."""

    owed: Owed
    tone: str
    records: list[tuple[date, str | None]]
    way: WayIn | None

    @property
    def missing(self) -> int:
        return max(self.owed.action.least - len(self.owed.proofs), 0)


def lines_of(
    person: Person, *, user: User, campaign: Campaign, day: date
) -> list[OwedLine]:
    """What `person` owes, for the reader's eyes."""
    owed = standing_of(person, campaign=campaign, day=day)
    told = [(each.action.source, proof) for each in owed for proof in each.proofs]
    pages = pages_in_sight(user, told)
    return [_line(each, pages, user, person) for each in owed]


def _line(each: Owed, pages: dict, user: User, person: Person) -> OwedLine:
    key = each.action.source
    records = [(proof.day, pages.get((key, proof.page))) for proof in each.proofs]
    way = None if each.is_done else way_to(key, user, person)
    return OwedLine(each, TONES[each.state], records, way)


def _to_diary(user: User, person: Person) -> WayIn | None:
    if not can_write(user, person):
        return None
    return WayIn("记日志", reverse("duties:write") + _whose(user, person))


def _whose(user: User, person: Person) -> str:
    return "" if is_himself(user, person) else f"?person={person.pk}"


def _to_deed(user: User, person: Person) -> WayIn | None:
    """At one of his households that is still paired with him."""
    rows = HouseholdPairing.objects.visible_to(user).filter(person=person, until=None)
    pairing = rows.select_related("group", "person").order_by("pk").first()
    if pairing is None or not can_record(user, pairing):
        return None
    return WayIn("登记实事", reverse("pairings:deed_add", args=[pairing.pk]))


def _to_pairing(user: User, person: Person) -> WayIn | None:
    links = person.memberships.filter(until=None).select_related("group")
    if any(can_pair(user, link.group) for link in links):
        return WayIn("登记结对", reverse("pairings:add"))
    return None


def _to_suggestion(user: User, person: Person) -> WayIn | None:
    if not is_himself(user, person):
        return None
    return WayIn("提出意见建议", reverse("referrals:create"))


def _to_activity(user: User, person: Person) -> WayIn | None:
    return WayIn("看小组活动", reverse("activities:list"))


ways |= {
    "diary": _to_diary,
    "deed": _to_deed,
    "pairing": _to_pairing,
    "quality": _to_suggestion,
    "suggestion": _to_suggestion,
    "activity": _to_activity,
}
