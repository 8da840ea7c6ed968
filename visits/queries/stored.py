"""A stored visit as an outing: what an edit begins with and is compared to."""

from visits.models import Visit
from visits.outing import CallData, Outing


def outing_of(visit: Visit) -> Outing:
    """Everything about `visit` that may be typed anew."""
    calls = visit.calls.select_related("household__village")
    return Outing(
        campaign=visit.campaign,
        form=visit.form,
        kind=visit.kind,
        visited_on=visit.visited_on,
        group=visit.group,
        village=visit.village,
        deputies=[p.person for p in visit.participations.select_related("person")],
        calls=[CallData(call.household, call.answers) for call in calls],
        answers=visit.answers,
        few_reason=visit.few_reason,
        note=visit.note,
        recorder=visit.recorder,
        team=visit.team,
        activity=visit.activity,
    )
