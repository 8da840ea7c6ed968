"""The rates against SQL written by hand, over random opinions, filters and readers."""

import re
from datetime import date, timedelta
from random import Random

import pytest
from django.urls import reverse

from referrals.models import Opinion
from referrals.queries.rates import CARE, GROUPINGS, RATES, ROUNDS, rates_by
from tests.factories.platform import OrganFactory, VillageFactory
from tests.factories.referrals import CategoryFactory, OpinionFactory
from tests.kept import kept
from tests.referrals.pasts import give_pasts
from tests.referrals.rates_in_sql import PARTS, recount
from tests.referrals.rulebook import STATES
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.figures.registry import Asked, find_table

pytestmark = pytest.mark.django_db

MANY, TIMES = 90, 24
FIRST = date(2017, 5, 10)
READERS = (
    "office",
    "leader",
    "clerk",
    "other_clerk",
    "secretary",
    "deputy",
    "supervisor",
    "unit",
    "other_unit",
    "sysadmin",
)


@kept
def handlers(way, duobao, qingshan):
    """Who handles locally: two committees bear the same name in two townships."""
    abroad = VillageFactory(name="青山村委会", parent=duobao)
    committees = [
        OrganFactory(kind=OrganKind.COMMITTEE, name="青山村委会", division=village)
        for village in (qingshan, abroad)
    ]
    return [way.handler, *committees]


@pytest.fixture
def units(way, people):
    """Units of the city: the name of one begins with the name of another."""
    within = OrganFactory(name="市水务局水库管理处")
    return [
        way.lead_unit,
        way.co_unit,
        people["other_unit"].main_post.organ,
        within,
    ]


@kept
def scattered(way, people, duobao_group, second_group, handlers, units):
    """Opinions of every kind in two townships, some with parties, proposers, merged."""
    rng = Random(2017)
    categories = [way.category, CategoryFactory(code="x", name="类别乙"), None]
    groups = [way.group, second_group, duobao_group]
    for number in range(MANY):
        one(rng, way, number, rng.choice(groups), handlers, units, categories)
    rows = list(Opinion.objects.order_by("pk"))
    organs = [*units, way.group.organ, second_group.organ]
    for row in rng.sample(rows, 50):
        organ = rng.choice(organs)
        row.parties.create(organ=organ, as_what="co", since=row.collected_on)
    for row in rng.sample(rows, 12):
        row.parties.create(
            organ=handlers[2],
            as_what="handler",
            since=row.collected_on,
            township=duobao_group.township,
        )
    person = people["deputy"].person
    for row in rng.sample(rows, 15):
        row.proposers.create(name=person.name, person=person)
    kept, *merged = rng.sample([row for row in rows if row.proposers.exists()], 4)
    for row in merged:
        set_merged(row, kept)
    give_pasts(rng, FIRST, way.clerk)
    return rng


def set_merged(row, kept):
    Opinion.objects.filter(pk=row.pk).update(
        state="merged",
        merged_into=kept,
        aside_reason="",
        dismissal_reason="",
        discipline_number="",
        settled_text="",
        closed_on=None,
    )


REASONS = {
    "set_aside": {"aside_reason": "vague"},
    "not_suggestion": {"dismissal_reason": "product"},
    "settled": {"settled_text": "当场接通"},
    "closed": {"closed_on": FIRST},
    "discipline": {"discipline_number": "天人办纪〔2017〕1号"},
}
CITY = ("submitted", "accepted", "agenda", "assigned", "processing", "reported")


def one(rng, way, number, group, handlers, units, categories):
    state = rng.choice([state for state in STATES if state != "merged"])
    is_city = state in CITY or (state != "handling" and rng.random() < 0.4)
    level = "city" if is_city else rng.choice(["village", "township"])
    has_answer = state in ("answered", "fed_back", "evaluated", "closed")
    verdicts = ["", "satisfied", "basically", "dissatisfied", "none"]
    OpinionFactory(
        campaign=way.campaign,
        group=group,
        recorded_by=way.clerk,
        state=state,
        sequence=number + 1 if rng.random() < 0.85 else None,
        level=level,
        handler=None if is_city else rng.choice(handlers),
        lead_unit=rng.choice(units) if is_city else None,
        category=rng.choice(categories),
        collected_on=FIRST + timedelta(days=rng.randrange(90)),
        answer_class=rng.choice("abc") if has_answer else "",
        verdict=rng.choice(verdicts),
        **REASONS.get(state, {}),
    )


def asked_at_random(rng, way, townships):
    since = rng.choice([None, FIRST + timedelta(days=rng.randrange(60))])
    until = rng.choice([None, FIRST + timedelta(days=30 + rng.randrange(60))])
    return Asked(
        campaign=rng.choice([None, way.campaign]),
        township=rng.choice([None, *townships]),
        since=since,
        until=until,
    )


def counts_of(line):
    return tuple(line.counts[part] for part in PARTS)


@pytest.mark.parametrize("who", READERS)
def test_rates_equal_a_recount_for_each_reader_by_any_filter(
    scattered, way, people, yuxin, duobao, who
):
    reader, rng = people[who], scattered

    seen = 0
    for _ in range(TIMES):
        asked = asked_at_random(rng, way, [yuxin, duobao])
        grouping = rng.choice(list(GROUPINGS))
        *lines, total = rates_by(grouping, user=reader, asked=asked)
        expected, whole, days = recount(reader, grouping, asked)
        counted = [line for line in lines if line.counts["handed"]]
        assert {line.key: counts_of(line) for line in counted} == expected
        assert (counts_of(total), sorted(total.days)) == (whole, days)
        seen += whole[0]
    assert (seen == 0) == (who == "sysadmin")


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_the_quotients_are_those_of_the_recount(scattered, way, people, grouping):
    _, whole, days = recount(people["office"], grouping, Asked())
    count = dict(zip(PARTS, whole, strict=True))

    total = rates_by(grouping, user=people["office"], asked=Asked())[-1]

    expected = {
        "答复率": count["answered"] / count["handed"],
        "按期答复率": count["timely"] / count["timed"],
        "办结率": count["closed"] / count["handed"],
        "解决率": count["solved"] / count["answered"],
        "满意率（含基本满意）": count["good"] / count["judged"],
        "满意率（不含基本满意）": count["pleased"] / count["judged"],
        "未评价": count["unevaluated"] / count["closed"],
        "见面率": count["met"] / count["handed"],
        "落实率": count["kept"] / count["promised"],
        "首轮答复率": count["first_answered"] / count["handed"],
        "首轮解决率": count["first_solved"] / count["first_answered"],
        "首轮满意率（含基本满意）": count["first_good"] / count["first_judged"],
    }
    rates = total.rates({*RATES, *CARE, *ROUNDS})
    assert {rate.label: rate.value for rate in rates} == pytest.approx(expected)
    assert total.mean_days == round(sum(days) / len(days), 1)
    half = len(days) // 2
    assert total.median_days == (days[half] + days[~half]) / 2


def shown_on(client, url):
    page = client.get(url).content.decode()
    return int(re.search(r"共 <strong>(\d+)</strong> 条", page).group(1))


@pytest.mark.parametrize("who", ["office", "clerk", "unit"])
@pytest.mark.parametrize("grouping", GROUPINGS)
def test_each_number_opens_a_list_of_that_many(
    scattered, way, people, client, who, grouping
):
    reader, rng = people[who], scattered
    client.force_login(reader)
    # As of a day that is past: the list knows it too.
    until = FIRST + timedelta(days=60)
    asked = Asked(campaign=way.campaign, since=FIRST + timedelta(days=9), until=until)
    table = find_table(f"opinion-rates-{grouping}", reader)(reader, asked)
    keys = [column.key for column in table.columns]
    links = [
        (url, line.values[keys.index(key)])
        for line in table.lines
        for key, url in line.links.items()
    ]
    assert len(links) >= 11

    for url, count in rng.sample(links, 11):
        assert shown_on(client, url) == count, url


def test_two_villages_of_one_name_are_two_lines_with_two_lists(
    scattered, way, people, client, handlers
):
    lines = rates_by("unit", user=people["office"], asked=Asked())
    same = [line for line in lines if line.label == "青山村委会"]
    assert {line.key for line in same} == {organ.pk for organ in handlers[1:]}
    assert same[0].counts != same[1].counts or same[0].counts["handed"] > 0

    client.force_login(people["office"])
    for line in same:
        url = f"{reverse('referrals:list')}?handler_pk={line.key}&part=handed"
        assert shown_on(client, url) == line.counts["handed"]


def test_a_unit_is_not_counted_with_another_whose_name_holds_its_own(
    scattered, way, people, client
):
    client.force_login(people["office"])
    lines = rates_by("unit", user=people["office"], asked=Asked())
    counted = {line.label: line for line in lines}
    own, longer = counted["市水务局"], counted["市水务局水库管理处"]
    assert own.counts["handed"] > 0
    assert longer.counts["handed"] > 0

    for line in (own, longer):
        url = f"{reverse('referrals:list')}?handler_pk={line.key}&part=handed"
        assert shown_on(client, url) == line.counts["handed"]


def test_the_box_of_handlers_offers_those_of_opinions_in_sight(
    scattered, way, people, client
):
    client.force_login(people["unit"])
    url = reverse("ui:choices", args=["opinion-handler"])
    rows = Opinion.objects.visible_to(people["unit"])
    expected = {
        *rows.exclude(handler=None).values_list("handler", flat=True),
        *rows.exclude(lead_unit=None).values_list("lead_unit", flat=True),
    }

    found = client.get(url, {"q": ""}).json()["choices"]

    assert {each["value"] for each in found} == expected
    client.force_login(people["sysadmin"])
    assert client.get(url, {"q": ""}).json()["choices"] == []


def test_a_line_not_yet_decided_has_numbers_but_no_list(scattered, way, people):
    table = find_table("opinion-rates-category", people["office"])(
        people["office"], Asked()
    )

    undecided = next(line for line in table.lines if line.values[0] == "未定")

    assert undecided.values[1] > 0
    assert undecided.links == {}


def test_dissatisfied_stays_in_the_denominator_while_it_is_handled_again(way):
    good, bad = way.to("evaluated"), way.to("fed_back")

    way.step(bad, "reject")

    total = rates_by("township", user=way.office, asked=Asked())[-1]
    satisfied = next(rate for rate in total.rates() if rate.part == "good")
    assert (satisfied.numerator, satisfied.denominator) == (1, 2)
    again = way.walk(Opinion.objects.get(pk=bad.pk), "answer_local", "feed_back")
    way.step(again, "evaluate")
    total = rates_by("township", user=way.office, asked=Asked())[-1]
    assert (total.counts["good"], total.counts["judged"]) == (2, 2)
    assert good.verdict == "satisfied"


@pytest.mark.parametrize("move", ["reopen", "promise_due"])
def test_what_is_taken_up_again_for_other_reasons_loses_its_verdict(way, move):
    """The verdict was on an answer that no longer stands; it stays in its table."""
    opinion = way.step(way.to("handling"), "answer_local", **PROMISE)
    opinion = way.walk(opinion, "feed_back", "evaluate", "close")

    opinion = way.step(opinion, move, on=date(2017, 7, 20))

    assert opinion.verdict == ""
    assert opinion.evaluations.get().verdict == "satisfied"


PROMISE = {
    "answer_class": "b",
    "text": "列入计划",
    "promised_on": date(2017, 7, 15),
}
