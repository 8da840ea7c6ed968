"""The table of inspections against sums that are made in another way."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection

from supervision.enums import FindingState
from supervision.figures.tables import InspectionSummary
from tests.factories.groups import GroupFactory
from tests.factories.platform import TownshipFactory
from tests.factories.supervision import (
    AssignmentFactory,
    FindingFactory,
    InspectionFactory,
    ItemFactory,
)
from tests.kept import kept
from tianmen_congress.base.campaigns.queries import questions_of
from tianmen_congress.base.figures.registry import Asked

pytestmark = pytest.mark.django_db
FIRST = date(2017, 6, 1)
COUNTS = """
    SELECT township.name,
           count(DISTINCT inspection.id),
           count(DISTINCT inspection.group_id),
           count(DISTINCT finding.id) FILTER (WHERE finding.state <> 'withdrawn'),
           count(DISTINCT finding.id)
               FILTER (WHERE finding.state IN ('open', 'answered'))
    FROM divisions_division township
    LEFT JOIN supervision_inspection inspection
           ON inspection.township_id = township.id
          AND inspection.voided_at IS NULL
          AND inspection.inspected_on BETWEEN %s AND %s
    LEFT JOIN supervision_finding finding ON finding.inspection_id = inspection.id
    WHERE township.level = 'township'
    GROUP BY township.id, township.code, township.name
    ORDER BY township.code
"""
SCORES = """
    SELECT township.name, question.code, item.score
    FROM supervision_inspectionitem item
    JOIN supervision_inspection inspection ON inspection.id = item.inspection_id
    JOIN divisions_division township ON township.id = inspection.township_id
    JOIN campaigns_formquestion question ON question.id = item.question_id
    WHERE inspection.voided_at IS NULL
      AND inspection.inspected_on BETWEEN %s AND %s
"""


def asked_of_sql(statement, *given):
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()


@kept
def inspections(checklist, yuxin, yuxin_group, duobao):
    """Sixty by chance, over four townships and two months, some of them struck off."""
    rng = Random(20170725)
    towns = [yuxin, duobao, TownshipFactory(), TownshipFactory()]
    for town in towns[1:]:
        AssignmentFactory(township=town)
    groups = {town: [None, GroupFactory(township=town)] for town in towns}
    groups[yuxin].append(yuxin_group)
    for _ in range(60):
        town = rng.choice(towns[:3])
        _inspect(rng, checklist, town, rng.choice(groups[town]))


def _inspect(rng, form, town, group):
    is_void = rng.random() < 0.15
    scores = [rng.randrange(21), rng.randrange(16)]
    inspection = InspectionFactory(
        form=form,
        township=town,
        group=group,
        inspected_on=FIRST + timedelta(days=rng.randrange(55)),
        total_score=sum(scores),
        max_score=35,
        voided_at="2017-07-20T00:00Z" if is_void else None,
        void_reason="重复" if is_void else "",
    )
    for question, score in zip(questions_of(form), scores, strict=True):
        ItemFactory(inspection=inspection, question=question, score=score)
    for _ in range(rng.randrange(4)):
        FindingFactory(inspection=inspection, state=rng.choice(FindingState.values))


PERIODS = [
    (FIRST, date(2017, 7, 25)),
    (date(2017, 7, 1), date(2017, 7, 25)),
    (date(2017, 6, 10), date(2017, 6, 12)),
    (date(2017, 5, 1), date(2017, 5, 31)),
]


@pytest.mark.parametrize(("since", "until"), PERIODS)
def test_counts_are_those_of_the_rows(inspections, office, campaign, since, until):
    table = InspectionSummary(
        office, Asked(campaign=campaign, since=since, until=until)
    )

    shown = [
        (line.values[0], line.values[2], line.values[3], *line.values[-2:])
        for line in table.lines
    ]
    assert shown == asked_of_sql(COUNTS, since, until)


@pytest.mark.parametrize(("since", "until"), PERIODS)
def test_means_are_those_of_the_scores(inspections, office, campaign, since, until):
    scores = defaultdict(list)
    for town, code, score in asked_of_sql(SCORES, since, until):
        scores[town, code].append(score)

    table = InspectionSummary(
        office, Asked(campaign=campaign, since=since, until=until)
    )

    for line in table.lines:
        for code, shown in zip(("grouping", "files"), line.values[4:6], strict=True):
            given = scores[line.values[0], code]
            assert bool(given) is (shown is not None)
            if given:
                assert float(shown) == pytest.approx(sum(given) / len(given), abs=0.051)


@pytest.mark.parametrize(("since", "until"), PERIODS)
def test_the_parts_sum_to_the_whole(inspections, office, campaign, since, until):
    table = InspectionSummary(
        office, Asked(campaign=campaign, since=since, until=until)
    )

    for place in (2, 3, -2, -1):
        assert table.total[place] == sum(line.values[place] for line in table.lines)


def test_what_a_clerk_sees_is_her_line_of_the_whole(
    inspections, office, clerk, campaign, yuxin
):
    asked = Asked(campaign=campaign)

    whole = InspectionSummary(office, asked).lines
    hers = InspectionSummary(clerk, asked).lines

    assert [line.values for line in hers] == [
        line.values for line in whole if line.values[0] == yuxin.name
    ]
