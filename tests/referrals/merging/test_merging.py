"""Merged ones keep what is theirs, and everybody who spoke is answered."""

import pytest

from referrals import actions
from referrals.actions import Proponent
from referrals.models import Opinion
from referrals.workflow import MoveRefused
from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import user_of
from tests.referrals.histories import illegal
from tests.referrals.merging.rows import by, row_of
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def co_signer(arrivals):
    """Another deputy of the group, who signs in himself."""
    user = user_of(Role.DEPUTY, username="co-signer")
    MembershipFactory(group=arrivals.way.group, person=PersonFactory(user=user))
    return user


def names_of(opinion):
    return [event.name for event in opinion.history.all()]


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
