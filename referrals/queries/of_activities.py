"""What an activity is shown of opinions that its group collected and sent up that day."""

from collections.abc import Iterator

from django.db.models import Count, OuterRef, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from groups.activities.enums import HANDOVER
from groups.activities.models import Activity
from groups.activities.queries.records import OnRecord, RecordSource, register
from referrals.enums import DispatchKind
from referrals.models import Dispatch, Opinion
from tianmen_congress.base.accounts.models import User


def opinions_of(user: User, activity: Activity) -> Iterator[OnRecord]:
    rows = Opinion.objects.visible_to(user)
    rows = rows.filter(group=activity.group_id, collected_on=activity.held_on)
    day = activity.held_on
    query = urlencode({"group_pk": activity.group_id, "since": day, "until": day})
    address = f"{reverse('referrals:list')}?{query}"
    yield OnRecord("收集意见建议", rows.count(), "件", address)


def opinions_there() -> QuerySet[Opinion]:
    # unscoped: only whether there is any, of an activity given
    rows = Opinion.objects.filter(group=OuterRef("group")).order_by()
    return rows.filter(collected_on=OuterRef("held_on"))


def summaries_of(user: User, activity: Activity) -> Iterator[OnRecord]:
    """Each sheet that the group sent to its presidium that day (汇总报送)."""
    rows = Dispatch.objects.visible_to(user).filter(
        kind=DispatchKind.SUMMARY, group=activity.group_id, sent_on=activity.held_on
    )
    for row in rows.annotate(many=Count("lines")).order_by("pk"):
        label = f"汇总报送表 {row.document_number}　"
        yield OnRecord(label, row.many, "件", row.get_absolute_url())


def summaries_there() -> QuerySet[Dispatch]:
    # unscoped: only whether there is any, of an activity given
    rows = Dispatch.objects.filter(kind=DispatchKind.SUMMARY).order_by()
    return rows.filter(group=OuterRef("group"), sent_on=OuterRef("held_on"))


def tell_activities() -> None:
    register(RecordSource(HANDOVER, "意见建议", opinions_of, opinions_there))
    register(RecordSource(HANDOVER, "汇总报送", summaries_of, summaries_there))
