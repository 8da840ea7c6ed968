"""PostgreSQL's own programs at the end of a pipe: what they complain of is told."""

import io

import pytest

from tianmen_congress.base.backups.writing import login
from tianmen_congress.base.runtime.binaries import ToolFailed
from tianmen_congress.base.runtime.copying import _told, dumped, restoring

SAID = {
    'pg_restore: error: COPY failed for table "poverty_household": ERROR:  value'
    ' "429099196501010016" of "李四" is too long\nCONTEXT:  COPY poverty, "李四"': (
        'COPY failed for table "poverty_household": ERROR:  value "…" of … is too long'
    ),
    "pg_restore: while PROCESSING TOC:\npg_restore: error: could not extend file:"
    " No space left on device": "磁盘已满",
    "": "",
}


@pytest.mark.parametrize("said", SAID)
def test_no_value_of_a_row_is_in_it(said):
    assert _told("pg_restore", io.BytesIO(said.encode())) == f"pg_restore：{SAID[said]}"


def test_what_is_no_dump_is_refused(db):
    with pytest.raises(ToolFailed, match="does not appear to be a valid"):
        feed_rubbish()


def feed_rubbish():
    with restoring(login()) as feed:
        feed.write(b"no dump" * 100)


def test_a_moment_that_is_over_cannot_be_dumped(db):
    with (
        pytest.raises(ToolFailed, match="snapshot"),
        dump("00000003-0000001B-1") as out,
    ):
        out.read()


def dump(snapshot):
    return dumped(login(), snapshot=snapshot)
