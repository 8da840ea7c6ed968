"""The table of all deputies equals plain SQL on days drawn by lot, on page and paper."""

from collections import Counter
from datetime import date, timedelta
from io import BytesIO
from random import Random

import pytest
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from deputies.models import Person
from tests.factories.deputies import CongressFactory, MandateFactory
from tests.factories.groups import ActivityFactory, GroupFactory, MembershipFactory
from tests.factories.platform import TownshipFactory
from tests.factories.visits import DeedFactory, PairingFactory
from tests.supervision.duties.rows import entry_of
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.figures.registry import Asked, find_table

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2017, 5, 1), date(2017, 12, 31)
ACTIVE = """EXISTS (
    SELECT FROM deputies_mandate m WHERE m.person_id = p.id
    AND coalesce(m.since, '-infinity') <= d AND coalesce(m.until, 'infinity') >= d
    AND NOT coalesce(m.suspended_since <= d
                     AND coalesce(m.suspended_until, 'infinity') >= d, false))"""
# Who was in duty on each day of a period.
WHOLE = f"""SELECT p.id FROM deputies_person p WHERE NOT EXISTS (
    SELECT FROM generate_series(%(first)s::date, %(last)s::date, '1 day') d
    WHERE NOT {ACTIVE})"""
# The first day from which somebody was in duty until what is due once was due.
ONCE = f"""SELECT p.id, min(s.day) FROM deputies_person p, LATERAL (
    SELECT g::date AS day FROM generate_series(%(first)s::date, %(last)s::date, '1 day') g
    WHERE NOT EXISTS (
        SELECT FROM generate_series(g, least(g + interval '30 days', %(last)s), '1 day') d
        WHERE NOT {ACTIVE})
    AND (g = %(first)s::date OR EXISTS (
        SELECT FROM (VALUES (g - interval '1 day')) AS b(d) WHERE NOT {ACTIVE}))
    ) s GROUP BY p.id"""
PROOFS = {
    "diary": "SELECT person_id, day FROM duties_diaryentry WHERE voided_at IS NULL",
    "activity": """SELECT t.person_id, a.held_on FROM activities_attendance t
        JOIN activities_activity a ON a.id = t.activity_id
        WHERE a.state = 'held' AND t.presence NOT IN ('leave', 'absent')""",
    "deed": """SELECT g.person_id, d.day FROM pairings_deed d
        JOIN pairings_householdpairing g ON g.id = d.pairing_id
        WHERE d.voided_at IS NULL AND d.confirmed_on IS NOT NULL""",
    "link": """SELECT g.person_id, greatest(coalesce(g.since, %(first)s), %(first)s)
        FROM pairings_householdpairing g
        JOIN poverty_household h ON h.id = g.household_id
        WHERE h.voided_at IS NULL AND coalesce(g.until, 'infinity') >= %(first)s""",
}
QUARTERS = [
    (FIRST, date(2017, 6, 30)),
    (date(2017, 7, 1), date(2017, 9, 30)),
    (date(2017, 10, 1), LAST),
]


def asked(sql, **named):
    with connection.cursor() as cursor:
        cursor.execute(sql, {"first": FIRST, "last": LAST} | named)
        return cursor.fetchall()


def owed_by_sql(day):
    """By person how many of his periods are done, due and overdue on a day."""
    found = {}

    def count(person, first, last, end, proofs):
        if first > day:
            return
        many = sum(who == person and first <= on <= min(end, day) for who, on in proofs)
        state = "done" if many else "overdue" if last < day else "due"
        found.setdefault(person, Counter())[state] += 1

    told = {key: asked(sql) for key, sql in PROOFS.items()}
    for person, first in asked(ONCE):
        count(person, first, min(first + timedelta(30), LAST), LAST, told["link"])
    for first, last in QUARTERS:
        for (person,) in asked(WHOLE, first=first, last=last):
            for key in ("diary", "activity"):
                count(person, first, last, last, told[key])
    for (person,) in asked(WHOLE):
        count(person, FIRST, LAST, LAST, told["deed"])
    return found


def some_day(lot):
    return FIRST + timedelta(lot.randrange(-20, 245))


def seat(lot, township):
    """A mandate of any length, which may rest for a time; another may follow it."""
    since = lot.choice([None, date(2016, 11, 1), some_day(lot)])
    ends = lot.random() < 0.3
    until = max(some_day(lot), since or FIRST) if ends else None
    rest = some_day(lot) if lot.random() < 0.25 else None
    mandate = MandateFactory(
        township=township,
        since=since,
        until=until,
        end_reason="moved" if ends else "",
        suspended_since=rest,
        suspended_until=rest
        and lot.choice([None, rest + timedelta(lot.randrange(60))]),
    )
    if ends and lot.random() < 0.6:
        MandateFactory(
            person=mandate.person,
            township=township,
            congress=CongressFactory(division=township, term=2),
            since=until + timedelta(lot.choice([1, 1, 20])),
        )
    return mandate.person


def live(lot, person, group, campaign, activities):
    for _ in range(lot.randrange(4)):
        entry_of(person, some_day(lot), campaign)
    for activity in activities:
        if lot.random() < 0.5:
            presence = lot.choice(["present", "late", "early", "leave", "absent"])
            activity.attendances.create(person=person, presence=presence)
    for _ in range(lot.randrange(3)):
        since = lot.choice([None, some_day(lot)])
        ends = lot.random() < 0.3
        until = max(some_day(lot), since or FIRST) if ends else None
        reason = {"end_reason": "adjusted"} if ends else {}
        pair = PairingFactory(
            person=person, group=group, since=since, until=until, **reason
        )
        confirmed = {"witness": "household", "confirmed_name": "张三"}
        for is_confirmed in (True, False):
            day = some_day(lot)
            more = confirmed | {"confirmed_on": day} if is_confirmed else {}
            DeedFactory(pairing=pair, campaign=campaign, day=day, **more)


@pytest.fixture(params=[3, 17])
def lot(request, campaign, actions, yuxin, duobao):
    lot = Random(request.param)
    for township in (yuxin, duobao):
        group = GroupFactory(township=township)
        activities = [
            ActivityFactory(
                campaign=campaign, group=group, held_on=some_day(lot), state="held"
            )
            for _ in range(4)
        ]
        for _ in range(9):
            person = seat(lot, township)
            MembershipFactory(group=group, person=person)
            live(lot, person, group, campaign, activities)
    return lot


def table_of(user, day, campaign, **more):
    stored = Campaign.objects.get(pk=campaign.pk)
    return find_table("duties", user)(user, Asked(stored, until=day, **more))


def counts_of(table):
    """By name how many of his periods are done, due and overdue."""
    at = {column.key: n for n, column in enumerate(table.columns)}
    states = ("done", "due", "overdue")
    return {
        line.values[at["name"]]: {s: line.values[at[s]] for s in states}
        for line in table.lines
    }


def test_all_deputies_equal_plain_sql(office, lot, campaign, settings):
    settings.TODAY = date(2018, 2, 1)
    seen = set()
    for _ in range(6):
        day = some_day(lot)
        expected = owed_by_sql(day)
        in_office = Person.objects.in_office(day)

        found = counts_of(table_of(office, day, campaign))

        assert found == {
            person.name: {
                state: expected.get(person.pk, Counter())[state]
                for state in ("done", "due", "overdue")
            }
            for person in in_office
        }, day
        seen.add(tuple(sorted(map(str, found.values()))))
    assert len(seen) > 3


def test_the_rates_of_townships_are_the_sums_of_their_deputies(office, lot, campaign):
    day = date(2017, 7, 20)
    stored = Campaign.objects.get(pk=campaign.pk)
    matrix = table_of(office, day, campaign)
    rates = find_table("duty-rates", office)(office, Asked(stored, until=day))

    keys = [column.key for column in rates.columns]
    total = dict(zip(keys, rates.total, strict=True))
    sums = dict(zip([c.key for c in matrix.columns], matrix.total, strict=True))
    codes = ("link", "diary", "activity", "deed")
    assert total["deputies"] == len(matrix.lines)
    for what in ("owed", "done", "overdue"):
        assert sum(total[f"{code}_{what}"] for code in codes) == sums[what]
    assert total["diary_rate"] == total["diary_done"] / total["diary_owed"]


def test_the_workbook_says_what_the_page_does(client, office, lot, actions):
    client.force_login(office)
    url = reverse("figures:report", args=["duties"])
    page = client.get(url, {"until": "2017-07-20"})

    sent = client.get(url, {"until": "2017-07-20", "export": "xlsx"})

    rows = list(load_workbook(BytesIO(sent.getvalue())).active.values)
    table = page.context["table"]
    on_paper = [tuple(row) for row in rows if isinstance(row[0], int)]
    assert [row[1:5] for row in on_paper] == [line.values[:4] for line in table.lines]
    assert [row[-4:] for row in on_paper] == [line.values[-4:] for line in table.lines]
    assert [row[5:9] for row in on_paper] == [line.values[4:8] for line in table.lines]


def test_it_asks_as_many_queries_for_three_deputies_as_for_thirty(
    client, office, actions, yuxin, campaign, django_assert_num_queries
):
    client.force_login(office)
    url = reverse("figures:report", args=["duties"])
    for many in (3, 27):
        group = GroupFactory(township=yuxin)
        for _ in range(many):
            person = MandateFactory(township=yuxin).person
            MembershipFactory(group=group, person=person)
            entry_of(person, date(2017, 6, 1), campaign)
        client.get(url)
        with django_assert_num_queries(24):
            client.get(url)


def test_who_sees_which_deputies_in_it(
    each, actions, colleague, stranger, own, second_group, yuxin
):
    sibling = MandateFactory(person__name="孙代表", township=yuxin)
    MembershipFactory(group=second_group, person=sibling.person)

    def names(client, who):
        page = client.get(reverse("figures:report", args=["duties"]))
        table = page.context and page.context.get("table")
        return {line.values[2] for line in table.lines} if table else None

    ours = {"王代表", "孙代表", own.name}
    assert each(names) == {
        **dict.fromkeys(("office", "leader"), ours | {"赵代表"}),
        **dict.fromkeys(("clerk", "supervisor"), ours),
        "other_clerk": {"赵代表"},
        "secretary": {"王代表", own.name},
        "other_secretary": {"孙代表"},
        **dict.fromkeys(("deputy", "unit", "sysadmin", "secadmin", "auditor")),
    }


def test_it_is_narrowed_by_group_tier_and_state(
    office, actions, colleague, stranger, campaign, yuxin_group, yuxin
):
    city = MandateFactory(person__name="钱代表", township=yuxin, tier="county")
    entry_of(colleague, date(2017, 6, 1), campaign)
    entry_of(colleague, date(2017, 7, 1), campaign)

    def names(**more):
        table = table_of(office, date(2017, 7, 25), campaign, more=more)
        return [line.values[2] for line in table.lines]

    assert names() == ["赵代表", "钱代表", "王代表"]
    assert names(group=yuxin_group) == ["王代表"]
    assert names(tier="county") == [city.person.name]
    assert names(state="overdue") == ["赵代表", "钱代表", "王代表"]
    assert names(state="done") == []
    campaign.required_actions.exclude(code="diary").update(source="")
    assert names(state="done") == ["王代表"]
    table = table_of(office, None, campaign, more={"tier": "county", "state": "done"})
    assert table.scope == "层级：市，完成情况：都已完成的"


def test_of_one_township_it_is_asked_by_the_places_of_then_or_of_today(
    office, actions, colleague, campaign, yuxin
):
    new = TownshipFactory(name="渔薪新镇", code="429006199")
    yuxin.now = new
    yuxin.save()

    def lines(place, **more):
        asked_ = {"township": place} | more
        return table_of(office, date(2017, 7, 1), campaign, **asked_).lines

    assert [len(lines(yuxin)), len(lines(new))] == [1, 0]
    assert len(lines(new, is_by_now=True)) == 1
