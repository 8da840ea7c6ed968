"""The records of rooms below that prove what deputies did."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.activities.enums import CAME
from groups.activities.models import Activity, Attendance
from referrals.enums import UNTAKEN, State
from referrals.models import Opinion, Proposer
from supervision.duties.models import DiaryEntry
from tianmen_congress.base.clocks.periods import lasting
from visits.models import Visit, VisitDeputy
from visits.pairings.models import Deed, HouseholdPairing
from visits.receptions.models import Reception, ReceptionDeputy

from .sources import Proof, ProofSource, Sought, register

# An opinion that was never handed in, or that nobody had to answer, is none put forward.
NOT_PUT_FORWARD = (State.DRAFT, State.WITHDRAWN, *UNTAKEN)


def _told(rows: QuerySet, person: str, day: str, page: str) -> list[Proof]:
    columns = (person, day, "pk", page)
    return [Proof(*each) for each in rows.order_by().values_list(*columns)]


def pairings(sought: Sought) -> list[Proof]:
    """Pairs that hold within these days: who was paired before has what is asked."""
    # unscoped: of the people asked for
    rows = HouseholdPairing.objects.filter(household__voided_at=None)
    rows = rows.filter(lasting(sought.since))
    rows = rows.filter(Q(since=None) | Q(since__lte=sought.until))
    rows = sought.of_people(rows, "person").order_by()
    return [
        Proof(person, max(since or date.min, sought.since), pk, pk)
        for person, since, pk in rows.values_list("person", "since", "pk")
    ]


def attendances(sought: Sought) -> list[Proof]:
    # unscoped: of the people asked for
    held = Activity.objects.counted().order_by().values("pk")
    # unscoped: the same
    rows = Attendance.objects.filter(presence__in=CAME, activity__in=held)
    rows = sought.of(rows, person="person", day="activity__held_on")
    return _told(rows, "person", "activity__held_on", "activity")


def deeds(sought: Sought) -> list[Proof]:
    """Deeds that household or village confirmed."""
    # unscoped: of the people asked for
    rows = Deed.objects.standing().filter(confirmed_on__isnull=False)
    rows = sought.of(rows, person="pairing__person", day="day")
    return _told(rows, "pairing__person", "day", "pairing")


def visits(sought: Sought) -> list[Proof]:
    # unscoped: of the people asked for
    rows = VisitDeputy.objects.filter(visit__voided_at=None)
    rows = sought.of(rows, person="person", day="visit__visited_on")
    return _told(rows, "person", "visit__visited_on", "visit")


def receptions(sought: Sought) -> list[Proof]:
    """A reception to which nobody came counts nothing."""
    # unscoped: of the people asked for
    counted = Reception.objects.counted().order_by().values("pk")
    # unscoped: the same
    rows = ReceptionDeputy.objects.filter(reception__in=counted)
    rows = sought.of(rows, person="person", day="reception__held_on")
    return _told(rows, "person", "reception__held_on", "reception")


def suggestions(sought: Sought) -> list[Proof]:
    """Opinions that he put forward alone, or led."""
    # unscoped: whether another one leads
    led = Proposer.objects.filter(opinion=OuterRef("opinion"), is_lead=True)
    return _proposals(sought, Q(is_lead=True) | ~Exists(led))


def cosigned(sought: Sought) -> list[Proof]:
    """Opinions that another one led and he signed too."""
    # unscoped: whether another one leads
    led = Proposer.objects.filter(opinion=OuterRef("opinion"), is_lead=True)
    return _proposals(sought, Q(is_lead=False) & Exists(led))


def _proposals(sought: Sought, how: Q) -> list[Proof]:
    # unscoped: of the people asked for
    rows = Proposer.objects.filter(how, person__isnull=False)
    rows = rows.exclude(opinion__state__in=NOT_PUT_FORWARD)
    rows = sought.of(rows, person="person", day="opinion__collected_on")
    return _told(rows, "person", "opinion__collected_on", "opinion")


def diaries(sought: Sought) -> list[Proof]:
    # unscoped: of the people asked for
    rows = DiaryEntry.objects.standing()
    rows = sought.of(rows, person="person", day="day")
    return _told(rows, "person", "day", "pk")


def announce() -> None:
    for source in (
        ProofSource("pairing", "联系户", "户", pairings, HouseholdPairing),
        ProofSource("diary", "履职日志", "篇", diaries, DiaryEntry),
        ProofSource("activity", "小组活动", "次", attendances, Activity),
        ProofSource("visit", "走访", "次", visits, Visit),
        ProofSource("reception", "选民接待", "件", receptions, Reception),
        ProofSource("suggestion", "意见建议", "件", suggestions, Opinion),
        ProofSource("cosigned", "联名意见建议", "件", cosigned, Opinion),
        ProofSource("deed", "办实事", "件", deeds, HouseholdPairing),
    ):
        register(source)
