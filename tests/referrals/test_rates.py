"""The rates against a count by hand, and every number against the list it opens."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from referrals.enums import State
from referrals.queries.rates import GROUPINGS, rates_by
from tianmen_congress.base.figures.registry import Asked, find_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def opinions(way):
    closed = way.to(State.CLOSED)
    answered = way.walk(
        way.to(State.HANDLING), "answer_local", answer_class="c", text="缺资金"
    )
    way.to(State.MERGED)
    way.to(State.SET_ASIDE)
    # Numbered, and yet none of those that were handed on.
    way.to(State.WITHDRAWN)
    way.step(way.to(State.TRIAGE), "merge", by=way.clerk)
    return [closed, answered, way.to(State.HANDLING), way.to(State.EVALUATED)]


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_the_sum_of_the_parts_is_the_whole(way, opinions, grouping):
    *lines, total = rates_by(grouping, user=way.office, asked=Asked())

    # The one that took in a merged one waits to be screened and has no number.
    assert total.counts == {
        "handed": 4,
        "answered": 3,
        "closed": 1,
        "solved": 2,
        "judged": 2,
        "good": 2,
        "unevaluated": 0,
    }
    for part, count in total.counts.items():
        assert sum(line.counts[part] for line in lines) == count


def test_rates_stand_with_numerator_and_denominator(way, opinions):
    total = rates_by("township", user=way.office, asked=Asked())[-1]

    shown = [(r.label, r.numerator, r.denominator) for r in total.rates]

    assert shown == [
        ("答复率", 3, 4),
        ("办结率", 1, 4),
        ("解决率", 2, 3),
        ("满意率", 2, 2),
        ("未评价", 0, 1),
    ]


def test_what_nobody_evaluated_is_told_apart_from_what_was_judged(way):
    way.to(State.EVALUATED)
    reminded = way.step(way.to(State.FED_BACK), "remind")
    way.step(reminded, "close_unevaluated", on=date(2017, 7, 20))

    total = rates_by("township", user=way.office, asked=Asked())[-1]

    shown = {r.label: (r.numerator, r.denominator) for r in total.rates}
    assert (shown["满意率"], shown["未评价"]) == ((1, 1), (1, 1))


def test_what_is_only_promised_is_answered_and_not_solved(way):
    promised = {"answer_class": "b", "promised_on": date(2017, 12, 29)}
    way.step(way.to(State.HANDLING), "answer_local", **promised)

    total = rates_by("township", user=way.office, asked=Asked())[-1]

    shown = {r.label: (r.numerator, r.denominator) for r in total.rates}
    assert (shown["答复率"], shown["解决率"]) == ((1, 1), (0, 1))


def test_nothing_counted_is_no_rate(way):
    total = rates_by("level", user=way.office, asked=Asked())[-1]

    assert {rate.value for rate in total.rates} == {None}


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_every_number_opens_the_list_that_it_counts(way, opinions, client, grouping):
    client.force_login(way.office)
    table = find_table(f"opinion-rates-{grouping}", way.office)(
        way.office, Asked(campaign=way.campaign)
    )

    for line in table.lines:
        keys = [column.key for column in table.columns]
        for key, url in line.links.items():
            page = client.get(url).content.decode()
            shown = int(re.search(r"共 <strong>(\d+)</strong> 条", page).group(1))
            assert shown == line.values[keys.index(key)], (unescape(url), key)


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_every_total_opens_the_list_that_it_counts(way, opinions, client, grouping):
    client.force_login(way.office)
    table = find_table(f"opinion-rates-{grouping}", way.office)(
        way.office, Asked(campaign=way.campaign)
    )
    totals = dict(zip([c.key for c in table.columns], table.total, strict=True))

    assert len(table.total_links) == 11
    for key, url in table.total_links.items():
        found = client.get(url).context["listing"].found
        assert found.count() == totals[key], (url, key)


def test_the_whole_is_a_total_and_no_numbered_row(way, opinions, client):
    client.force_login(way.office)
    url = reverse("figures:report", args=["opinion-rates-township"])

    page = client.get(url).content.decode()
    book = openpyxl.load_workbook(
        BytesIO(b"".join(client.get(url, {"export": "1"}).streaming_content))
    )

    assert page.count("合计") == 1
    assert '<th scope="row">合计</th>' in page
    rows = [row for row in book.active.values if row[0] in (1, 2, "合计", "共1条")]
    assert [row[0] for row in rows] == [1, "合计", "共1条"]
    assert rows[0][2:] == rows[1][2:]
    assert rows[1][1] in (None, "")


def test_the_next_township_counts_its_own(way, opinions, other_clerk):
    assert (
        rates_by("township", user=other_clerk, asked=Asked())[-1].counts["handed"] == 0
    )


def test_the_table_opens_as_a_page(way, opinions, client):
    client.force_login(way.clerk)

    page = client.get(reverse("figures:report", args=["opinion-rates-category"]))

    text = page.content.decode()
    assert "满意率" in text
    assert "75.0%" in text
