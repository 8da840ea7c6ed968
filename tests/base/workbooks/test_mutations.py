"""Workbooks broken at random: each is read or refused, none takes the reader down."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.base.workbooks.test_examples import EXAMPLES, Members, Visits
from tianmen_congress.base.workbooks.columns import columns_of
from tianmen_congress.base.workbooks.reading import (
    HeaderMissing,
    Table,
    WorkbookRefused,
    open_workbook,
)
from tianmen_congress.base.workbooks.records import read_row

SAMPLES = Path(__file__).parent / "samples"
FILES = [
    EXAMPLES / "渔薪镇建档立卡贫困户花名册.xlsx",
    EXAMPLES / "渔薪镇走访台账.xlsx",
    SAMPLES / "groups.xls",
]
BITS = [
    *(b"<", b">", b'"', b"&", b"\x00", b"\xff", b"]]>", b"<!--", b"</row>"),
    *(b"<c>", b"<v/>", b't="s"', b't="d"', b't="e"', b't="b"', b"XFD", b"NaN"),
    *(b"1e308", b"-1", b"4294967296", b'r="A0"', b'r=""', b'ref="A1:XFD1048576"'),
]
COLUMNS = [columns_of(Members()), columns_of(Visits())]


def broken(data: bytes, rng: Random) -> bytes:
    data = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(data))
        act = rng.randrange(4)
        if act == 0:
            data[at:at] = rng.choice(BITS)
        elif act == 1:
            del data[at : at + rng.randint(1, 30)]
        elif act == 2:
            data[at] = rng.randrange(256)
        else:
            other = rng.randrange(len(data))
            data[at:at] = data[other : other + rng.randint(1, 200)]
    return bytes(data)


def mutated(file: Path, rng: Random) -> bytes:
    data = file.read_bytes()
    if file.suffix == ".xls" or rng.random() < 0.2:
        return broken(data, rng)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        hit = (
            rng.choice(old.namelist())
            if rng.random() < 0.4
            else "xl/worksheets/sheet1.xml"
        )
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, broken(part, rng) if name == hit else part)
    return out.getvalue()


def outcome(data: bytes) -> str:
    """The sentence with which the workbook was refused; or that it was read."""
    try:
        for sheet in open_workbook(data).sheets:
            read(sheet)
    except WorkbookRefused as refusal:
        return refusal.message
    return "read"


def read(sheet) -> None:
    for columns in COLUMNS:
        with suppress(HeaderMissing):
            for row in Table(sheet, list(columns.values())):
                read_row(row, columns, year=2017)


@pytest.mark.parametrize("seed", range(10))
def test_a_broken_workbook_is_read_or_refused_with_a_sentence(seed):
    rng = Random(seed)

    assert all(outcome(mutated(rng.choice(FILES), rng)) for _ in range(15))
