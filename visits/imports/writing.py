"""Storing what a row of the ledger tells."""

from deputies.models import Person
from tianmen_congress.base.accounts.models import User
from visits.actions import edit_visit, record_visit
from visits.models import Visit
from visits.outing import Outing
from visits.queries.stored import outing_of

from .correcting import CallCorrection


def write_row(outing: Outing, *, by: User) -> dict[str, int]:
    """A new visit, or one more household of the outing that a row before told of."""
    visit = _same_outing(outing)
    if visit and outing.calls:
        whole = outing_of(visit)
        whole.calls = [*whole.calls, *outing.calls]
        whole.recorder = whole.recorder or outing.recorder
        visit = edit_visit(visit, whole, by=by)
    else:
        visit = record_visit(outing, by=by)
    return {"visit": visit.pk}


def _same_outing(outing: Outing) -> Visit | None:
    """A visit of the same day, group, village and deputies, entered from a ledger too."""
    # unscoped: compared with the rows that the ledger itself writes
    rows = Visit.objects.standing().filter(
        group=outing.group,
        village=outing.village,
        visited_on=outing.visited_on,
        kind=outing.kind,
        calls__isnull=False,
    )
    wanted = {person.pk for person in outing.deputies}
    for visit in rows.select_related("campaign", "form", "group", "village").distinct():
        if set(visit.participations.values_list("person", flat=True)) == wanted:
            return visit
    return None


def correct(correction: CallCorrection, *, by: User) -> dict[str, int]:
    """What the ledger has otherwise, in the visit that it brought."""
    visit = edit_visit(correction.stored.visit, correction.outing(), by=by)
    return {"visit": visit.pk}


def add_deputy(visit: Visit, person: Person, *, by: User) -> Visit:
    """Somebody said who was meant by a name that two deputies bear."""
    whole = outing_of(visit)
    if person not in whole.deputies:
        whole.deputies = [*whole.deputies, person]
    return edit_visit(visit, whole, by=by)
