"""Hours of signing, notices, attendance that is kept, and weeks at the edge of a month."""

from datetime import date, datetime, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from groups.activities import actions, checks, rules
from groups.activities.actions import Attended
from groups.activities.enums import Presence, SignedBy
from groups.activities.models import Activity, Attendance
from groups.activities.queries.due import can_sign_in, due_at
from groups.activities.queries.held import turnout_of
from groups.activities.queries.lacking import lacks_of, with_lacks
from groups.activities.queries.months import weeks_of
from tests.factories.deputies import MandateFactory
from tests.factories.groups import ActivityFactory, MembershipFactory
from tianmen_congress.base.alerts.models import Alert

pytestmark = pytest.mark.django_db

TODAY, BEFORE, AFTER = date(2017, 7, 25), date(2017, 7, 24), date(2017, 7, 26)


@pytest.fixture
def activity(campaign, yuxin_group):
    return ActivityFactory(
        campaign=campaign, group=yuxin_group, held_on=TODAY, state="planned"
    )


def at(hour, minute=0):
    """By the clock of 天门."""
    return datetime(2017, 7, 25, hour, minute, tzinfo=timezone.get_current_timezone())


def save(activity, by, *attendance, is_held=True):
    facts = {"by": by, "is_held": is_held, "parts": [], "attendance": attendance}
    return actions.save_activity(activity, **facts)


# --- signing in -----------------------------------------------------------------------


def test_without_hours_one_signs_all_day_and_is_never_late(activity):
    for clock in (time(0), time(12), time(23, 59)):
        assert rules.why_not_sign(activity, clock) == ""
        assert not rules.is_late(activity, clock)


def test_hours_at_the_edges_of_a_day_reach_into_no_other(activity):
    activity.starts_at = time(0, 30)
    assert rules.why_not_sign(activity, time(0)) == ""
    activity.starts_at = time(23, 55)
    assert not rules.is_late(activity, time(23, 59))
    assert "22:55起可以签到" in rules.why_not_sign(activity, time(22, 54))


def test_one_signs_at_what_is_planned_or_held_that_day_alone(deputy, activity):
    def may(**facts):
        Activity.objects.filter(pk=activity.pk).update(**facts)
        return can_sign_in(deputy, Activity.objects.get(pk=activity.pk))

    assert [may(held_on=day) for day in (BEFORE, AFTER, TODAY)] == [False, False, True]
    assert may(state="held")
    assert not may(state="cancelled", cancel_reason="防汛")


def test_whose_leave_was_written_down_and_who_comes_is_there(deputy, activity):
    leave = {"leave_reason": "ill", "agreed_by": "组长", "note": "住院"}
    activity.attendances.create(person=deputy.person, presence="leave", **leave)

    row = actions.sign_in(activity, by=deputy, at=at(9))

    told = row.presence, row.manner, row.leave_reason, row.agreed_by
    assert told == ("present", "phone", "", "")
    assert activity.attendances.get() == row


def test_who_left_the_group_the_day_before_does_not_sign(deputy, activity, yuxin_group):
    yuxin_group.memberships.update(until=TODAY)
    assert can_sign_in(deputy, activity)

    yuxin_group.memberships.update(until=BEFORE)

    with pytest.raises(PermissionDenied):
        actions.sign_in(activity, by=deputy, at=at(9))


def test_a_mandate_rests_from_its_first_to_its_last_day(yuxin_group):
    rest = {"suspended_since": date(2017, 7, 1), "suspended_until": BEFORE}
    person = MandateFactory(**rest).person
    MembershipFactory(group=yuxin_group, person=person)
    told = {
        date(2017, 6, 30): True,
        date(2017, 7, 1): False,
        BEFORE: False,
        TODAY: True,
    }

    assert {day: person in due_at(yuxin_group, on=day) for day in told} == told


# --- attendance -----------------------------------------------------------------------


def test_who_signed_stays_signed_until_he_is_said_not_to_have_come(
    secretary, deputy, activity
):
    actions.sign_in(activity, by=deputy, at=at(9))

    def told(presence, manner=""):
        save(activity, secretary, Attended(deputy.person, presence, manner=manner))
        row = activity.attendances.get()
        return row.manner, row.signed_at is not None

    assert told(Presence.EARLY, SignedBy.PAPER) == ("phone", True)
    assert told(Presence.ABSENT) == ("", False)
    assert told(Presence.PRESENT, SignedBy.LATER) == ("later", False)


def test_reasons_of_leave_are_kept_of_who_was_on_leave_alone(
    secretary, deputy, activity
):
    def told(presence):
        why = {"leave_reason": "ill", "agreed_by": " 组长 "}
        save(activity, secretary, Attended(deputy.person, presence, **why))
        row = activity.attendances.get()
        return row.leave_reason, row.agreed_by

    assert told(Presence.LEAVE) == ("ill", "组长")
    assert told(Presence.LATE) == ("", "")


def test_turnout_counts_late_and_early_as_there():
    rows = [Attendance(presence=presence) for presence in Presence]

    told = turnout_of(rows)

    assert (told.due, told.came, told.leave, told.absent) == (5, 3, 1, 1)
    assert turnout_of([]).due == 0


def test_what_is_held_is_of_today_at_the_latest(secretary, activity):
    activity.held_on = AFTER
    with pytest.raises(ValidationError, match="活动日期晚于今天"):
        save(activity, secretary)

    activity.held_on = TODAY

    assert save(activity, secretary).state == "held"


def test_nobody_cancels_or_writes_what_is_not_his_or_cancelled(
    secretary, other_secretary, other_clerk, deputy, activity
):
    for user in (other_secretary, other_clerk, deputy):
        with pytest.raises(PermissionDenied):
            save(activity, user)
        with pytest.raises(PermissionDenied):
            actions.cancel_activity(activity, by=user, reason="防汛")

    off = actions.cancel_activity(activity, by=secretary, reason=" 防汛 ")

    assert (off.cancel_reason, off.version) == ("防汛", 2)
    with pytest.raises(PermissionDenied):
        actions.cancel_activity(activity, by=secretary, reason="再次")


# --- notices --------------------------------------------------------------------------


def test_a_notice_goes_out_today_at_the_latest_and_not_after_the_day():
    told = {
        (TODAY, AFTER): "",
        (TODAY, TODAY): "",
        (AFTER, AFTER): "不能晚于今天（2017-07-25）",
        (TODAY, BEFORE): "不能晚于活动日期（2017-07-24）",
    }

    assert {days: checks.why_not_noticed(*days) for days in told} == told


def test_three_days_are_enough_and_two_are_short():
    row = Activity(held_on=date(2017, 7, 28))
    told = {TODAY: (3, False), AFTER: (2, True), None: (None, False)}

    for day, expected in told.items():
        row.noticed_on = day
        assert (row.notice_days, row.is_short_noticed) == expected, day


def test_a_notice_is_told_once_until_the_hour_changes_and_when_it_is_off(
    secretary, deputy, activity
):
    activity.noticed_on, activity.held_on = BEFORE, AFTER
    for hour in (None, None, time(9), time(9)):
        activity.starts_at = hour
        save(activity, secretary, is_held=False)
    actions.cancel_activity(activity, by=secretary, reason="防汛")

    told = Alert.objects.visible_to(deputy).order_by("pk")
    assert [each.what for each in told] == [
        "小组活动通知：2017-07-26",
        "小组活动通知：2017-07-26 09:00",
        "小组活动取消：2017-07-26",
    ]
    assert not Alert.objects.visible_to(secretary).exists()


def test_what_was_never_noticed_is_called_off_in_silence(secretary, deputy, activity):
    save(activity, secretary, is_held=False)
    actions.cancel_activity(activity, by=secretary, reason="防汛")

    assert not Alert.objects.visible_to(deputy).exists()


def test_a_plan_lacks_its_notice_until_its_day_and_its_record_from_the_next(activity):
    told = {TODAY: ["缺通知"], BEFORE: ["已到期未登记"]}

    for day, lacks in told.items():
        Activity.objects.update(held_on=day)
        assert lacks_of(with_lacks(Activity.objects.all()).get()) == lacks, day
    Activity.objects.update(state="cancelled", cancel_reason="防汛")
    assert lacks_of(with_lacks(Activity.objects.all()).get()) == []


# --- the month ------------------------------------------------------------------------


def test_weeks_run_from_monday_to_sunday_with_days_of_other_months_beside():
    first, last = Activity(held_on=date(2017, 7, 1)), Activity(held_on=date(2017, 8, 6))

    weeks = weeks_of(date(2017, 7, 1), [first, last])

    days = [day for week in weeks for day in week]
    assert {len(week) for week in weeks} == {7}
    assert (days[0].on, days[-1].on) == (date(2017, 6, 26), date(2017, 8, 6))
    assert sum(day.is_of_month for day in days) == 31
    held = [(day.on.day, day.is_of_month) for day in days if day.activities]
    assert held == [(1, True), (6, False)]
