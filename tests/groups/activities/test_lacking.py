"""What a half-finished activity says is missing, on its page and in the list."""

import pytest
from django.urls import reverse

from groups.activities.enums import EXCHANGE
from groups.activities.models import Activity, ActivityPhoto, Speech
from groups.activities.queries.lacking import ANY, lacking, lacks_of, with_lacks
from tests.access_rows import _file
from tests.factories.deputies import PersonFactory
from tests.factories.groups import ActivityFactory
from tests.factories.platform import VillageFactory
from tests.factories.visits import VisitFactory
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.overview.workbench.todos import piles

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(campaign):
    return {
        code: ProgrammePart.objects.create(campaign=campaign, code=code, title=code)
        for code in ("visit", EXCHANGE)
    }


@pytest.fixture
def activity(campaign, yuxin_group, parts):
    return ActivityFactory(campaign=campaign, group=yuxin_group)


def lacks(activity):
    return set(lacks_of(with_lacks(Activity.objects.all()).get(pk=activity.pk)))


def test_everything_is_missing_and_comes_one_by_one(
    client, clerk, activity, parts, yuxin_group
):
    everything = {
        "缺签到",
        "缺走访记录",
        "缺交流记录",
        "缺照片",
        "缺主持人",
        "缺记录人",
    }
    assert lacks(activity) == everything
    activity.parts.create(part=parts["visit"], is_done=True)
    assert "缺走访记录" in lacks(activity)

    person = PersonFactory()
    activity.attendances.create(person=person, manner="paper")
    Speech.objects.create(activity=activity, person=person, points="修桥")
    ActivityPhoto.objects.create(activity=activity, file=_file("a"))
    village = VillageFactory(parent=yuxin_group.township)
    VisitFactory(group=yuxin_group, village=village, visited_on=activity.held_on)
    Activity.objects.filter(pk=activity.pk).update(chair=person, recorder="李")

    assert lacks(activity) == {"缺签到表"}
    client.force_login(clerk)
    page = client.get(activity.get_absolute_url()).content.decode()
    assert ("缺签到表" in page, "走访1次" in page) == (True, True)
    ActivityPhoto.objects.create(activity=activity, file=_file("b"), is_sheet=True)
    assert lacks(activity) == set()
    assert not lacking(Activity.objects.all(), ANY).exists()


def test_the_list_is_searched_by_what_is_missing(client, clerk, activity):
    other = ActivityFactory(
        campaign=activity.campaign, group=activity.group, recorder="李"
    )
    client.force_login(clerk)

    page = client.get(reverse("activities:list"), {"lack": "recorder"})

    assert list(page.context["listing"].found) == [activity]
    page = client.get(reverse("activities:list"), {"lack": ANY})
    assert set(page.context["listing"].found) == {activity, other}


def test_what_is_unfinished_waits_for_whoever_keeps_the_books(
    client, activity, clerk, secretary, office
):
    ActivityFactory(campaign=activity.campaign, group=activity.group, state="held")
    for user, many in ((clerk, 2), (secretary, 2), (office, 0)):
        found = {pile.kind: pile for pile in piles(user=user)}
        pile = found.get("待补齐的小组活动")
        assert (pile.count if pile else 0) == many, user
        if pile:
            client.force_login(user)
            assert client.get(pile.url).context["listing"].total == many
            assert pile.todos[0].step == "缺签到等6项"
