"""The rates against a count by hand, and every number against the list it opens."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from referrals.enums import State
from referrals.queries.rates import GROUPINGS, RATES, rates_by
from tests.kept import kept
from tianmen_congress.base.figures.registry import Asked, find_table

pytestmark = pytest.mark.django_db


@kept
def opinions(way):
    closed = way.to(State.CLOSED)
    answered = way.walk(
        way.to(State.HANDLING), "answer_local", answer_class="c", class_reason="缺资金"
    )
    way.to(State.MERGED)
    way.to(State.SET_ASIDE)
    # Numbered, and yet none of those that were handed on.
    way.to(State.WITHDRAWN)
    way.step(way.to(State.TRIAGE), "merge", by=way.clerk)
    return [closed, answered, way.to(State.HANDLING), way.to(State.EVALUATED)]


def shown(line, rates=RATES):
    return {r.label: (r.numerator, r.denominator) for r in line.rates(rates)}


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_the_sum_of_the_parts_is_the_whole(way, opinions, grouping):
    *lines, total = rates_by(grouping, user=way.office, asked=Asked())

    # The one that took in a merged one waits to be screened: handed to nobody.
    assert {part: many for part, many in total.counts.items() if many} == {
        "handed": 4,
        "answered": 3,
        "timely": 3,
        "timed": 4,
        "overdue": 1,  # its thirty working days were over on 13 July
        "closed": 1,
        "solved": 2,
        "judged": 2,
        "good": 2,
        "pleased": 2,
        "attended": 2,
        "courteous": 2,
        "first_answered": 3,
        "first_solved": 2,
        "first_judged": 2,
        "first_good": 2,
        "dated": 3,
        "waiting": 1,
    }
    for part, count in total.counts.items():
        assert sum(line.counts[part] for line in lines) == count


def test_rates_stand_with_numerator_and_denominator(way, opinions):
    total = rates_by("township", user=way.office, asked=Asked())[-1]

    assert shown(total) == {
        "答复率": (3, 4),
        "按期答复率": (3, 4),
        "办结率": (1, 4),
        "解决率": (2, 3),
        "满意率（含基本满意）": (2, 2),
        "满意率（不含基本满意）": (2, 2),
        "未评价": (0, 1),
    }


def test_what_nobody_evaluated_is_told_apart_from_what_was_judged(way):
    way.to(State.EVALUATED)
    reminded = way.step(way.to(State.FED_BACK), "remind")
    way.step(reminded, "close_unevaluated", on=date(2017, 7, 20))

    total = rates_by("township", user=way.office, asked=Asked())[-1]

    assert shown(total)["满意率（含基本满意）"] == (1, 1)
    assert shown(total)["未评价"] == (1, 1)


def test_what_is_only_promised_is_answered_and_not_solved(way):
    promised = {"answer_class": "b", "promised_on": date(2017, 12, 29)}
    way.step(way.to(State.HANDLING), "answer_local", **promised)

    total = rates_by("township", user=way.office, asked=Asked())[-1]

    assert (shown(total)["答复率"], shown(total)["解决率"]) == ((1, 1), (0, 1))


def test_nothing_counted_is_no_rate(way):
    total = rates_by("level", user=way.office, asked=Asked())[-1]

    assert {rate.value for rate in total.rates()} == {None}


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

    assert len(table.total_links) == 16
    for key, url in table.total_links.items():
        found = client.get(url).context["listing"].found
        assert found.count() == totals[key], (url, key)


def test_the_whole_is_a_total_and_no_numbered_row(way, opinions, client):
    client.force_login(way.office)
    url = reverse("figures:report", args=["opinion-rates-category"])

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


def test_each_table_says_what_its_numbers_count(way, opinions, client):
    client.force_login(way.office)
    for slug in ("opinion-rates-township", "opinion-care-unit", "opinion-rounds-unit"):
        table = find_table(slug, way.office)(way.office, Asked())
        url = reverse("figures:report", args=[slug])

        page = unescape(client.get(url).content.decode())
        told = b"".join(client.get(url, {"export": "1"}).streaming_content)
        book = [row[0] for row in openpyxl.load_workbook(BytesIO(told)).active.values]

        assert table.notes[0] == "办理情况截至2017年7月25日。"
        groups = {c.group or c.title for c in table.columns if c.key != "label"}
        for note in table.notes:
            assert f"<li>{note}</li>" in page
            assert note in book
        assert all(any(g in note for note in table.notes) for g in groups)


def test_a_rate_over_nothing_is_a_dash(way, client):
    way.to(State.HANDLING)
    client.force_login(way.office)

    page = client.get(reverse("figures:report", args=["opinion-rates-category"]))

    (line,) = page.context["rows"]
    told = {cell.text for cell in line if cell.kind == "rate"}
    assert told == {"0.0%", "—"}


@pytest.mark.parametrize("slug", ["opinion-rates-township", "opinion-care-unit"])
def test_a_table_costs_as_much_for_four_opinions_as_for_one(way, slug):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert find_table(slug, way.office)(way.office, Asked()).lines
        return len(queries)

    way.to(State.HANDLING)
    cost()  # what is asked of the reader once, his posts, is not asked again
    one = cost()
    for state in (State.ANSWERED, State.EVALUATED, State.PROCESSING):
        way.to(state)

    assert cost() == one
