"""What an activity is shown of receptions of its group on its day: its part 接待选民."""

from collections.abc import Iterator

from django.db.models import Count, OuterRef, QuerySet, Sum
from django.urls import reverse
from django.utils.http import urlencode

from groups.activities.enums import RECEPTION
from groups.activities.models import Activity
from groups.activities.queries.records import OnRecord, RecordSource, register
from tianmen_congress.base.accounts.models import User
from visits.receptions.models import Reception


def receptions_of(user: User, activity: Activity) -> Iterator[OnRecord]:
    """Those to which somebody came, and how many people came to them."""
    rows = Reception.objects.visible_to(user).counted().order_by()
    rows = rows.filter(group=activity.group_id, held_on=activity.held_on)
    day = activity.held_on
    asked = {"group_pk": activity.group_id, "since": day, "until": day}
    address = f"{reverse('receptions:list')}?{urlencode(asked)}"
    found = rows.aggregate(times=Count("pk"), people=Sum("party"))
    yield OnRecord("接待", found["times"], "次", address)
    yield OnRecord("来访选民", found["people"] or 0, "人次", address)


def receptions_there() -> QuerySet[Reception]:
    # unscoped: only whether there is any, of an activity given
    rows = Reception.objects.counted().order_by()
    return rows.filter(group=OuterRef("group"), held_on=OuterRef("held_on"))


def tell_activities() -> None:
    register(RecordSource(RECEPTION, "接待", receptions_of, receptions_there))
