"""What an entry page begins with: today and the last group, the visit before, or a stored one."""

from dataclasses import dataclass, field

from groups.activities.models import Activity
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import Campaign, CampaignForm
from tianmen_congress.base.clocks.calendar import today
from visits.answers import Answers
from visits.enums import VisitKind
from visits.models import Visit
from visits.outing import CallData, Outing
from visits.pairings.models import HouseholdPairing
from visits.queries.entry import (
    activities_of,
    activity_of_day,
    last_visit_of,
    usual_recorder,
)
from visits.queries.stored import outing_of

# What the next visit of the same outing has in common with the one before.
CARRIED = ("kind", "visited_on", "group", "village", "deputies", "team", "activity")


@dataclass(slots=True)
class Start:
    """A campaign's form and what already stands in it."""

    campaign: Campaign
    form: CampaignForm
    head: dict[str, object]
    answers: Answers = field(default_factory=dict)
    calls: list[CallData] = field(default_factory=list)


def afresh(*, user: User, campaign: Campaign, form: CampaignForm) -> Start:
    last = last_visit_of(user=user)
    head = {"kind": VisitKind.JOINT, "visited_on": today()}
    if last:
        held = activities_of(user=user, group=last.group, campaign=campaign)
        head |= {
            "group": last.group,
            "recorder": last.recorder,
            "activity": activity_of_day(held, today()),
        }
    return Start(campaign, form, head)


def following(visit: Visit, *, campaign: Campaign, form: CampaignForm) -> Start:
    """保存并继续录入: date, group, village and deputies stay as they were."""
    head = _head(outing_of(visit))
    kept = {name: head[name] for name in (*CARRIED, "recorder")}
    return Start(campaign, form, kept)


def of_activity(
    activity: Activity, *, user: User, campaign: Campaign, form: CampaignForm
) -> Start:
    """The visit of an activity's programme: its group on its day."""
    head = {
        "kind": VisitKind.JOINT,
        "visited_on": activity.held_on,
        "group": activity.group,
        "activity": activity,
        "recorder": usual_recorder(user=user, group=activity.group),
    }
    return Start(campaign, form, head)


def of_pairing(
    pairing: HouseholdPairing, *, campaign: Campaign, form: CampaignForm
) -> Start:
    """联户走访: the deputy at the household he is paired with."""
    head = {
        "kind": VisitKind.PAIRED,
        "visited_on": today(),
        "group": pairing.group,
        "village": pairing.household.village,
        "deputies": [str(pairing.person_id)],
        "recorder": pairing.person.name,
    }
    return Start(campaign, form, head, calls=[CallData(pairing.household)])


def stored(visit: Visit) -> Start:
    """The visit as it was last saved, on the version of the form it was made with."""
    outing = outing_of(visit)
    return Start(
        visit.campaign, visit.form, _head(outing), outing.answers, list(outing.calls)
    )


def _head(outing: Outing) -> dict[str, object]:
    return {
        "kind": outing.kind,
        "visited_on": outing.visited_on,
        "group": outing.group,
        "village": outing.village,
        "deputies": [str(person.pk) for person in outing.deputies],
        "team": outing.team,
        "activity": outing.activity,
        "few_reason": outing.few_reason,
        "recorder": outing.recorder,
        "note": outing.note,
    }
