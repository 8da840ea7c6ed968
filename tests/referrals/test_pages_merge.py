"""Screening: duplicates side by side, merging, and everybody still answered."""

import pytest
from django.urls import reverse

from referrals.actions import Proponent
from referrals.enums import State
from referrals.queries.similar import similar_to
from tests.factories.platform import VillageFactory
from tests.referrals.way import START

pytestmark = pytest.mark.django_db
PUMP = "村泵站老化，74亩农田灌溉困难"


def move_url(opinion, name):
    return reverse("referrals:move", args=[opinion.pk, name])


@pytest.fixture
def pump(way, qingshan):
    return way.to(State.SCREENING, title="整修泵站", text=PUMP, village=qingshan)


@pytest.fixture
def same(way, qingshan):
    """The same wish, in other words, by somebody else."""
    return way.to(
        State.SCREENING,
        title="整修泵站",
        text="村泵站年久失修，74亩农田灌溉困难",
        village=qingshan,
        proposers=[Proponent("李四", "138 0000 0004")],
    )


def merge(client, user, opinion, into, **more):
    client.force_login(user)
    data = {
        "into": into.title,
        "into_pk": into.pk,
        "on": START.isoformat(),
        "version": opinion.version,
    }
    return client.post(move_url(opinion, "merge"), data | more)


def test_both_texts_stand_side_by_side_with_how_alike_they_are(way, client, pump, same):
    client.force_login(way.secretary)

    response = client.get(move_url(pump, "report_up"))

    page = response.content.decode()
    [found] = response.context["similar"]
    assert found.opinion == same
    assert f"相似 {found.percent}%" in page
    assert pump.text in page
    assert same.text in page
    assert f"{move_url(pump, 'merge')}?into={same.pk}" in page


def test_another_matter_of_the_village_is_no_duplicate(way, pump, qingshan):
    way.to(State.SCREENING, title="修桥", text="村口的桥断了", village=qingshan)

    assert similar_to(pump, user=way.secretary) == []


def test_the_same_words_of_another_village_are_no_duplicate(way, pump, yuxin):
    elsewhere = VillageFactory(parent=yuxin)
    way.to(State.SCREENING, title="整修泵站", text=PUMP, village=elsewhere)

    assert similar_to(pump, user=way.secretary) == []


@pytest.mark.parametrize(("day", "count"), [("2017-07-25", 1), ("2017-03-01", 0)])
def test_only_the_same_period_is_compared(way, pump, same, day, count):
    type(same).objects.filter(pk=same.pk).update(collected_on=day)

    assert len(similar_to(pump, user=way.secretary)) == count


def test_what_has_ended_is_not_offered(way, pump, same):
    way.step(same, "set_aside")

    assert similar_to(pump, user=way.secretary) == []


def test_nobody_is_shown_a_duplicate_out_of_his_sight(way, pump, same, other_secretary):
    assert similar_to(pump, user=other_secretary) == []


def test_the_page_of_merging_has_the_chosen_one_filled_in(way, client, pump, same):
    client.force_login(way.secretary)

    page = client.get(f"{move_url(pump, 'merge')}?into={same.pk}")

    assert f'value="{same.pk}"' in page.content.decode()


@pytest.mark.parametrize("into", ["", "abc", "0", "9" * 30, "-1", "１２"])
def test_a_strange_address_gets_the_page_without_a_choice(way, client, pump, into):
    client.force_login(way.secretary)

    response = client.get(move_url(pump, "merge"), {"into": into})

    assert response.context["form"]["into"].value() is None


def test_merging_keeps_number_text_and_proposer_of_both(way, client, pump, same):
    response = merge(client, way.secretary, pump, same)

    assert response.url == pump.get_absolute_url()
    pump.refresh_from_db()
    same.refresh_from_db()
    assert (pump.state, pump.merged_into) == (State.MERGED, same)
    assert pump.text == PUMP
    assert [p.name for p in pump.proposers.all()] == ["张三"]
    assert same.state == State.SCREENING
    assert same.history.last().name == "absorb"
    page = client.get(same.get_absolute_url()).content.decode()
    assert "并入本件的意见建议" in page
    assert PUMP in page


def test_both_proposers_are_told_the_answer(way, client, pump, same):
    merge(client, way.secretary, pump, same)
    same.refresh_from_db()

    opinion = way.walk(same, "report_up", "refer", "answer_local", "feed_back")

    told = [feedback.proposer.name for feedback in opinion.feedbacks.all()]
    assert sorted(told) == ["张三", "李四"]
    assert ["反馈对象", "张三、李四"] in opinion.history.last().words


def test_the_merged_one_leads_to_what_became_of_it(way, client, pump, same):
    merge(client, way.secretary, pump, same)

    page = client.get(pump.get_absolute_url()).content.decode()

    assert "已并入" in page
    assert same.get_absolute_url() in page
    assert "待甄别" in page


def test_without_a_choice_the_page_asks_for_it_and_keeps_the_note(way, client, pump):
    client.force_login(way.secretary)
    data = {"into": "", "into_pk": "", "note": "两件相同", "version": pump.version}

    response = client.post(move_url(pump, "merge"), data)

    assert response.context["form"].errors == {"into": ["请选择并入"]}
    assert "两件相同" in response.content.decode()


def test_an_opinion_is_not_folded_into_itself(way, client, pump):
    response = merge(client, way.secretary, pump, pump)

    assert "不能并入自身" in response.content.decode()
    pump.refresh_from_db()
    assert pump.state == State.SCREENING


def test_what_ended_meanwhile_is_not_offered_any_more(way, client, pump, same):
    way.step(same, "withdraw")

    response = merge(client, way.secretary, pump, same)

    assert "没有找到" in response.context["form"].errors["into"][0]
    assert pump.history.last().name == "hand_in"


def test_one_of_the_next_township_cannot_be_named(
    way, client, pump, other_clerk, duobao_group
):
    foreign = way.collect(by=other_clerk, group=duobao_group, title="远方的泵站")

    response = merge(client, way.clerk, pump, foreign)

    assert "没有找到" in response.context["form"].errors["into"][0]


def test_what_was_merged_twice_counts_in_the_last_one(
    way, client, pump, same, qingshan
):
    third = way.to(State.SCREENING, title="修泵站", text=PUMP, village=qingshan)
    merge(client, way.secretary, pump, same)
    same.refresh_from_db()

    merge(client, way.secretary, same, third)

    assert sorted(each.pk for each in third.merged.all()) == [pump.pk, same.pk]


@pytest.mark.parametrize(
    ("reason", "note", "words"),
    [
        ("duplicate", "", ""),
        ("vague", "", ""),
        ("solved", "", ""),
        ("petition", "已告知信访途径", ""),
        ("judicial", "", ""),
        ("discipline", "", ""),
        ("other", "反映人撤销", ""),
        ("other", "", "选择“其他”时须写明原因"),
        ("", "", "请选择原因"),
        ("boring", "", "boring"),
    ],
)
def test_setting_aside_names_one_of_the_reasons(way, client, pump, reason, note, words):
    client.force_login(way.secretary)
    data = {"aside_reason": reason, "note": note, "version": pump.version}

    response = client.post(
        move_url(pump, "set_aside"), data | {"on": START.isoformat()}
    )

    pump.refresh_from_db()
    if words:
        assert words in response.content.decode()
        assert pump.state == State.SCREENING
    else:
        assert (pump.state, pump.aside_reason) == (State.SET_ASIDE, reason)
        page = client.get(pump.get_absolute_url()).content.decode()
        assert pump.get_aside_reason_display() in page
