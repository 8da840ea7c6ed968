"""Rosters: made by rule, changed, swapped, hung on the door in time."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups.places.papers import wall_sheet
from groups.places.queries.walls import wall_of
from tests.factories.visits import DutyFactory, DutyPlanFactory, ReceptionFactory
from tianmen_congress.base.clocks.models import Holiday
from visits.receptions import actions, papers
from visits.receptions.actions.rosters import DutyRule
from visits.receptions.models import Duty, DutyPlan
from visits.receptions.queries import rosters

pytestmark = pytest.mark.django_db
JULY = date(2017, 7, 1)


def sent(client, user, page, pk, **data):
    client.force_login(user)
    return client.post(reverse(f"receptions:{page}", args=[pk]), data)


def faults(page):
    return {name: list(words) for name, words in page.context["form"].errors.items()}


def test_a_day_off_is_made_up_for_and_deputies_take_turns(
    client, clerk, station, hearer, second_hearer
):
    Holiday.objects.create(day="2017-07-20", name="停电", is_worked=False)
    rule = {"quarter": "2017-07-01", "every": "monthly", "day_of_month": "20"}
    hours = {"start": "9:00", "finish": "11:00"}
    people = [hearer.pk, second_hearer.pk]

    page = sent(
        client, clerk, "plan_add", station.pk, **rule, **hours, many="1", people=people
    )

    plan = DutyPlan.objects.get()
    assert page.url == plan.get_absolute_url()
    # The 20th of August is a Sunday.
    assert [(str(duty.day), duty.person) for duty in plan.duties.all()] == [
        ("2017-07-21", hearer),
        ("2017-08-21", second_hearer),
        ("2017-09-20", hearer),
    ]
    again = sent(
        client, clerk, "plan_add", station.pk, **rule, **hours, many="1", people=people
    )
    assert faults(again)["quarter"] == ["该地点这一季度已有安排表"]


def test_each_week_on_a_weekday():
    rule = DutyRule(time(9), time(11), weekday=3)

    days = list(rule.days(JULY))

    assert {day.isoweekday() for day in days} == {3}
    assert (len(days), days[0], days[-1]) == (
        *(13, date(2017, 7, 5)),
        date(2017, 9, 27),
    )


def test_nobody_is_on_duty_in_two_places_at_once(client, clerk, station, home, hearer):
    plan, other = (DutyPlanFactory(place=p, quarter=JULY) for p in (station, home))
    DutyFactory(plan=plan, person=hearer, day=date(2017, 8, 1))
    facts = {"person": hearer.name, "person_pk": hearer.pk, "day": "2017-08-01"}

    page = sent(
        client, clerk, "duty_add", other.pk, **facts, start="10:30", finish="12:00"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyFactory(plan=other, person=hearer, day="2017-08-01", start=time(10))
    later = sent(
        client, clerk, "duty_add", other.pk, **facts, start="11:00", finish="12:00"
    )

    told = f"{hearer}2017-08-0109:00—11:00在{station}已有值班"
    assert faults(page)["person"] == [told]
    assert later.status_code == 302


def test_two_deputies_change_turns_and_both_are_named(
    client, clerk, station, hearer, second_hearer
):
    plan = DutyPlanFactory(place=station, quarter=JULY)
    first = DutyFactory(plan=plan, person=hearer, day="2017-08-01")
    second = DutyFactory(plan=plan, person=second_hearer, day="2017-08-02")

    page = sent(
        client,
        clerk,
        "duty_swap",
        first.pk,
        other=second.pk,
        agreed_on="2017-07-20",
        version="1",
    )

    assert page.status_code == 302
    assert list(Duty.objects.values_list("person", flat=True)) == [
        second_hearer.pk,
        hearer.pk,
    ]
    rows = papers.roster(plan, user=clerk).rows
    assert rows[0]["note"] == "王代表与李代表换班（2017-07-20）"
    with pytest.raises(ValidationError, match="换过班"):
        actions.drop_duty(first, by=clerk)


def test_a_roster_is_published_three_days_before_or_told_as_late(
    client, clerk, station, hearer
):
    plan = DutyPlanFactory(place=station, quarter=JULY)
    empty = sent(client, clerk, "publish", plan.pk, published_on="2017-07-25")
    assert faults(empty)["__all__"] == ["还没有安排值班，不能公布"]
    DutyFactory(plan=plan, person=hearer, day="2017-07-28")

    late = []
    for day in ("2017-07-25", "2017-07-24"):
        sent(client, clerk, "publish", plan.pk, published_on=day)
        plan.refresh_from_db()
        late.append(rosters.is_late(plan))
    DutyPlan.objects.update(published_on="2017-07-26")
    plan.refresh_from_db()

    assert late == [False, False]
    assert rosters.is_late(plan)


def test_two_duties_without_a_record_are_told_to_the_group(
    client, secretary, station, hearer, second_hearer
):
    plan = DutyPlanFactory(place=station, quarter=JULY)
    for day in ("2017-07-05", "2017-07-12", "2017-07-19", "2017-08-02"):
        DutyFactory(plan=plan, person=hearer, day=day)
    DutyFactory(plan=plan, person=second_hearer, day="2017-07-06")
    # Nobody came, and that was written down.
    kept = ReceptionFactory(
        place=station, held_on="2017-07-12", party=0, matter="", voter_name=""
    )
    kept.hearings.create(person=hearer)
    client.force_login(secretary)

    page = client.get(plan.get_absolute_url())

    assert page.context["silent"] == {hearer: 2}


@pytest.mark.parametrize(
    ("published", "day", "is_there"),
    [
        ("2017-06-27", date(2017, 9, 30), True),
        ("2017-06-27", date(2017, 10, 1), False),
        ("2017-07-20", date(2017, 7, 19), False),
        (None, date(2017, 7, 19), False),
    ],
)
def test_the_wall_of_a_place_shows_the_roster_published_for_the_quarter(
    station, hearer, published, day, is_there
):
    plan = DutyPlanFactory(place=station, quarter=JULY, published_on=published)
    DutyFactory(plan=plan, person=hearer, day=date(2017, 8, 1))

    sheets = wall_of(station, on=day).sheets

    assert [sheet.title for sheet in sheets] == (
        ["2017年第3季度代表接待选民安排表"] if is_there else []
    )
    if is_there:
        (row,) = sheets[0].rows
        assert row[:2] == ("2017-08-01 星期二", "09:00—11:00")
        assert row[2].startswith(hearer.name)
        word = "\n".join(wall_sheet(station, wall_of(station, on=day)).paragraphs)
        assert "2017-08-01 星期二　09:00—11:00　" + row[2] in word


def test_the_page_of_the_wall_hangs_the_roster_there(client, clerk, station, hearer):
    plan = DutyPlanFactory(place=station, quarter=JULY, published_on="2017-06-27")
    DutyFactory(plan=plan, person=hearer, day=date(2017, 8, 1))
    client.force_login(clerk)

    page = client.get(reverse("places:wall", args=[station.pk])).content.decode()

    assert "2017-08-01 星期二" in page
