"""参与率 and 开工率 of each township, of periods drawn by lot, against plain SQL."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection

from groups.activities.enums import Presence
from tests.factories.deputies import MandateFactory
from tests.factories.groups import ActivityFactory, MembershipFactory
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.figures.registry import Asked, find_table

pytestmark = pytest.mark.django_db

HELD = """
SELECT a.* FROM activities_activity a WHERE a.state = 'held'
AND a.held_on BETWEEN %(since)s AND %(until)s
AND EXISTS (SELECT FROM activities_activitypart p
            WHERE p.activity_id = a.id AND p.is_done)
AND EXISTS (SELECT FROM activities_attendance t WHERE t.activity_id = a.id
            AND t.presence IN ('present', 'late', 'early'))
"""
# Who is in a group on the last day and neither rests nor is out of office then.
DUE = """
SELECT DISTINCT m.person_id FROM groups_groupmembership m
JOIN groups_deputygroup g ON g.id = m.group_id
JOIN divisions_division d ON d.id = g.township_id AND d.name = %(name)s
WHERE (m.since IS NULL OR m.since <= %(until)s)
AND (m.until IS NULL OR m.until >= %(until)s)
AND (NOT EXISTS (SELECT FROM deputies_mandate s WHERE s.person_id = m.person_id)
  OR EXISTS (SELECT FROM deputies_mandate s WHERE s.person_id = m.person_id
    AND (s.since IS NULL OR s.since <= %(until)s)
    AND (s.until IS NULL OR s.until >= %(until)s)
    AND NOT (s.suspended_since IS NOT NULL AND s.suspended_since <= %(until)s
      AND (s.suspended_until IS NULL OR s.suspended_until >= %(until)s))))
"""
ASKED = {
    "groups": """SELECT count(*) FROM groups_deputygroup g JOIN divisions_division d
        ON d.id = g.township_id WHERE d.name = %(name)s""",
    "begun": f"""SELECT count(DISTINCT h.group_id) FROM ({HELD}) h JOIN
        divisions_division d ON d.id = h.township_id
        WHERE d.name = %(name)s AND h.round = 1""",
    "deputies": f"SELECT count(*) FROM ({DUE}) due",
    "people": f"""SELECT count(*) FROM ({DUE}) due WHERE EXISTS (
        SELECT FROM activities_attendance t JOIN ({HELD}) h ON h.id = t.activity_id
        WHERE t.person_id = due.person_id
        AND t.presence IN ('present', 'late', 'early'))""",
    "times": f"""SELECT count(*) FROM activities_attendance t JOIN ({HELD}) h
        ON h.id = t.activity_id JOIN divisions_division d ON d.id = h.township_id
        WHERE d.name = %(name)s AND t.presence IN ('present', 'late', 'early')""",
    "leaves": f"""SELECT count(*) FROM activities_attendance t JOIN ({HELD}) h
        ON h.id = t.activity_id JOIN divisions_division d ON d.id = h.township_id
        WHERE d.name = %(name)s AND t.presence = 'leave'""",
}


def by_sql(name, since, until):
    found, given = {}, {"name": name, "since": since, "until": until}
    with connection.cursor() as cursor:
        for key, sql in ASKED.items():
            cursor.execute(sql, given)
            found[key] = cursor.fetchone()[0]
    return found


def share(some, of):
    return some / of if of else None


def day(lot):
    return date(2017, 6, 1) + timedelta(lot.randrange(30))


def members(lot, group):
    """Some with a mandate that rests or is over, some who left or joined in June."""
    for number in range(6):
        seat = {}
        if number == 1:
            seat = {"suspended_since": day(lot)}
        elif number == 2:
            seat = {"until": day(lot), "end_reason": "resigned"}
        days = {3: {"until": day(lot)}, 4: {"since": day(lot)}}.get(number, {})
        person = {} if number == 5 else {"person": MandateFactory(**seat).person}
        yield MembershipFactory(group=group, **person, **days).person


def fill(lot, campaign, groups):
    part = ProgrammePart.objects.create(campaign=campaign, code="visit", title="走访")
    for group in groups:
        people = list(members(lot, group))
        for number in range(3):
            row = ActivityFactory(
                campaign=campaign,
                group=group,
                held_on=day(lot),
                round=lot.choice([1, 2]),
                state=lot.choice(["held", "held", "planned"]),
            )
            row.parts.create(part=part, is_done=number != 1)
            for person in people:
                presence = lot.choice(Presence.values)
                row.attendances.create(person=person, presence=presence)


def test_rates_of_each_township_equal_plain_sql(
    office, campaign, yuxin_group, second_group, duobao_group
):
    campaign.counts_with_part = campaign.counts_with_people = True
    campaign.save()
    lot = Random(11)
    fill(lot, campaign, [yuxin_group, second_group, duobao_group])
    seen = set()
    for _ in range(8):
        since, until = sorted((day(lot), day(lot)))
        asked = Asked(since=since, until=until)
        table = find_table("taking-part", office)(office, asked)
        keys = [column.key for column in table.columns]
        for line in table.rows():
            row = dict(zip(keys, line.values, strict=True))
            told = by_sql(row["place"], since, until)
            found = {key: row["begun_1" if key == "begun" else key] for key in told}
            assert found == told, (row["place"], since, until)
            assert row["rate_1"] == share(told["begun"], told["groups"])
            assert row["rate"] == share(told["people"], told["deputies"])
            seen.add((told["people"], told["deputies"], told["begun"]))
    assert len(seen) > 5


def test_who_came_counts_from_the_first_to_the_last_day_asked(
    office, campaign, yuxin_group
):
    person = MembershipFactory(group=yuxin_group).person
    row = ActivityFactory(
        campaign=campaign, group=yuxin_group, held_on="2017-06-10", round=1
    )
    row.attendances.create(person=person, presence="late")

    def told(first, last):
        asked = Asked(since=date(2017, 6, first), until=date(2017, 6, last))
        [line] = find_table("taking-part", office)(office, asked).rows()
        return line.values[2:4] + line.values[7:10]

    everybody, nobody = (1, 1.0, 1, 1.0, 1), (0, 0.0, 0, 0.0, 0)
    assert told(10, 10) == told(1, 10) == told(10, 30) == everybody
    assert told(1, 9) == told(11, 30) == nobody
