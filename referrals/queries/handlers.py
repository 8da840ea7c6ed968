"""How much each handling unit was given, answered, closed and is late with."""

from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from referrals.enums import HELPED, ClockStep
from referrals.models import Assignment, Clock, HandlingUnit, Opinion
from referrals.queries import rates
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.clocks.calendar import today

HANDLERS = (OrganKind.UNIT, OrganKind.GOVERNMENT, OrganKind.COMMITTEE)
# Name, label, the address parameter of the list that it counts.
COUNTS = (
    ("handed", "主办件数", "part=handed"),
    ("answered", "已答复", "part=answered"),
    ("closed", "已办结", "part=closed"),
    ("solved", "已解决", "part=solved"),
    ("overdue", "超期未答复", "part=overdue"),
)


# What gives the note of handing down its number.
HANDING_DOWN = ("refer", "add_local", "drop_local")


def handed_down_on(opinion: Opinion) -> date | None:
    """The day of the note in force; none where a ledger told who has it."""
    own = opinion.history.filter(name__in=HANDING_DOWN, basis="").order_by("pk")
    return own.values_list("on", flat=True).last()


def led_by(rows: QuerySet[Opinion], organ: Organ | OuterRef) -> QuerySet[Opinion]:
    """Those of `rows` that `organ` answers for: as lead unit, or as local handler."""
    return rows.filter(Q(lead_unit=organ) | Q(lead_unit=None, handler=organ))


def helped_by(rows: QuerySet[Opinion], organ: Organ) -> QuerySet[Opinion]:
    """Those of `rows` that `organ` handles beside the lead unit."""
    # unscoped: narrows the opinions given
    beside = Assignment.objects.filter(unit=organ, is_lead=False, ended_on=None)
    return rows.filter(pk__in=beside.values("opinion"))


def with_parts_owed(
    rows: QuerySet[Opinion], *, by: Organ | None = None, late_on: date | None = None
) -> QuerySet[Opinion]:
    """Those for which a co-handling unit owes its part, after its day on `late_on`."""
    # unscoped: narrows the opinions given
    owed = Assignment.objects.filter(
        is_lead=False, ended_on=None, part_given_on=None, waived_on=None
    )
    if by is not None:
        owed = owed.filter(unit=by)
    if late_on is not None:
        # unscoped: narrows the opinions given
        late = Clock.objects.filter(
            opinion=OuterRef("opinion"),
            organ=OuterRef("unit"),
            step=ClockStep.CO_ANSWER,
            stopped_on=None,
            due_on__lt=late_on,
        )
        owed = owed.filter(Exists(late))
    return rows.filter(state__in=HELPED, pk__in=owed.values("opinion"))


def units_for_list(*, user: User) -> QuerySet[HandlingUnit]:
    rows = HandlingUnit.objects.visible_to(user).select_related("organ")
    counts = {name: _counted(user, name) for name, *_ in COUNTS}
    return rows.annotate(**counts).order_by("organ__kind", "organ__order", "pk")


def _counted(user: User, name: str) -> Coalesce:
    rows = part_of(Opinion.objects.visible_to(user), name, today())
    mine = led_by(rows, OuterRef("organ"))
    counts = mine.order_by().annotate(one=Value(1)).values("one")
    counts = counts.annotate(many=Count("pk", distinct=True)).values("many")
    return Coalesce(Subquery(counts), 0)


def part_of(rows: QuerySet[Opinion], name: str, on: date) -> QuerySet[Opinion]:
    """Those of `rows` that one number counts, as they stood at the end of `on`."""
    return rates.handed(rows, on).filter(rates.COUNTS[name])


def address(unit: HandlingUnit, parameters: str) -> str:
    """The list that one number counts."""
    own = urlencode({"handler_pk": unit.organ_id})
    return f"{reverse('referrals:list')}?{own}&{parameters}"
