"""Who took part, and which groups have begun a round, against a count in plain SQL."""

from datetime import date
from random import Random

import pytest
from django.db import connection

from groups.activities.enums import Presence
from groups.activities.queries.taking_part import taking_part
from tests.factories.groups import ActivityFactory, MembershipFactory
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.figures.registry import Asked

pytestmark = pytest.mark.django_db

PEOPLE = """
SELECT count(DISTINCT t.person_id) FROM activities_attendance t
JOIN activities_activity a ON a.id = t.activity_id
WHERE a.state = 'held' AND a.held_on BETWEEN %(since)s AND %(until)s
AND t.presence IN ('present', 'late', 'early')
AND EXISTS (SELECT FROM activities_activitypart p
            WHERE p.activity_id = a.id AND p.is_done)
"""
BEGUN = """
SELECT count(DISTINCT a.group_id) FROM activities_activity a
WHERE a.state = 'held' AND a.round = 1
AND a.held_on BETWEEN %(since)s AND %(until)s
AND EXISTS (SELECT FROM activities_activitypart p
            WHERE p.activity_id = a.id AND p.is_done)
AND EXISTS (SELECT FROM activities_attendance t WHERE t.activity_id = a.id
            AND t.presence IN ('present', 'late', 'early'))
"""


def by_sql(given):
    found = []
    with connection.cursor() as cursor:
        for sql in (PEOPLE, BEGUN):
            cursor.execute(sql, given)
            found.append(cursor.fetchone()[0])
    return tuple(found)


def fill(lot, campaign, groups):
    """Four activities of three people for each group."""
    part = ProgrammePart.objects.create(campaign=campaign, code="visit", title="走访")
    for group in groups:
        people = [m.person for m in MembershipFactory.create_batch(3, group=group)]
        for n in range(4):
            row = ActivityFactory(
                campaign=campaign,
                group=group,
                held_on=date(2017, 6, lot.randrange(1, 28)),
                round=lot.choice([1, 2, None]),
                state=lot.choice(["held", "held", "planned"]),
            )
            row.parts.create(part=part, is_done=bool(n))
            for person in people:
                row.attendances.create(
                    person=person, presence=lot.choice(Presence.values)
                )


def test_people_and_rounds_equal_plain_sql(
    office, campaign, yuxin_group, second_group, duobao_group
):
    campaign.counts_with_part = campaign.counts_with_people = True
    campaign.save()
    lot = Random(3)
    fill(lot, campaign, [yuxin_group, second_group, duobao_group])
    seen = set()
    for _ in range(12):
        since, until = sorted(date(2017, 6, lot.randrange(1, 28)) for _ in range(2))
        asked = Asked(since=since, until=until)
        found = taking_part(user=office, asked=asked)
        counted = (
            sum(each.people for each in found),
            sum(each.begun[1] for each in found),
        )
        expected = by_sql({"since": since, "until": until})
        assert counted == expected, (since, until)
        assert sum(each.deputies for each in found) == 9
        seen.add(counted)
    assert len(seen) > 3
