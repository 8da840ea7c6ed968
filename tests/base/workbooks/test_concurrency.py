"""Two people at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests.base.workbooks.test_staging import CLEAR, names, register
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import BatchState

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def both_plan_at_once(units, monkeypatch):
    """Each waits, after planning, for the other: long enough to plan on the same data."""
    barrier, plan = Barrier(2), units.plan

    def waiting(records, sending):
        plans = list(plan(records, sending))
        with suppress(BrokenBarrierError):
            barrier.wait(timeout=1)
        return plans

    monkeypatch.setattr(units, "plan", waiting)


def at_once(act):
    def alone(_):
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(alone, range(2)))


def test_one_workbook_sent_twice_at_once_goes_in_once(
    units, office, yuxin, both_plan_at_once
):
    data = register(CLEAR)

    reports = at_once(lambda: actions.take(units, data, name="a.xlsx", by=office))

    assert sorted((r.counts.new, r.counts.unchanged) for r in reports) == [
        (0, 1),
        (1, 0),
    ]
    assert names() == {"水利站"}


def test_a_batch_written_by_two_at_once_is_written_once(units, office, yuxin):
    upload = SimpleUploadedFile("a.xlsx", register(CLEAR))
    batch = actions.stage(units, upload, by=office)

    written = at_once(lambda: actions.write(batch, by=office))

    assert {each.state for each in written} == {BatchState.WRITTEN}
    assert names() == {"水利站"}
