"""A deputy's diary: what he wrote, and what the system holds of him by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from deputies.models import Mandate, Person
from groups.models import DeputyGroup, GroupMembership
from supervision.duties.models import DiaryEntry
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division

from .sources import Proof, Sought, registered
from .standing import pages_in_sight, places_then

# What a diary tells by itself; pairs are no events of a day.
TOLD = ("activity", "visit", "reception", "suggestion", "cosigned", "deed")


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """One thing of one day: an entry of his, or a record of a room."""

    day: date
    label: str
    # None where it may not be opened.
    url: str | None
    entry: DiaryEntry | None = None


def entries(*, user: User) -> QuerySet[DiaryEntry]:
    rows = DiaryEntry.objects.visible_to(user)
    return rows.select_related("person", "group", "township", "photo", "campaign")


def diary_of(
    person: Person, *, user: User, since: date, until: date
) -> list[DiaryLine]:
    """His days between these, the newest first; his own words before what is told."""
    own = entries(user=user).standing()
    own = own.filter(person=person, day__range=(since, until))
    lines = [
        DiaryLine(each.day, "履职日志", each.get_absolute_url(), each) for each in own
    ]
    told = list(_told(person, since, until))
    pages = pages_in_sight(user, told)
    lines += [
        DiaryLine(proof.day, registered[key].label, pages.get((key, proof.page)))
        for key, proof in told
    ]
    return sorted(lines, key=lambda line: (line.day, line.entry is not None))[::-1]


def _told(person: Person, since: date, until: date) -> Iterator[tuple[str, Proof]]:
    for key in TOLD:
        if key in registered:
            sought = Sought(since, until, [person.pk])
            yield from ((key, proof) for proof in registered[key].proofs(sought))


def home_of(person: Person, day: date) -> tuple[DeputyGroup | None, Division | None]:
    """His group of a day, and the township where he was at home then."""
    # unscoped: the groups and mandates of the person given
    link = GroupMembership.objects.on(day).filter(person=person)
    link = link.select_related("group__township").order_by("pk").first()
    if link:
        return link.group, places_then([link.group], day)[link.group_id]
    # unscoped: the same
    seats = Mandate.objects.in_office(day).filter(person=person, township__isnull=False)
    seat = seats.select_related("township").order_by("pk").first()
    return None, seat.township if seat else None


def in_office(person: Person, day: date) -> bool:
    # unscoped: the mandates of the person given
    return Mandate.objects.in_office(day).filter(person=person).exists()


def twin_of(entry: DiaryEntry) -> DiaryEntry | None:
    """The same words of the same deputy and day, as when a page was sent twice."""
    # unscoped: of the deputy for whom it is written
    rows = DiaryEntry.objects.standing().filter(person=entry.person, day=entry.day)
    return rows.filter(text=entry.text).exclude(pk=entry.pk).first()
