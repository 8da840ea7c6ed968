"""Reads about activities that several pages share."""

from datetime import date

import pytest
from django.urls import reverse

from groups import queries as groups
from groups.activities.models import Activity
from groups.activities.queries import held as queries
from tests.factories.groups import (
    ActivityFactory,
    GroupFactory,
    MembershipFactory,
)
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.figures.queries import figures_for
from tianmen_congress.base.figures.registry import Asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def activities(campaign, yuxin_group, duobao_group):
    return {
        "june": ActivityFactory(
            campaign=campaign, group=yuxin_group, held_on="2017-06-05"
        ),
        "july": ActivityFactory(
            campaign=campaign, group=yuxin_group, held_on="2017-07-05"
        ),
        "duobao": ActivityFactory(
            campaign=campaign, group=duobao_group, held_on="2017-06-20"
        ),
        "planned": ActivityFactory(
            campaign=campaign, group=yuxin_group, state="planned"
        ),
        "cancelled": ActivityFactory(
            campaign=campaign,
            group=yuxin_group,
            state="cancelled",
            cancel_reason="防汛",
        ),
    }


@pytest.mark.parametrize(
    ("asked", "counted"),
    [
        ({}, {"june", "july", "duobao"}),
        ({"since": date(2017, 7, 1)}, {"july"}),
        ({"until": date(2017, 6, 30)}, {"june", "duobao"}),
        ({"since": date(2017, 6, 5), "until": date(2017, 6, 5)}, {"june"}),
    ],
)
def test_activities_held_are_counted_in_their_period(
    office, activities, asked, counted
):
    rows = queries.activities_held(user=office, asked=Asked(**asked))

    assert set(rows) == {activities[name] for name in counted}


def test_activities_held_are_counted_for_a_place_and_a_campaign(
    office, clerk, activities, yuxin, campaign
):
    here = queries.activities_held(
        user=office, asked=Asked(township=yuxin, campaign=campaign)
    )

    assert set(here) == {activities["june"], activities["july"]}
    assert set(queries.activities_held(user=clerk, asked=Asked())) == set(here)


@pytest.mark.parametrize("key", ["groups", "activities"])
@pytest.mark.parametrize("who", ["office", "clerk", "secretary"])
def test_a_figure_opens_the_list_that_it_counts(
    request, client, activities, campaign, yuxin, who, key
):
    user = request.getfixturevalue(who)
    client.force_login(user)
    for asked in (Asked(), Asked(campaign=campaign), Asked(township=yuxin)):
        [counted] = [c for c in figures_for(user, asked) if c.figure.key == key]

        assert client.get(counted.url).context["listing"].total == counted.value


def test_attendance_is_counted_by_who_was_asked_and_who_came(office, activities):
    june = activities["june"]
    for presence in ("present", "present", "leave", "absent"):
        june.attendances.create(
            person=MembershipFactory(group=june.group).person, presence=presence
        )

    [row] = queries.with_attendance(Activity.objects.filter(pk=june.pk))

    assert (row.asked, row.came) == (4, 2)


def test_the_latest_ten_activities_stand_on_the_page_of_a_group(
    office, campaign, yuxin_group
):
    for day in range(1, 13):
        ActivityFactory(
            campaign=campaign, group=yuxin_group, held_on=date(2017, 6, day)
        )

    rows = list(queries.latest_activities(yuxin_group, user=office))

    assert [row.held_on.day for row in rows] == list(range(12, 2, -1))


def test_attendance_is_shown_in_the_order_of_the_groups_list(activities):
    june = activities["june"]
    for order in (3, 1, 2):
        membership = MembershipFactory(group=june.group, order=order)
        june.attendances.create(person=membership.person, note=str(order))
    stranger = june.attendances.create(person=MembershipFactory().person, note="客")

    rows = queries.attendances_of(june)

    assert [row.note for row in rows] == ["1", "2", "3", "客"]
    assert rows[-1] == stranger


@pytest.fixture
def counting(campaign, yuxin_group):
    """Four that were said to be held; of one something was done and somebody came."""
    part = ProgrammePart.objects.create(
        campaign=campaign, code="together", title="集中"
    )
    made = {}
    for name, is_done, presence in (
        ("whole", True, "present"),
        ("idle", False, "present"),
        ("empty", True, "leave"),
        ("nothing", False, "leave"),
    ):
        row = ActivityFactory(campaign=campaign, group=yuxin_group, title=name)
        row.parts.create(part=part, is_done=is_done)
        person = MembershipFactory(group=yuxin_group).person
        row.attendances.create(person=person, presence=presence)
        made[name] = row
    return made


@pytest.mark.parametrize(
    ("with_part", "with_people", "counted"),
    [
        (True, True, {"whole"}),
        (True, False, {"whole", "empty"}),
        (False, True, {"whole", "idle"}),
        (False, False, {"whole", "idle", "empty", "nothing"}),
    ],
)
def test_what_counts_as_held_is_data_of_the_campaign(
    office, campaign, counting, with_part, with_people, counted
):
    campaign.counts_with_part, campaign.counts_with_people = with_part, with_people
    campaign.save()

    held = queries.activities_held(user=office, asked=Asked())
    others = queries.activities_not_counted(user=office, asked=Asked())

    assert {row.title for row in held} == counted
    assert {row.title for row in others} == counting.keys() - counted


def test_what_does_not_count_is_said_beside_the_figure_and_listed(
    client, clerk, campaign, counting
):
    campaign.counts_with_part = campaign.counts_with_people = True
    campaign.save()
    client.force_login(clerk)

    page = client.get(reverse("figures:list"))

    shown = next(c for c in page.context["figures"] if c.figure.key == "activities")
    assert (shown.value, "另有3次登记为已开展" in page.content.decode()) == (1, True)
    found = client.get(shown.beside.url).context["listing"].found
    assert {row.title for row in found} == {"idle", "empty", "nothing"}
    assert [row.title for row in client.get(shown.url).context["listing"].found] == [
        "whole"
    ]


def test_groups_of_the_running_campaign_count_their_activities(
    office, activities, yuxin_group
):
    rows = queries.with_activity_count(groups.groups(user=office))

    assert rows.get(pk=yuxin_group.pk).held == 2


def test_groups_with_their_count_stay_in_the_order_of_the_list(office, yuxin_group):
    township = yuxin_group.township
    numbers = [GroupFactory(township=township, number=n).number for n in (13, 11, 12)]

    rows = queries.with_activity_count(groups.groups(user=office))

    assert rows.ordered
    assert [row.number for row in rows][-3:] == sorted(numbers)


def test_a_search_for_members_counts_the_activities_of_a_group_once(
    client, office, campaign, yuxin_group, second_group
):
    for name in ("王芳", "王强", "王刚"):
        MembershipFactory(group=yuxin_group, person__name=name)
    MembershipFactory(group=second_group, person__name="王勇", until="2000-01-01")
    for day in (1, 2):
        held_on = date(2017, 6, day)
        ActivityFactory(group=yuxin_group, campaign=campaign, held_on=held_on)
    client.force_login(office)

    listing = client.get(reverse("groups:list"), {"officer": "王"}).context["listing"]

    assert [(group, group.held) for group in listing.found] == [(yuxin_group, 2)]
    assert listing.total == 1
