"""Merged ones keep what is theirs, and everybody who spoke is answered."""

import pytest
from django.urls import reverse

from referrals import actions
from referrals.actions import Proponent
from referrals.models import Event, Opinion
from referrals.queries.similar import (
    similar_to,
    suggested_category,
    usual_handler,
)
from referrals.workflow import MoveRefused
from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import VillageFactory, user_of
from tests.factories.referrals import CategoryFactory, OpinionFactory
from tests.referrals.arrivals import Arrivals
from tests.referrals.histories import illegal
from tests.referrals.rulebook import UNANSWERED
from tianmen_congress.accounts.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrivals(way, people):
    return Arrivals(way, people)


@pytest.fixture
def co_signer(arrivals):
    """Another deputy of the group, who signs in himself."""
    user = user_of(Role.DEPUTY, username="co-signer")
    MembershipFactory(group=arrivals.way.group, person=PersonFactory(user=user))
    return user


def by(*users):
    return [Proponent(user.person.name, person=user.person) for user in users]


def row_of(opinion):
    return Opinion.objects.get(pk=opinion.pk)


def names_of(opinion):
    return [event.name for event in opinion.history.all()]


# --- what stays ---------------------------------------------------------------------


def test_number_text_and_proposer_of_each_stay(arrivals):
    kept = arrivals.to("triage", title="修桥", text="桥断了")
    merged = arrivals.to(
        "triage",
        title="村口的桥",
        text="过不了河",
        proposers=[Proponent("王五", "139 0000 0002"), Proponent("赵六")],
    )

    merged = arrivals.step(merged, "merge", into=kept)

    kept = row_of(kept)
    assert (merged.number, kept.number) == ("〔2017〕渔薪002号", "〔2017〕渔薪001号")
    assert (merged.title, merged.text) == ("村口的桥", "过不了河")
    assert (kept.title, kept.text) == ("修桥", "桥断了")
    assert [(p.name, p.phone) for p in merged.proposers.all()] == [
        ("王五", "139 0000 0002"),
        ("赵六", ""),
    ]
    assert (merged.merged_into, merged.holder, merged.due_on) == (kept, None, None)


def test_each_of_the_two_has_one_line_that_names_the_other(arrivals):
    kept = arrivals.to("triage", title="修桥")
    merged = arrivals.to("screening", title="村口的桥")

    arrivals.step(merged, "merge", into=kept, note="同一座桥")

    own, other = merged.history.last(), kept.history.last()
    assert (own.name, own.note) == ("merge", "同一座桥")
    assert ["并入编号", kept.number] in own.words
    assert (other.name, other.note) == ("absorb", "并入：村口的桥")
    assert illegal(row_of(merged)) == illegal(row_of(kept)) == ""


def test_everybody_is_answered_proposers_and_co_signers_of_both(arrivals):
    kept = arrivals.to("screening", proposers=[Proponent("张三"), Proponent("李四")])
    merged = arrivals.to("screening", proposers=[Proponent("王五"), Proponent("赵六")])
    arrivals.step(merged, "merge", into=kept)

    kept = arrivals.walk(row_of(kept), "report_up", "refer", "answer_local")
    kept = arrivals.step(kept, "feed_back")

    told = {feedback.proposer.name for feedback in kept.feedbacks.all()}
    assert told == {"张三", "李四", "王五", "赵六"}
    words = dict(kept.history.last().words)
    assert sorted(words["反馈对象"].split("、")) == sorted(told)


def test_who_was_told_alone_is_not_told_again_with_the_rest(arrivals):
    opinion = arrivals.to("answered", proposers=[Proponent("张三"), Proponent("李四")])
    first, second = opinion.proposers.all()

    opinion = arrivals.step(opinion, "tell", proposer=first, how="in_person")
    with pytest.raises(MoveRefused, match="已向张三反馈"):
        arrivals.step(opinion, "tell", proposer=first)
    opinion = arrivals.step(opinion, "feed_back", how="phone")

    told = opinion.feedbacks.values_list("proposer__name", "how")
    assert set(told) == {("张三", "in_person"), ("李四", "phone")}
    assert dict(opinion.history.last().words)["反馈对象"] == second.name


def test_nobody_is_told_of_an_answer_to_another(arrivals):
    opinion, other = arrivals.to("answered"), arrivals.to("answered")

    with pytest.raises(MoveRefused, match="不是本件的反映人"):
        arrivals.step(opinion, "tell", proposer=other.proposers.get())


def test_in_the_next_round_everybody_is_told_again(arrivals):
    opinion = arrivals.walk(arrivals.to("fed_back"), "reject", "answer_local")

    opinion = arrivals.step(opinion, "feed_back")

    assert list(opinion.feedbacks.values_list("round", flat=True)) == [1, 2]


# --- those who spoke see it to its end -----------------------------------------------


def test_the_deputy_of_a_merged_one_follows_the_kept_one_to_its_answer(
    arrivals, client
):
    deputy = arrivals.people["deputy"]
    kept = arrivals.to("screening")
    merged = arrivals.to("screening", proposers=by(deputy))
    assert set(Opinion.objects.visible_to(deputy)) == {merged}

    arrivals.step(merged, "merge", into=kept)

    kept = arrivals.walk(row_of(kept), "report_up", "refer")
    kept = arrivals.step(kept, "answer_local", text="桥已经修好")
    assert set(Opinion.objects.visible_to(deputy)) == {row_of(merged), kept}
    client.force_login(deputy)
    assert "桥已经修好" in client.get(kept.get_absolute_url()).content.decode()
    own = client.get(merged.get_absolute_url()).content.decode()
    assert f'已并入 <a href="{kept.get_absolute_url()}">' in own


def test_the_group_of_a_merged_one_keeps_it_in_sight(
    arrivals, second_group, people, way
):
    """The presidium merges across groups; the other group sees how it ends."""
    other = people["other_secretary"]
    kept = arrivals.to("triage")
    merged = way.collect(by=other, group=second_group)
    merged = actions.move(merged, "report_up", by=other)
    assert kept not in Opinion.objects.visible_to(other)

    actions.move(merged, "merge", by=people["clerk"], into=kept)

    assert kept in Opinion.objects.visible_to(other)
    party = kept.parties.get(organ=second_group.organ)
    assert party.as_what == "merged"


def test_what_was_merged_before_goes_along_with_a_line_of_its_own(arrivals, co_signer):
    deputy = arrivals.people["deputy"]
    first = arrivals.to("screening", proposers=by(deputy), title="甲")
    second = arrivals.to("screening", proposers=by(co_signer), title="乙")
    third = arrivals.to("screening", title="丙")
    arrivals.step(first, "merge", into=second)

    arrivals.step(row_of(second), "merge", into=third)

    assert row_of(first).merged_into == row_of(second).merged_into == third
    assert names_of(first)[-2:] == ["merge", "follow"]
    assert names_of(second)[-2:] == ["absorb", "merge"]
    assert names_of(third)[-1] == "absorb"
    assert [illegal(row_of(each)) for each in (first, second, third)] == [""] * 3
    assert third in Opinion.objects.visible_to(deputy)
    kept = arrivals.walk(row_of(third), "report_up", "refer", "answer_local")
    kept = arrivals.step(kept, "feed_back")
    assert kept.feedbacks.count() == 3


def test_the_page_of_the_kept_one_lists_what_it_took_in(arrivals, client):
    kept, merged = arrivals.to("triage"), arrivals.to("triage", title="村口的桥")
    arrivals.step(merged, "merge", into=kept)
    client.force_login(arrivals.people["clerk"])

    page = client.get(kept.get_absolute_url()).content.decode()

    assert "并入本件的意见建议" in page
    assert "〔2017〕渔薪002号 村口的桥" in page


# --- what may not be merged ------------------------------------------------------------


def refused(arrivals, opinion, into, match, **given):
    """Refused in words, and nothing written to either."""
    events = Event.objects.count()
    rows = list(Opinion.objects.order_by("pk").values())
    with pytest.raises(MoveRefused, match=match):
        arrivals.step(opinion, "merge", into=into, **given)
    assert Event.objects.count() == events
    assert list(Opinion.objects.order_by("pk").values()) == rows


def test_an_opinion_is_not_merged_into_itself(arrivals):
    opinion = arrivals.to("screening")

    refused(arrivals, opinion, opinion, "不能并入自身")


@pytest.mark.parametrize(
    ("state", "match"),
    [
        ("draft", "还是草稿"),
        ("fed_back", "已经反馈，并入后反映人得不到答复"),
        ("evaluated", "已经反馈，并入后反映人得不到答复"),
        ("closed", "已办结，不能再并入"),
        ("merged", "已并案，不能再并入"),
        ("set_aside", "不予受理，不能再并入"),
        ("withdrawn", "已撤回，不能再并入"),
        ("not_suggestion", "不作为建议处理，不能再并入"),
    ],
)
def test_nothing_goes_into_one_that_will_not_answer_it(arrivals, state, match):
    kept = arrivals.to(state)

    refused(arrivals, arrivals.to("screening"), kept, match)


@pytest.mark.parametrize(
    "state", ["screening", "triage", "handling", "processing", "reported", "answered"]
)
def test_it_goes_into_any_that_is_still_to_be_told(arrivals, state):
    kept = arrivals.to(state)

    merged = arrivals.step(arrivals.to("screening"), "merge", into=kept)

    assert (merged.state, merged.merged_into) == ("merged", kept)
    assert row_of(kept).state == state


def test_nothing_goes_into_an_opinion_of_another_township(
    arrivals, way, duobao_group, people
):
    foreign = OpinionFactory(group=duobao_group, campaign=way.campaign)

    refused(arrivals, arrivals.to("screening"), foreign, "同一活动、同一乡镇")


def test_a_secretary_cannot_merge_into_another_groups_opinion(
    arrivals, way, second_group, people
):
    """All or nothing: the second half is refused, so the first did not happen."""
    theirs = way.collect(by=people["other_secretary"], group=second_group)

    refused(arrivals, arrivals.to("screening"), theirs, "您无权办理“并入他件”")


def test_what_was_reported_up_the_group_merges_no_more(arrivals, people):
    opinion, kept = arrivals.to("triage"), arrivals.to("triage")

    refused(arrivals, opinion, kept, "您无权办理“并案”", by=people["secretary"])


def test_the_form_finds_only_open_ones_in_sight(arrivals, client, duobao_group):
    opinion, closed = arrivals.to("screening"), arrivals.to("closed")
    foreign = OpinionFactory(group=duobao_group)
    client.force_login(arrivals.people["secretary"])
    url = reverse("referrals:move", args=[opinion.pk, "merge"])

    for other in (closed, foreign):
        answer = client.post(url, {"into_pk": other.pk, "version": opinion.version})
        assert answer.status_code == 200
        assert "请选择并入" in answer.content.decode()
    assert row_of(opinion).state == "screening"


def test_the_box_proposes_only_open_ones_in_sight(arrivals, client, duobao_group):
    OpinionFactory(group=duobao_group, title="多宝的桥")
    arrivals.to("closed", title="修好的桥")
    arrivals.to("triage", title="断了的桥")
    client.force_login(arrivals.people["clerk"])
    url = reverse("ui:choices", args=["open-opinion"])

    found = client.get(url, {"q": "桥"}).json()["choices"]

    assert [each["label"] for each in found] == ["〔2017〕渔薪002号 断了的桥"]


# --- withdrawing ----------------------------------------------------------------------


@pytest.mark.parametrize("state", UNANSWERED.split())
def test_the_proposer_may_withdraw_until_it_is_answered(arrivals, state):
    deputy = arrivals.people["deputy"]
    opinion = arrivals.to(state, proposers=by(deputy))

    opinion = actions.move(opinion, "withdraw", by=deputy, reason="已经自行解决")

    assert (opinion.state, opinion.holder, opinion.due_on) == ("withdrawn", None, None)
    assert opinion.history.last().note == "已经自行解决"
    assert not opinion.clocks.filter(stopped_on=None).exists()


@pytest.mark.parametrize("state", ["answered", "fed_back", "evaluated", "closed"])
def test_nobody_withdraws_what_was_answered(arrivals, state):
    opinion = arrivals.to(state)

    with pytest.raises(MoveRefused, match="不能撤回"):
        arrivals.step(opinion, "withdraw")


def test_one_with_others_in_it_is_not_withdrawn_from_under_them(arrivals):
    kept = arrivals.to("screening")
    arrivals.step(arrivals.to("screening"), "merge", into=kept)

    with pytest.raises(MoveRefused, match="另有1件已并入本件，须答复后办结"):
        arrivals.step(row_of(kept), "withdraw")

    assert row_of(kept).state == "screening"


def test_the_clerk_withdraws_for_another_only_on_paper(arrivals):
    opinion = arrivals.to("handling")

    with pytest.raises(MoveRefused, match="须上传纸质件扫描"):
        arrivals.step(opinion, "withdraw", by=arrivals.people["clerk"])


# --- possible duplicates ----------------------------------------------------------------


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


# --- what past cases suggest --------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("通组公路没有硬化，路面坑洼", "infrastructure"),
        ("学校离村太远，学生上学不便", "education"),
        ("大病报销手续多，看病难", "health"),
        ("低保评定不及时", "welfare"),
        ("自来水水质发黄，饮水不安全", "water"),
        ("小额信贷贴息没有到位", "finance"),
        ("垃圾无人清运，污水横流", "environment"),
        ("希望多请专家来村里讲讲", None),
    ],
)
def test_the_words_of_the_text_speak_for_a_category(db, text, code):
    opinion = OpinionFactory(title="意见", text=text)
    if code:
        CategoryFactory(code=code, name=f"类别{code}")

    suggested = suggested_category(opinion)

    assert (suggested.code if suggested else None) == code


def test_a_category_that_is_switched_off_is_not_suggested(db):
    CategoryFactory(code="water", name="饮水安全二", is_active=False)

    rows = OpinionFactory(title="饮水", text="水质发黄")

    assert suggested_category(rows) is None or suggested_category(rows).is_active


def test_the_usual_handler_is_that_of_the_own_township(arrivals, duobao_group, way):
    arrivals.to("handling")
    opinion = arrivals.to("triage")
    abroad = OpinionFactory(group=duobao_group, campaign=way.campaign)

    assert usual_handler(opinion, way.category) == way.handler
    assert usual_handler(abroad, way.category) is None


def test_the_village_that_had_such_cases_is_preferred(arrivals, qingshan, way):
    committee = actions.committee_of(qingshan)
    for _ in range(2):
        arrivals.to("handling")
    opinion = arrivals.to("triage", village=qingshan)
    arrivals.step(opinion, "refer", handler=committee, level="village")

    again = arrivals.to("triage", village=qingshan)

    assert usual_handler(again, way.category) == committee


def test_suggestions_stand_in_the_form_and_decide_nothing(arrivals, client, way):
    arrivals.to("handling")
    opinion = way.step(way.collect(title="修水渠", text="水渠淤塞"), "report_up")
    client.force_login(arrivals.people["clerk"])

    page = client.get(reverse("referrals:move", args=[opinion.pk, "refer"]))

    form = page.context["form"]
    assert form["category"].initial is None
    assert form["handler"].initial is None
    text = page.content.decode()
    assert "按内容建议：基础设施（供参考，请自行选择）" in text
    assert "过去同类多由：渔薪镇人民政府（供参考，请自行选择）" in text
    assert row_of(opinion).category is None
    assert row_of(opinion).state == "triage"
