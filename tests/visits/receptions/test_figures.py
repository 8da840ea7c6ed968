"""Figures and tables equal what plain SQL counts, and open lists of as many rows."""

from datetime import date

import pytest
from django.db import connection

from tests.factories.visits import ReceptionFactory
from tianmen_congress.base.figures.registry import Asked
from visits.receptions.enums import Treatment
from visits.receptions.figures import ReceptionCountTable, ReceptionLedgerTable
from visits.receptions.queries import counts

pytestmark = pytest.mark.django_db
HELD = """SELECT count(*) FROM receptions_reception r WHERE voided_at IS NULL
AND party > 0 AND held_on BETWEEN '2017-06-01' AND '2017-06-30' AND EXISTS (
SELECT FROM receptions_receptiondeputy d WHERE d.reception_id = r.id)"""


@pytest.fixture
def book(station, yuxin_group, hearer, second_hearer):
    facts = {"place": station, "group": yuxin_group}
    rows = [
        ReceptionFactory(**facts, party=3),
        ReceptionFactory(
            **facts,
            outcome=Treatment.ANSWERED,
            answer="月底修好",
            answered_on="2017-06-01",
            fed_back_on="2017-06-01",
            fed_back_how="face",
            satisfied="yes",
        ),
        ReceptionFactory(**facts, outcome=Treatment.REFUSED, refusal="law"),
        ReceptionFactory(**facts, party=0, matter="", voter_name=""),
        ReceptionFactory(**facts, held_on="2017-07-01"),
        ReceptionFactory(
            **facts, voided_at="2017-07-01T00:00+08:00", void_reason="误录"
        ),
    ]
    for row in rows:
        row.hearings.create(person=hearer)
    rows[0].hearings.create(person=second_hearer)
    # A letter: taken on, and nobody met.
    ReceptionFactory(**facts, channel="letter")
    return rows


def june(**more):
    return Asked(since=date(2017, 6, 1), until=date(2017, 6, 30), **more)


def test_the_count_equals_plain_sql_and_tells_people_apart_from_times(
    book, clerk, station, yuxin_group, yuxin
):
    with connection.cursor() as cursor:
        cursor.execute(HELD)
        held = cursor.fetchone()[0]
    expected = (3, 4, 5, 3, 1, 0, 0, 1, 1)
    assert held == expected[0]
    assert counts.count(user=clerk, asked=june(), key="held") == held
    for by, name in (("", yuxin), ("group", yuxin_group), ("place", station)):
        table = ReceptionCountTable(clerk, june(more={"by": by}))
        assert [line.values for line in table.rows()] == [(name.name, *expected)]


def test_every_number_of_the_count_opens_a_list_of_as_many_rows(client, book, clerk):
    client.force_login(clerk)
    for by in ("", "group", "place"):
        table = ReceptionCountTable(clerk, june(more={"by": by}))
        keys = [column.key for column in table.columns]
        [line] = table.rows()
        for key, url in line.links.items():
            told = client.get(url).context["listing"].total
            assert told == line.values[keys.index(key)], (by, key)


def test_the_ledger_has_its_columns_in_order_and_keeps_confidence(book, clerk, leader):
    type(book[0]).objects.filter(pk=book[0].pk).update(is_confidential=True)
    titles = [column.title for column in ReceptionLedgerTable.columns]
    lines = [line.values for line in ReceptionLedgerTable(clerk, june()).rows()]
    masked = [line.values for line in ReceptionLedgerTable(leader, june()).rows()]

    assert titles[:4] == ["接待时间", "地点", "接待代表", "来访人"]
    assert titles[-4:] == ["办理结果", "反馈时间", "来访人意见", "备注"]
    assert len(lines) == 4
    assert lines[0][3] == "张来访"
    assert masked[0][3] == "保密"
    assert masked[1][3] == "张*访"
