"""What an activity is shown of visits of its group on its day: its part 分散走访."""

from collections.abc import Iterator

from django.db.models import Count, OuterRef, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from groups.activities.enums import VISIT
from groups.activities.models import Activity
from groups.activities.queries.records import OnRecord, RecordSource, register
from tianmen_congress.base.accounts.models import User
from visits.models import HouseholdCall, Visit


def visits_of(user: User, activity: Activity) -> Iterator[OnRecord]:
    """Visits, in other groups' villages too, and households called on."""
    rows = Visit.objects.visible_to(user).standing().order_by()
    rows = rows.filter(group=activity.group_id, visited_on=activity.held_on)
    # unscoped: the calls of visits in sight
    calls = HouseholdCall.objects.filter(visit__in=rows.values("pk")).order_by()
    homes = calls.aggregate(n=Count("household", distinct=True))["n"]
    away = rows.with_away().filter(is_away=True).count()
    query = _asked(activity)
    yield OnRecord("走访", rows.count(), "次", f"{reverse('visits:list')}?{query}")
    yield OnRecord("异地走访", away, "次", f"{reverse('visits:list')}?{query}&away=1")
    yield OnRecord("入户", homes, "户", f"{reverse('visits:households')}?{query}")


def _asked(activity: Activity) -> str:
    """The lists of the same group and day."""
    day = activity.held_on
    return urlencode({"group_pk": activity.group_id, "since": day, "until": day})


def visits_there() -> QuerySet[Visit]:
    # unscoped: only whether there is any, of an activity given
    rows = Visit.objects.standing().order_by()
    return rows.filter(group=OuterRef("group"), visited_on=OuterRef("held_on"))


def tell_activities() -> None:
    register(RecordSource(VISIT, "走访", visits_of, visits_there))
