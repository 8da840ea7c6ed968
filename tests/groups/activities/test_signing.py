"""Who is due, who signs in for himself, and what the clerk's page makes of it."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from groups.activities import actions
from groups.activities.enums import Presence, SignedBy
from groups.activities.models import Activity
from groups.activities.queries.due import due_at
from tests.factories.deputies import MandateFactory
from tests.factories.groups import ActivityFactory, MembershipFactory
from tianmen_congress.base.alerts.models import Alert

pytestmark = pytest.mark.django_db
DAY = date(2017, 7, 25)


def at(hour, minute=0):
    """By the clock of 天门; the day is the one that the system says."""
    return datetime(2017, 7, 25, hour, minute, tzinfo=timezone.get_current_timezone())


@pytest.fixture(autouse=True)
def on_the_day(settings):
    settings.TODAY = DAY


@pytest.fixture
def activity(campaign, yuxin_group):
    return ActivityFactory(
        campaign=campaign,
        group=yuxin_group,
        held_on=DAY,
        state="planned",
        starts_at=time(9),
        ends_at=time(11, 30),
    )


def typed(activity, presence, **more):
    data = {
        "held_on": str(DAY),
        "title": activity.title,
        "starts_at": "9点",
        "ends_at": "11:30",
        "progress": "held",
        "version": activity.version,
    }
    for membership in activity.group.memberships.all():
        data[f"member-{membership.person_id}-presence"] = presence
    return data | more


def save(client, user, activity, data):
    client.force_login(user)
    return client.post(reverse("activities:edit", args=[activity.pk]), data)


def test_a_deputy_signs_in_for_himself_once(client, deputy, activity):
    client.force_login(deputy)
    MembershipFactory(group=activity.group, order=0)
    activity.group.memberships.filter(person__user=deputy).update(order=9)
    first = actions.sign_in(activity, by=deputy, at=at(8, 30))
    again = actions.sign_in(activity, by=deputy, at=at(9, 30))

    assert (first.pk, first.person.user) == (again.pk, deputy)
    assert (again.presence, again.manner) == (Presence.PRESENT, SignedBy.PHONE)
    assert "签到" in client.get(activity.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("hour", "minute", "presence"),
    [
        (7, 59, None),
        (8, 0, "present"),
        (9, 10, "present"),
        (9, 11, "late"),
        (11, 30, "late"),
        (11, 31, None),
    ],
)
def test_one_signs_in_within_the_hours(deputy, activity, hour, minute, presence):
    try:
        found = actions.sign_in(activity, by=deputy, at=at(hour, minute)).presence
    except ValidationError:
        found = None

    assert found == presence


@pytest.mark.parametrize("who", ["clerk", "secretary", "office", "leader"])
def test_nobody_signs_for_another(request, activity, who):
    with pytest.raises(PermissionDenied):
        actions.sign_in(activity, by=request.getfixturevalue(who), at=at(9))


def test_nobody_signs_on_another_day(deputy, activity):
    Activity.objects.filter(pk=activity.pk).update(held_on="2017-07-24")

    with pytest.raises(ValidationError, match="活动当天"):
        actions.sign_in(activity, by=deputy, at=at(9))


def test_whose_duties_rest_or_are_over_is_not_due(yuxin_group):
    def member(**seat):
        seat = MandateFactory(**seat)
        return MembershipFactory(group=yuxin_group, person=seat.person).person

    serving, unknown = member(), MembershipFactory(group=yuxin_group).person
    member(suspended_since="2017-07-01")
    member(until="2017-07-24", end_reason="resigned")
    back = member(suspended_since="2017-06-01", suspended_until="2017-07-24")

    assert set(due_at(yuxin_group, on=DAY)) == {serving, unknown, back}


def test_who_was_not_due_did_not_come(client, secretary, activity):
    stranger = MembershipFactory().person
    activity.attendances.create(person=stranger, presence="absent")
    name = f"member-{stranger.pk}-presence"

    page = save(
        client, secretary, activity, typed(activity, "absent") | {name: "present"}
    )

    assert "不是本小组应到的代表" in page.content.decode()
    assert activity.attendances.get().presence == "absent"
    save(client, secretary, activity, typed(activity, "absent") | {name: ""})
    assert not activity.attendances.exists()


def test_who_signed_after_the_page_was_opened_is_not_wiped(
    client, secretary, deputy, activity
):
    actions.sign_in(activity, by=deputy, at=at(9))
    [row] = activity.attendances.all()

    page = save(client, secretary, activity, typed(activity, "absent"))

    assert "已用手机签到" in page.content.decode()
    row.refresh_from_db()
    assert (row.presence, row.manner) == ("present", "phone")
    # He sees it now, and says it once more.
    form = page.context["entry"].attendance[0]
    seen = {form.add_prefix("seen"): form["seen"].value()}
    assert save(client, secretary, activity, typed(activity, "absent", **seen)).url
    row.refresh_from_db()
    assert (row.presence, row.manner, row.signed_at) == ("absent", "", None)


def test_planning_on_keeps_who_has_signed(client, secretary, deputy, activity):
    actions.sign_in(activity, by=deputy, at=at(9))

    save(client, secretary, activity, typed(activity, "", progress="planned"))
    moved = typed(activity, "", progress="planned", held_on="2017-07-26", version=2)
    page = save(client, secretary, activity, moved)

    assert activity.attendances.get().manner == "phone"
    assert "活动日期不能再改" in page.content.decode()


def test_leave_has_a_reason_and_somebody_who_agreed(
    client, secretary, deputy, activity
):
    page = save(client, secretary, activity, typed(activity, "leave"))

    content = page.content.decode()
    assert ("请选择请假事由" in content, "请填写批准人" in content) == (True, True)
    assert not activity.attendances.exists()


def test_a_notice_is_told_to_deputies_and_late_ones_are_named(
    client, secretary, deputy, activity
):
    sent = {"progress": "planned", "held_on": "2017-07-27", "noticed_on": "2017-07-25"}
    save(client, secretary, activity, typed(activity, "", **sent))

    [told] = Alert.objects.visible_to(deputy)
    assert told.what == "小组活动通知：2017-07-27 09:00—11:30"
    page = client.get(activity.get_absolute_url()).content.decode()
    assert "通知不足3天" in page
