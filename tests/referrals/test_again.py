"""Who has to answer once more reads why and what was answered before, never who said so."""

import pytest
from django.urls import reverse

from referrals import rules
from referrals.actions import Proponent
from referrals.enums import Again, State
from referrals.shown.again import answers, why_again
from referrals.shown.record import timeline
from referrals.workflow import TRANSITIONS
from tests.factories.platform import OrganFactory
from tests.referrals.arrivals import PROMISED, Arrivals
from tianmen_congress.overview.workbench.todos import piles

pytestmark = pytest.mark.django_db

NAMING = "张三（13800000001）说通到第一小组的路还是泥路"


@pytest.fixture
def arrivals(way, people):
    return Arrivals(way, people)


# How an opinion comes back, and what whoever handles it then reads.
BACK = {
    "reject": (["第2轮"], "评价为不满意（2017-07-11）：路面又坏了"),
    "return_answer": (["退回"], "退回重新答复（2017-07-11）：路面又坏了"),
    "promise_due": (["第2轮", "承诺到期"], "承诺到期再答复（2017-07-11）"),
    "reopen": (["第2轮", "重新办理"], "重新办理（2017-07-11）：路面又坏了"),
}
FROM = {"reject": "fed_back", "return_answer": "answered"}


def back(arrivals, name, level="township", reason="路面又坏了"):
    opinion = arrivals.ready(name, FROM.get(name, "closed"), level)
    given = {} if name == "promise_due" else {"reason": reason}
    return arrivals.step(opinion, name, on=max(PROMISED, opinion.moved_on), **given)


@pytest.mark.parametrize("level", ["township", "city"])
def test_whoever_answers_again_reads_why_by_whatever_way_it_came_back(arrivals, level):
    handler = arrivals.people["handler" if level == "township" else "unit"]

    found = {}
    for name in BACK:
        opinion = back(arrivals, name, level)
        day = f"{opinion.moved_on:%Y-%m-%d}"
        why = why_again(opinion, user=handler).replace(day, "2017-07-11")
        found[name] = (opinion.again_tags, why)
        assert [line.answer.round for line in answers(opinion, user=handler)] == [1]

    assert found == BACK


def test_every_move_that_opens_a_round_says_why():
    opening = {name for name, step in TRANSITIONS.items() if step.opens_round}
    saying = {name: step.again for name, step in TRANSITIONS.items() if step.again}

    assert opening - set(saying) == set()
    assert set(saying.values()) == set(Again)


def test_it_stands_until_it_is_answered_and_goes_with_it_to_another_handler(arrivals):
    opinion = back(arrivals, "reject")
    other = OrganFactory(
        kind="committee", name="青山村委会", division=arrivals.way.handler.division
    )
    opinion = arrivals.walk(opinion, "recall")
    assert opinion.again_tags == ["第2轮"]
    opinion = arrivals.step(opinion, "refer", handler=other)
    assert opinion.again_tags == ["第2轮"]

    opinion = arrivals.step(opinion, "answer_local")

    assert opinion.again_tags == []
    assert why_again(opinion, user=arrivals.people["clerk"]) == ""


def test_the_tag_stands_in_lists_and_on_the_first_page_and_in_the_heads(
    arrivals, client
):
    fresh = arrivals.to("handling", title="从未答复过的")
    opinion = back(arrivals, "return_answer")
    handler = arrivals.people["handler"]
    client.force_login(handler)
    pages = {
        "ledger": reverse("referrals:list"),
        "inbox": reverse("referrals:inbox"),
        "first page": reverse("workbench:home"),
        "page": opinion.get_absolute_url(),
        "answering": reverse("referrals:move", args=[opinion.pk, "answer_local"]),
    }

    tag = '<span class="tag tag-yellow">退回</span>'
    found = {name: client.get(url).content.decode() for name, url in pages.items()}

    assert {name: page.count(tag) for name, page in found.items()} == dict.fromkeys(
        pages, 1
    )
    for name in ("page", "answering"):
        assert "退回重新答复（" in found[name]
        assert "路面又坏了" in found[name]
        assert "已经修好" in found[name]
    assert tag not in client.get(fresh.get_absolute_url()).content.decode()
    tags = {
        todo.title: todo.tags for pile in piles(user=handler) for todo in pile.todos
    }
    assert tags == {str(opinion): ["退回"], str(fresh): []}


def test_a_unit_that_has_it_no_more_reads_no_reason(arrivals):
    opinion = back(arrivals, "reject", "city")
    unit, former = arrivals.people["unit"], arrivals.people["co_unit"]
    opinion.parties.create(
        organ=former.main_post.organ, as_what="co", since=opinion.collected_on
    )

    reads = {
        who: bool(why_again(opinion, user=arrivals.people[who]))
        for who in ("office", "clerk", "secretary", "leader", "unit", "co_unit")
    }

    assert reads == dict.fromkeys(reads, True) | {"co_unit": False}
    assert rules.reads_why(unit, opinion)
    (line,) = answers(opinion, user=former)
    assert line.outcome == ""


# What each reads of a reason in which somebody wrote who said it.
READ = {
    False: {
        "clerk": NAMING,
        "handler": NAMING,
        "leader": "张*（138****0001）说通到第一小组的路还是泥路",
    },
    True: {
        "clerk": NAMING,
        "handler": "反映人（电话不显示）说通到收集方的路还是泥路",
        "leader": "反映人（电话不显示）说通到收集方的路还是泥路",
    },
}


@pytest.mark.parametrize("name", ["reject", "return_answer"])
@pytest.mark.parametrize("is_secret", [False, True])
def test_the_reason_names_nobody_to_who_must_not_know_him(arrivals, name, is_secret):
    group = arrivals.way.group
    reason = NAMING.replace("第一小组", group.name)
    opinion = arrivals.to(FROM[name], is_confidential=is_secret)
    opinion = arrivals.step(opinion, name, reason=reason)

    found, in_history = {}, {}
    for who in READ[is_secret]:
        user = arrivals.people[who]
        why = why_again(opinion, user=user)
        (line,) = answers(opinion, user=user)
        found[who] = why.partition("：")[2]
        assert line.outcome.endswith(found[who])
        notes = [each.note for each in timeline(opinion, user=user) if each.note]
        in_history[who] = notes[-1:]

    told = {
        who: text.replace("第一小组", group.name)
        for who, text in READ[is_secret].items()
    }
    assert found == told
    # The units read of a verdict beside the answer, not in the history.
    hears = {who for who in told if (who, name) != ("handler", "reject")}
    assert {who: in_history[who] for who in hears} == {
        who: [told[who]] for who in hears
    }


def test_a_co_signer_of_a_merged_one_is_not_named_either(arrivals):
    kept = arrivals.way.collect(is_confidential=True)
    other = arrivals.way.collect(proposers=[Proponent("王五")])
    arrivals.step(other, "merge", into=kept)
    kept = arrivals.walk(kept, "report_up", "refer", "answer_local", "feed_back")

    kept = arrivals.step(kept, "reject", reason="王五、张 三都说没有修")

    assert why_again(kept, user=arrivals.people["handler"]).endswith(
        "反映人、反映人都说没有修"
    )
    assert kept.state == State.HANDLING
