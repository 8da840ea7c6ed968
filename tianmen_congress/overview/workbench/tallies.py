"""What is one's own, and what is late: numbers of the first page that open their lists.

Each number is asked of the very list that it opens, with the search in its address.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from referrals.pages.listings import OpinionListing
from supervision.pages.listings import FindingListing
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.listing import Listing, rebuild
from visits.pages.listings import VisitListing
from visits.pairings.pages.listings import PairingListing

# Lists that numbers open, and where they are.
LISTS: dict[str, type[Listing]] = {
    "referrals:list": OpinionListing,
    "visits:list": VisitListing,
    "pairings:list": PairingListing,
    "supervision:finding_list": FindingListing,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many; `is_late` where any of them is one too many."""

    label: str
    count: int
    url: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """What is counted: a list, and the search that its address holds."""

    label: str
    name: str
    search: Callable[[User], str]
    is_late: bool = False


def _always(search: str) -> Callable[[User], str]:
    return lambda user: search


def _opinions(label: str, search: str, *, is_late: bool = False) -> Asking:
    return Asking(label, "referrals:list", _always(search), is_late)


def _own_visits(user: User) -> str:
    person = getattr(user, "person", None)
    return f"deputy_pk={person.pk}" if person else "entered_by_me=1"


LATE = _opinions("超期的意见建议", "light=red", is_late=True)
LATE_BY_LAW = _opinions("法定超期", "light=law", is_late=True)
NEAR = _opinions("临近期限", "light=yellow")
KEY = _opinions("重点督办", "is_key=1")
URGED = _opinions("催办未回应", "is_urged=1", is_late=True)
FINDINGS = Asking(
    "督导问题未销号", "supervision:finding_list", _always("is_unsettled=1")
)
LATE_FINDINGS = Asking(
    "督导整改超期", "supervision:finding_list", _always("is_late=1"), is_late=True
)
ASKED: dict[Role, tuple[Asking, ...]] = {
    Role.DEPUTY: (
        _opinions("我提出的意见建议", "own=proposed"),
        _opinions("其中超期", "own=proposed&light=red", is_late=True),
        _opinions("我走访时听到的", "own=heard"),
        Asking("我参加的走访", "visits:list", _own_visits),
        Asking("我结对的贫困户", "pairings:list", _always("")),
    ),
    Role.OFFICE: (LATE, LATE_BY_LAW, URGED, LATE_FINDINGS),
    Role.UNIT: (
        _opinions("待签收", "state=assigned"),
        _opinions("办理中", "state=processing"),
        NEAR,
        LATE,
        URGED,
    ),
    Role.SUPERVISOR: (
        FINDINGS,
        LATE_FINDINGS,
        Asking("待复查的整改", "supervision:finding_list", _always("state=answered")),
    ),
    Role.LEADER: (LATE, LATE_BY_LAW, NEAR, KEY, URGED, LATE_FINDINGS),
    Role.PRESIDIUM: (
        LATE,
        LATE_BY_LAW,
        NEAR,
        URGED,
        _opinions("我录入的意见建议", "entered_by_me=1"),
        FINDINGS,
    ),
}


def tallies(*, user: User) -> list[Tally]:
    """Those of each of the user's roles, each once."""
    wanted = (asked for role, asked in ASKED.items() if user.has_role(role))
    several = dict.fromkeys(each for asked in wanted for each in asked)
    return [_counted(each, user) for each in several]


def tallies_of(role: Role, *, user: User) -> list[Tally]:
    """What those of `role` are told of, counted over what `user` may see."""
    return [_counted(each, user) for each in ASKED[role]]


def _counted(asking: Asking, user: User) -> Tally:
    kind, search = LISTS[asking.name], asking.search(user)
    path = f"{kind.__module__}.{kind.__qualname__}"
    listing = rebuild(path, user, query=QueryDict(search), hidden=[])
    url = reverse(asking.name)
    address = f"{url}?{search}" if search else url
    count = listing.total
    return Tally(asking.label, count, address, asking.is_late and count > 0)
