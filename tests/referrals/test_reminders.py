"""Reminders of running time: who, on which day, once, and what is recorded."""

import re
from datetime import date, timedelta

import pytest

from referrals.enums import State
from tests.factories.platform import move_posts, user_of
from tests.referrals.test_alerts import collected_by_deputy, told
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.alerts.models import Alert, Reminder
from tianmen_congress.base.alerts.reminding import run_daily
from tianmen_congress.base.campaigns.enums import Whom
from tianmen_congress.base.jobs import daily

pytestmark = pytest.mark.django_db
STEPS = (
    *((days, Whom.HOLDER) for days in (-3, 1, 5, 10)),
    (15, Whom.ABOVE),
    (20, Whom.OFFICE),
)


@pytest.fixture
def waiting(way):
    """Reported up on 1 June, to be decided on by Thursday, 8 June."""
    for days, whom in STEPS:
        way.campaign.reminder_steps.create(days=days, whom=whom)
    opinion = way.step(way.collect(), "report_up")
    assert opinion.due_on == date(2017, 6, 8)
    Alert.objects.all().delete()
    return opinion


@pytest.fixture
def on(settings):
    """The worker's round of a day of June."""

    def on(day, month=6):
        settings.TODAY = date(2017, month, day)
        return daily.run_once("reminders")

    return on


def test_each_step_comes_on_its_working_day(way, waiting, on):
    said = {}
    for day in range(2, 30):
        on(day)
        said |= {day: told(way.clerk)} if told(way.clerk) else {}
        Alert.objects.all().delete()

    # Monday the 5th; Friday the 9th; Thursday the 15th; Thursday the 22nd.
    assert said == {
        5: ["还有3个工作日到期：待梳理交办"],
        9: ["已超期1个工作日：待梳理交办"],
        15: ["已超期5个工作日：待梳理交办"],
        22: ["已超期10个工作日：待梳理交办"],
    }


def test_then_the_one_above_is_told_and_then_the_office(way, waiting, on, helpers):
    opinion = way.step(waiting, "refer")
    assert opinion.due_on == date(2017, 7, 13)
    Alert.objects.all().delete()
    on(4, 8)
    assert told(way.clerk) == ["已超期16个工作日：乡村办理中"]
    assert told(way.office) == []

    on(11, 8)

    assert told(way.office) == ["已超期21个工作日：乡村办理中"]
    assert len(told(helpers["handler"])) == len(told(way.clerk)) == 1


def test_after_days_of_standing_still_each_is_told_once(way, waiting, on):
    run = on(20)

    assert run.counts["reminders"] == 1
    assert told(way.clerk) == ["已超期8个工作日：待梳理交办"]
    (row,) = Reminder.objects.all()
    assert (row.days, row.whom, row.told) == (5, Whom.HOLDER, 1)


def test_a_second_round_of_the_same_day_says_nothing(way, waiting, on):
    on(9)
    assert run_daily()["reminders"] == 0
    assert len(told(way.clerk)) == 1
    assert Reminder.objects.count() == 1


def test_two_steps_that_fall_on_one_reader_and_day_are_one_alert(way, waiting, on):
    """Whoever keeps the handler's books is both the holder's voice and above it."""
    way.campaign.reminder_steps.create(days=1, whom=Whom.ABOVE)
    opinion = way.step(waiting, "refer")
    Alert.objects.all().delete()
    day = opinion.due_on + timedelta(days=3)

    on(day.day, day.month)

    assert len(told(way.clerk)) == 1
    assert Reminder.objects.count() == 2


def test_another_deadline_is_reminded_of_anew(way, waiting, on):
    on(9)
    type(waiting).objects.filter(pk=waiting.pk).update(due_on=date(2017, 6, 14))

    on(15)

    assert [str(row.due_on) for row in Reminder.objects.all()] == [
        "2017-06-08",
        "2017-06-14",
    ]


def test_who_lost_his_post_is_not_reminded(way, waiting, on):
    other = user_of(Role.PRESIDIUM, way.clerk.main_post.organ, username="after")
    move_posts(way.clerk, until=date(2017, 6, 8))

    on(9)

    assert set(Alert.objects.values_list("user", flat=True)) == {other.pk}


def test_what_stands_still_is_not_reminded_of(way, waiting, on):
    way.step(waiting, "pause", on=date(2017, 6, 2), paused_until=date(2017, 6, 12))

    on(9)

    assert not Reminder.objects.exists()


def test_a_reminder_is_over_when_the_step_is_done(way, waiting, on, settings):
    on(9)
    settings.TODAY = date(2017, 6, 12)

    way.step(waiting, "refer", on=date(2017, 6, 12))

    assert told(way.clerk) == []


def test_where_nobody_signs_in_the_step_above_is_told_in_its_place(way, waiting, on):
    move_posts(way.clerk, until=date(2017, 6, 1))

    on(9)

    (row,) = Reminder.objects.all()
    assert (row.told, row.organ) == (1, waiting.presidium)
    assert told(way.office) == ["已超期1个工作日：待梳理交办"]


def test_a_part_that_is_owed_is_reminded_of_by_its_own_day(way, helpers, on, settings):
    way.campaign.reminder_steps.create(days=-3, whom=Whom.HOLDER)
    opinion = way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])
    Alert.objects.all().delete()
    due = opinion.clocks.get(step="co_answer").due_on

    on(due.day, due.month)

    said = "今日到期：提交协办意见"
    assert told(helpers["co_unit"]) == [said]


def test_the_deputy_who_has_to_judge_is_reminded_beside_his_group(way, on):
    way.campaign.reminder_steps.create(days=-3, whom=Whom.HOLDER)
    opinion = collected_by_deputy(way)
    opinion = way.walk(opinion, "report_up", "refer", "answer_local", "feed_back")
    Alert.objects.all().delete()

    on(opinion.due_on.day, opinion.due_on.month)

    assert told(way.deputy) == told(way.secretary) == ["今日到期：已反馈待评价"]


def test_the_page_says_whom_it_reminded_and_a_unit_reads_of_itself(
    way, helpers, waiting, on, client
):
    on(9)
    opinion = way.step(waiting, "refer")
    on(14, 7)

    def said(user):
        client.force_login(user)
        page = client.get(opinion.get_absolute_url()).content.decode()
        lines = page.split("期限提醒")[1].split("</details>")[0]
        return re.findall("<li>(.*?)</li>", lines)

    whole = [
        "2017-06-09 期限2017-06-08，已提醒渔薪镇人大主席团1人",
        "2017-07-14 期限2017-07-13，已提醒渔薪镇人民政府1人",
    ]
    assert (said(way.clerk), said(helpers["handler"])) == (whole, whole[1:])
