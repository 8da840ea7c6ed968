"""A number on a page, the list it opens, the workbook and plain SQL say the same.

Townships, periods, campaigns and roles are drawn by lot over a world drawn by lot.
`TRUST_FULL=1` draws three hundred instead of some.
"""

from datetime import date
from io import BytesIO
from random import Random
from unittest.mock import patch

import pytest
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse
from openpyxl import load_workbook

from groups.activities.enums import ActivityState
from groups.activities.models import Activity
from tests.access_table import BUSINESS
from tests.factories.platform import CampaignFactory
from tests.trust.asking import IS_FULL
from tests.trust.world import World
from tests.walk import CAST
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.figures import queries as figures_queries
from tianmen_congress.base.figures.queries import figures_for
from tianmen_congress.base.figures.registry import Asked, Line, tables_for
from tianmen_congress.base.ui import listing as listings
from visits.queries import counts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Groups of the world that a role has to do with; their rows are all that it counts.
GROUPS_OF = {
    Role.OFFICE: ("yuxin_group", "second_group", "duobao_group"),
    Role.LEADER: ("yuxin_group", "second_group", "duobao_group"),
    Role.PRESIDIUM: ("yuxin_group", "second_group"),
    Role.SUPERVISOR: ("yuxin_group", "second_group"),
    Role.SECRETARY: ("yuxin_group",),
}
DRAWS = 50 if IS_FULL else 2


@pytest.fixture
def groups(yuxin_group, second_group, duobao_group):
    return {
        "yuxin_group": yuxin_group,
        "second_group": second_group,
        "duobao_group": duobao_group,
    }


@pytest.fixture
def world(groups, supervisor, visit_form, campaign, unit):
    last = CampaignFactory(slug="2016", name="上一年", year=2016, is_current=False)
    world = World(2017, campaigns=[campaign, last], unit=unit.main_post.organ)
    for group in groups.values():
        world.fill(group)
    return world


def draws(world, role, townships) -> list[Asked]:
    """What somebody may ask for: nothing narrowed, then some by lot."""
    lot = Random(f"{role}-{DRAWS}")
    drawn = [Asked(campaign=world.campaigns[0])]
    for _ in range(DRAWS):
        days = sorted(world.day() for _ in range(2))
        since, until = (day if lot.random() < 0.6 else None for day in days)
        place = lot.choice([None, *townships])
        drawn.append(Asked(lot.choice(world.campaigns), since, until, place))
    return drawn


def asked_by(world, role, yuxin, duobao) -> list[Asked]:
    places = {
        Role.OFFICE: [yuxin, duobao],
        Role.LEADER: [yuxin, duobao],
        Role.PRESIDIUM: [yuxin],
        Role.SUPERVISOR: [yuxin],
    }
    return draws(world, role, places.get(role, []))


def undrawn(request, template, context):
    response = HttpResponse()
    response.shown = context
    return response


def total_at(client, url: str):
    """How many rows the list or table at this address holds; None for any other page."""
    # The rows of a list are counted, not looked at: most of a page is its drawing.
    with patch.object(listings, "render", undrawn):
        response = client.get(url)
    if response.status_code != 200:
        return f"status {response.status_code}"
    shown = getattr(response, "shown", response.context or {})
    if table := shown.get("table"):
        return len(list(table.lines))
    listing = shown.get("listing")
    if listing and listing.filterset is not None and listing.filterset.form.errors:
        return f"does not understand {dict(listing.filterset.form.errors)}"
    return listing.total if listing else None


def numbers_of(user, asked):
    """Every number of the figures page with the address that it opens."""
    for counted in figures_for(user, asked):
        yield counted.figure.key, counted.value, counted.url
        for part in counted.parts:
            yield f"{counted.figure.key}:{part.label}", part.value, part.url


def wrong_numbers(client, numbers) -> list[tuple]:
    seen, wrong = {}, []
    for name, value, url in numbers:
        seen[url] = seen[url] if url in seen else total_at(client, url)
        if seen[url] != value:
            wrong.append((name, value, url, seen[url]))
    return wrong


@pytest.mark.parametrize("role", sorted(BUSINESS))
def test_every_figure_opens_a_list_of_as_many_rows(
    role, world, signed_in, request, yuxin, duobao
):
    client, user = signed_in(role), request.getfixturevalue(CAST[role])
    wrong = []
    for asked in asked_by(world, role, yuxin, duobao):
        wrong += wrong_numbers(client, numbers_of(user, asked))

    assert wrong == []


def links_of(table):
    """Every number of a table that leads somewhere, those of 合计 too."""
    whole = [Line(table.total, table.total_links)] if table.total else []
    for line in [*table.lines, *whole]:
        for column, value in zip(table.columns, line.values, strict=True):
            if column.kind == "int" and column.key in line.links:
                yield f"{table.slug}:{column.key}", value, line.links[column.key]


@pytest.mark.parametrize("role", sorted(BUSINESS))
def test_every_number_of_a_table_opens_a_list_of_as_many_rows(
    role, world, signed_in, request, yuxin, duobao
):
    client, user = signed_in(role), request.getfixturevalue(CAST[role])
    wrong = []
    for asked in asked_by(world, role, yuxin, duobao)[:2]:
        for kind in tables_for(user):
            numbers = list(links_of(kind(user, asked)))
            found = wrong_numbers(client, numbers)
            # One group's own page stands for the group.
            wrong += [f for f in found if not (f[3] is None and f[1] == 1)]

    assert wrong == []


@pytest.mark.parametrize("role", sorted(BUSINESS))
def test_the_parts_of_a_figure_sum_to_the_whole(role, world, request, yuxin, duobao):
    user = request.getfixturevalue(CAST[role])

    wrong = [
        (counted.figure.key, counted.value)
        for asked in asked_by(world, role, yuxin, duobao)
        for counted in figures_for(user, asked)
        if counted.parts and sum(p.value for p in counted.parts) != counted.value
    ]

    assert wrong == []


def cells(response) -> list[list]:
    content = b"".join(response.streaming_content)
    sheet = load_workbook(BytesIO(content), read_only=True).active
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def as_paper(value) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRESIDIUM, Role.LEADER])
def test_the_workbook_of_a_table_holds_the_lines_and_totals_of_the_page(
    role, world, signed_in, request, yuxin, duobao
):
    client, user = signed_in(role), request.getfixturevalue(CAST[role])
    asked = asked_by(world, role, yuxin, duobao)[1]
    for kind in tables_for(user):
        query = asked.narrowed().query() if "campaign" in kind.asks else "?"
        url = reverse("figures:report", args=[kind.slug]) + query
        page = client.get(url)
        written = cells(client.get(f"{url}&export=xlsx"))
        table = page.context["table"]
        body = [row for row in written if isinstance(row[0], int | float)]
        sums = [row for row in written if row[0] == "合计"]

        assert len(body) == len(table.lines)
        for row, line in zip(body, table.lines, strict=True):
            numbers = numbers_in(table, line.values)
            assert numbers_in(table, row[1:]) == pytest.approx(numbers, abs=0.06)
        if table.total:
            expected = numbers_in(table, table.total)
            assert numbers_in(table, sums[0][1:]) == pytest.approx(expected, abs=0.06)


def numbers_in(table, values) -> list[float]:
    kinds = ("int", "decimal", "rate")
    pairs = zip(table.columns, values, strict=False)
    return [float(v) for c, v in pairs if c.kind in kinds and v not in (None, "—")]


# The same questions in SQL that knows nothing of query sets and scopes.
BETWEEN = """
  AND ({day} >= %(since)s OR %(since)s IS NULL)
  AND ({day} <= %(until)s OR %(until)s IS NULL)
  AND (campaign_id = %(campaign)s OR %(campaign)s IS NULL)
  AND group_id = ANY(%(groups)s)
"""
# A part held and somebody present, as both campaigns ask for.
HELD = """
  WHERE state = 'held'
  AND EXISTS (SELECT FROM activities_activitypart p
              WHERE p.activity_id = activities_activity.id AND p.is_done)
  AND EXISTS (SELECT FROM activities_attendance t
              WHERE t.activity_id = activities_activity.id AND t.presence IN ('present', 'late', 'early'))
"""
SQL = {
    "activities": "SELECT count(*) FROM activities_activity"
    + HELD
    + BETWEEN.format(day="held_on"),
    "attendances": """
        SELECT count(*) FROM activities_attendance
        WHERE presence IN ('present', 'late', 'early') AND activity_id IN (
            SELECT id FROM activities_activity"""
    + HELD
    + BETWEEN.format(day="held_on")
    + ")",
    "villages_visited": """
        SELECT count(DISTINCT village_id) FROM visits_visit
        WHERE voided_at IS NULL"""
    + BETWEEN.format(day="visited_on"),
    "households_visited": """
        SELECT count(DISTINCT household_id) FROM visits_householdcall
        WHERE visit_id IN (
            SELECT id FROM visits_visit WHERE voided_at IS NULL"""
    + BETWEEN.format(day="visited_on")
    + ")",
    "calls": """
        SELECT count(*) FROM visits_householdcall
        WHERE visit_id IN (
            SELECT id FROM visits_visit WHERE voided_at IS NULL"""
    + BETWEEN.format(day="visited_on")
    + ")",
    "opinions": """
        SELECT count(*) FROM referrals_opinion WHERE true"""
    + BETWEEN.format(day="collected_on"),
    "closed": """
        SELECT count(*) FROM referrals_opinion WHERE state = 'closed'"""
    + BETWEEN.format(day="collected_on"),
}


def count_by_sql(name: str, asked: Asked, groups) -> int:
    wanted = [g for g in groups if asked.township in (None, g.township)]
    given = {
        "since": asked.since,
        "until": asked.until,
        "campaign": asked.campaign and asked.campaign.pk,
        "groups": [group.pk for group in wanted],
    }
    with connection.cursor() as cursor:
        cursor.execute(SQL[name], given)
        return cursor.fetchone()[0]


def count_by_figures(user, asked: Asked) -> dict[str, int]:
    by_key = {each.figure.key: each for each in figures_for(user, asked)}
    done = counts.work_done(user=user, asked=asked)
    parts = {part.label: part.value for part in by_key["opinions"].parts}
    plain = ("activities", "villages_visited", "households_visited", "opinions")
    return {
        **{key: by_key[key].value for key in plain},
        "attendances": sum(place.attendances for place in done),
        "calls": sum(place.calls for place in done),
        "closed": parts["已办结"],
    }


@pytest.mark.parametrize("role", GROUPS_OF)
def test_figures_equal_a_count_in_plain_sql(
    role, world, groups, request, yuxin, duobao
):
    user = request.getfixturevalue(CAST[role])
    own = [groups[name] for name in GROUPS_OF[role]]
    for asked in asked_by(world, role, yuxin, duobao):
        expected = {name: count_by_sql(name, asked, own) for name in SQL}

        assert count_by_figures(user, asked) == expected


def test_the_world_has_something_to_count(world, office, groups):
    """Zeros on both sides would prove nothing."""
    counted = count_by_figures(office, Asked())

    assert min(counted.values()) > 2
    assert Activity.objects.exclude(state=ActivityState.HELD).exists()
    assert Activity.objects.not_counted().exists()


def test_a_figure_that_counts_what_its_list_leaves_out_is_found(
    world, office, client, monkeypatch
):
    """The broken twin of the walk over all figures."""
    client.force_login(office)
    asked = Asked(campaign=world.campaigns[0])
    plain = figures_queries.counted_for

    def one_too_many(figure, user, given):
        counted = plain(figure, user, given)
        if figure.key != "activities":
            return counted
        return figures_queries.Counted(figure, counted.value + 1, counted.url, [])

    monkeypatch.setattr(figures_queries, "counted_for", one_too_many)

    wrong = wrong_numbers(client, numbers_of(office, asked))

    assert [name for name, *_ in wrong] == ["activities"]


def test_a_count_that_forgets_the_period_is_found(world, office, groups, monkeypatch):
    """The broken twin of the count in SQL."""
    asked = Asked(since=date(2017, 6, 15))
    plain = counts.visits_asked

    def forgetful(*, user, asked):
        return plain(user=user, asked=asked.narrowed(since=None))

    monkeypatch.setattr(counts, "visits_asked", forgetful)
    counted = count_by_figures(office, asked)

    differs = {
        name
        for name, value in counted.items()
        if value != count_by_sql(name, asked, groups.values())
    }

    assert differs == {"villages_visited", "households_visited", "calls"}
