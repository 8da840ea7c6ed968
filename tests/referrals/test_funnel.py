"""Settled on the spot, and the funnel from what people said to what was closed."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from referrals import actions
from referrals.enums import State
from referrals.figures.funnel import STEPS, FunnelTable
from referrals.models import Opinion
from referrals.pages.added import OpinionsPart
from referrals.pages.added.spot import GENERAL
from referrals.workflow import MoveRefused
from tests.factories.visits import CallFactory, VisitFactory
from tests.referrals.test_visit_parts import typed
from tianmen_congress.base.figures.registry import Asked

pytestmark = pytest.mark.django_db
DONE = "当天接通了自来水，张三表示满意"


@pytest.fixture
def call(way, qingshan):
    visit = VisitFactory(group=way.group, village=qingshan, campaign=way.campaign)
    return CallFactory(visit=visit, household__head_name="张三")


def part_of(way, call, **more):
    data = typed(**{"opinions-0-text": "家里没有通自来水", **more})
    return OpinionsPart(user=way.clerk, data=data, homes={0: call.household})


def test_what_is_settled_on_the_outing_ends_there_with_what_was_done(way, call):
    part = part_of(way, call, **{"opinions-0-settled_text": DONE})

    assert part.is_valid()
    part.save(call.visit, {0: call}, by=way.clerk)

    opinion = Opinion.objects.get()
    assert (opinion.state, opinion.settled_text) == (State.SETTLED, DONE)
    assert (opinion.extent, opinion.holder, opinion.number) == ("case", None, "")
    assert opinion.moved_on == call.visit.visited_on
    assert not opinion.clocks.filter(stopped_on=None).exists()
    told = opinion.history.last()
    assert (told.label, dict(told.words)["现场解决情况"]) == ("现场解决", DONE)


def test_a_matter_of_many_is_not_settled_on_the_spot(way, call):
    given = {"opinions-0-settled_text": DONE, "opinions-0-extent": "general"}
    part = part_of(way, call, **given)
    general = way.collect(extent="general", is_suggestion=False)

    assert not part.is_valid()
    assert part.rows[0].errors == {"settled_text": [GENERAL]}
    with pytest.raises(MoveRefused, match="共性问题应形成意见建议"):
        actions.move(general, "settle", by=way.clerk, settled_text=DONE)


def test_what_was_done_without_what_was_asked_is_named(way, call):
    given = {"opinions-0-text": "", "opinions-0-settled_text": DONE}

    part = part_of(way, call, **given)

    assert not part.is_valid()
    assert part.rows[0].errors["text"] == ["请填写意见建议内容"]


def test_a_deputys_suggestion_is_answered_in_writing(way):
    with pytest.raises(MoveRefused, match="代表建议须依法交办、答复"):
        actions.move(way.collect(), "settle", by=way.clerk, settled_text=DONE)


def test_the_page_tells_how_it_was_settled(way, client):
    opinion = way.to(State.SETTLED)
    client.force_login(way.clerk)

    page = client.get(opinion.get_absolute_url()).content.decode()

    assert "现场解决情况：</strong>当天已接通自来水" in page


def test_what_stood_there_before_is_told_in_words(way):
    opinion = way.collect(extent="general")

    opinion = actions.move(opinion, "revise", by=way.secretary, extent="case")

    assert dict(opinion.history.last().words) == {
        "个案或共性": "个案",
        "原个案或共性": "共性",
    }


# How many, and where they stand: 收集 个案 共性 现场解决 待甄别 不再办理 形成建议 交办 办结.
PLACED = {
    "draft": (0, 0, 0, 0, 0, 0, 0, 0, 0),
    "screening": (1, 0, 0, 0, 1, 0, 0, 0, 0),
    "settled": (1, 1, 0, 1, 0, 0, 0, 0, 0),
    "set_aside": (1, 0, 0, 0, 0, 1, 0, 0, 0),
    "withdrawn": (1, 0, 0, 0, 0, 1, 0, 0, 0),
    "not_suggestion": (1, 0, 0, 0, 0, 1, 0, 0, 0),
    "triage": (1, 0, 0, 0, 0, 0, 1, 0, 0),
    "submitted": (1, 0, 0, 0, 0, 0, 1, 0, 0),
    "handling": (1, 0, 0, 0, 0, 0, 1, 1, 0),
    "answered": (1, 0, 0, 0, 0, 0, 1, 1, 0),
    "closed": (1, 0, 0, 0, 0, 0, 1, 1, 1),
}


def line_of(user, asked):
    lines = FunnelTable(user, asked).lines
    return next(line for line in lines if any(line.values[1:]))


def test_each_stands_in_one_place_and_in_each_number_before_it(way):
    asked = Asked(campaign=way.campaign)
    before = (0,) * len(STEPS)
    for state, more in PLACED.items():
        way.to(State(state))
        table = FunnelTable(way.office, asked)
        found = {line.values[0]: line.values[1:] for line in table.lines}
        here = found[way.group.township.name]

        assert tuple(b - a for a, b in zip(before, here, strict=True)) == more, state
        assert table.total[1:] == here
        before = here
    assert before[0] == before[3] + before[4] + before[5] + before[6]


def test_what_came_back_to_the_group_was_made_an_opinion_once(way):
    way.walk(way.to(State.TRIAGE), "return_to_group")

    values = line_of(way.office, Asked(campaign=way.campaign)).values

    assert dict(zip([name for name, *_ in STEPS], values[1:], strict=True)) == {
        **dict.fromkeys((name for name, *_ in STEPS), 0),
        **{"collected": 1, "formed": 1},
    }


def test_what_was_settled_after_it_came_back_is_settled_alone(way):
    opinion = way.to(State.TRIAGE, is_suggestion=False)
    way.walk(opinion, "return_to_group", "settle")

    values = line_of(way.office, Asked(campaign=way.campaign)).values

    found = dict(zip([name for name, *_ in STEPS], values[1:], strict=True))
    assert [name for name, many in found.items() if many] == [
        *("collected", "case", "settled"),
    ]


def test_each_number_opens_the_list_of_just_those(way, client):
    for state in PLACED:
        way.to(State(state))
    client.force_login(way.office)
    line = line_of(way.office, Asked(campaign=way.campaign))
    counts = dict(zip([name for name, *_ in STEPS], line.values[1:], strict=True))

    for name, many in counts.items():
        page = client.get(line.links[name]).content.decode()
        assert f"共 <strong>{many}</strong> 条" in page, name


def test_last_month_stays_what_it_was(way):
    """What is settled in July was still with its group in June."""
    way.step(
        way.collect(is_suggestion=False, collected_on=date(2017, 6, 20)),
        "settle",
        on=date(2017, 7, 10),
    )

    june = line_of(way.office, Asked(until=date(2017, 6, 30))).values
    july = line_of(way.office, Asked(until=date(2017, 7, 31))).values

    assert (june[4], june[5]) == (0, 1)
    assert (july[4], july[5]) == (1, 0)


def test_a_link_names_its_place_and_its_step(way):
    way.to(State.SETTLED)

    line = line_of(way.office, Asked(campaign=way.campaign))

    query = parse_qs(urlsplit(line.links["settled"]).query)
    assert query["step"] == ["settled"]
    assert query["township"] == [str(way.group.township_id)]
