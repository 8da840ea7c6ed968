"""Possible duplicates side by side."""

import pytest
from django.urls import reverse

from referrals.queries.similar import ended_like, like_what_is_typed, similar_to
from tests.factories.platform import VillageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bridge(arrivals, qingshan):
    return arrivals.to(
        "screening",
        village=qingshan,
        is_draft=False,
        title="修复青山村断桥",
        text="青山村东头的桥今年汛期冲断，学生上学要绕行三公里",
    )


ALIKE = {
    "title": "青山村断桥修复",
    "text": "村东头的桥汛期冲断了，学生上学绕行三公里",
}


def test_the_same_matter_of_the_same_village_is_found(arrivals, bridge, qingshan):
    other = arrivals.way.collect(village=qingshan, **ALIKE)

    (found,) = similar_to(bridge, user=arrivals.people["secretary"])

    assert found.opinion == other
    assert 40 <= found.percent < 100


def test_the_most_alike_stand_first_and_at_most_five(arrivals, bridge, qingshan):
    same = {"title": bridge.title, "text": bridge.text}
    for _ in range(5):
        arrivals.way.collect(village=qingshan, **ALIKE)
    twin = arrivals.way.collect(village=qingshan, **same)

    found = similar_to(bridge, user=arrivals.people["secretary"])

    assert (found[0].opinion, found[0].percent) == (twin, 100)
    assert len(found) == 5
    assert [each.percent for each in found] == sorted(
        (each.percent for each in found), reverse=True
    )


def test_other_words_another_village_or_another_season_are_no_duplicate(
    arrivals, bridge, yuxin, qingshan, settings
):
    way = arrivals.way
    way.collect(village=qingshan, title="安装路灯", text="夜里看不见路")
    way.collect(village=VillageFactory(name="绿水村委会", parent=yuxin), **ALIKE)
    early = bridge.collected_on.replace(month=3)
    way.collect(village=qingshan, collected_on=early, **ALIKE)

    assert similar_to(bridge, user=arrivals.people["secretary"]) == []


def test_an_ended_one_is_no_longer_proposed(arrivals, bridge, qingshan):
    ended = arrivals.way.collect(village=qingshan, **ALIKE)
    arrivals.step(ended, "set_aside")

    assert similar_to(bridge, user=arrivals.people["secretary"]) == []


def test_without_a_village_the_same_group_is_compared(arrivals, people, second_group):
    opinion = arrivals.way.collect(**ALIKE)
    own = arrivals.way.collect(**ALIKE)
    arrivals.way.collect(by=people["clerk"], group=second_group, **ALIKE)

    assert [each.opinion for each in similar_to(opinion, user=people["clerk"])] == [own]


def test_a_secretary_is_not_shown_another_groups_duplicate(
    arrivals, bridge, qingshan, people, second_group
):
    other = arrivals.way.collect(
        by=people["other_secretary"], group=second_group, village=qingshan, **ALIKE
    )

    assert similar_to(bridge, user=people["secretary"]) == []
    found = similar_to(bridge, user=people["clerk"])
    assert [each.opinion for each in found] == [other]


def test_duplicates_stand_side_by_side_with_a_way_to_merge(
    arrivals, bridge, qingshan, client
):
    other = arrivals.way.collect(village=qingshan, **ALIKE)
    client.force_login(arrivals.people["secretary"])
    url = reverse("referrals:move", args=[bridge.pk, "merge"])

    page = client.get(url).content.decode()

    assert bridge.text in page
    assert other.text in page
    assert f"{url}?into={other.pk}" in page
    chosen = client.get(url, {"into": other.pk})
    assert chosen.context["form"]["into"].value() == other


def test_what_was_closed_before_is_told_but_not_to_be_merged_into(
    arrivals, bridge, client, qingshan
):
    closed = arrivals.to("closed", village=qingshan, is_draft=False, **ALIKE)
    client.force_login(arrivals.people["secretary"])

    page = client.get(reverse("referrals:move", args=[bridge.pk, "merge"]))

    user = arrivals.people["secretary"]
    assert [each.opinion for each in ended_like(bridge, user=user)] == [closed]
    assert similar_to(bridge, user=user) == []
    text = page.content.decode()
    assert "以前办过的相近意见建议" in text
    assert closed.get_absolute_url() in text
    assert f"?into={closed.pk}" not in text


def test_what_was_closed_long_before_or_never_told_is_left_out(
    arrivals, bridge, qingshan
):
    long_ago = bridge.collected_on.replace(year=2014)
    old = arrivals.to("closed", village=qingshan, is_draft=False, **ALIKE)
    type(old).objects.filter(pk=old.pk).update(collected_on=long_ago)
    arrivals.to("withdrawn", village=qingshan, is_draft=False, **ALIKE)

    assert ended_like(bridge, user=arrivals.people["secretary"]) == []


def test_what_is_typed_finds_what_holds_it_in_sight_alone(
    arrivals, bridge, people, qingshan
):
    closed = arrivals.to("closed", village=qingshan, is_draft=False, **ALIKE)

    def found(words, user="secretary", village=qingshan.pk):
        given = {"user": people[user], "village": village, "group": None}
        return {each.opinion for each in like_what_is_typed(words, **given)}

    assert found("青山村东头的桥冲断了") == {bridge, closed}
    assert found("断桥") == set()
    assert found("村里要装太阳能路灯照明") == set()
    assert found("青山村东头的桥冲断了", "other_secretary") == set()
    assert found("青山村东头的桥冲断了", village=None) == {bridge, closed}


def test_the_page_tells_while_it_is_typed(arrivals, bridge, client, qingshan):
    client.force_login(arrivals.people["secretary"])
    typed = {"text": "青山村东头的桥冲断了", "village_pk": str(qingshan.pk)}

    page = client.post(reverse("referrals:alike"), typed).content.decode()

    assert bridge.get_absolute_url() in page
    assert client.post(reverse("referrals:alike"), {"text": ""}).content.strip() == b""
