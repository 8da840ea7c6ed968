"""The examples, altered as offices alter them: no crash, all or nothing, twice nothing.

Cells are overwritten, columns moved or left out, rows dropped, doubled or shuffled,
cells merged, headings renamed. What comes of each is for the rules of its kind; that
nothing breaks, and nothing goes in by halves, is for all.
"""

import io
from datetime import date
from random import Random

import pytest
from openpyxl import load_workbook

from deputies.models import Mandate, Person
from groups.models import DeputyGroup, GroupMembership
from poverty.models import Household, HouseholdMember
from tests import examples
from tests.factories.platform import CampaignFactory
from tests.factories.visits import FormFactory
from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.workbooks.actions import take, undo
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportBatch
from tianmen_congress.base.workbooks.reading import WorkbookRefused
from visits.models import HouseholdCall, Visit

pytestmark = pytest.mark.slow

HOUSEHOLDS = "渔薪镇建档立卡贫困户花名册.xlsx"
VISITS = "渔薪镇走访台账.xlsx"
ROWS = 40  # of each sheet, so that one case takes a moment
MODELS = (
    *(Person, Mandate, DeputyGroup, GroupMembership),
    *(Household, HouseholdMember, Visit, HouseholdCall),
)
NASTY = (
    *(None, "", " ", "　", "无", "不详", "/", "-", "0", 0, -1, 1.5, 1e300, True),
    *(date(1899, 1, 1), date(9999, 12, 31), "1964.1", 1964.1, "2017年13月45日"),
    *("=1+1", '=HYPERLINK("http://127.0.0.1")', "@SUM(A1)", "<b>x</b>", "'; DROP"),
    *(
        "青山" * 400,
        "﻿\u202e倒写",
        "\ud7ff",
        "𠮷野家",
        "#REF!",
        "１２３",
        "张　三、李四",
    ),
    *("429099197005030013", 429099197005030013, 4.29099197005e17, "13800001234"),
)


@pytest.fixture(scope="module")
def places(django_db_setup, django_db_blocker):
    with examples.kept_for_a_module(django_db_blocker):
        examples.load_places()
        FormFactory(campaign=CampaignFactory())
        yield


@pytest.fixture
def clean(places, django_db_blocker):
    with django_db_blocker.unblock(), examples.rolled_back():
        yield


def opened(name, rng):
    """An example, cut to one of its sheets and a few rows."""
    book = load_workbook(examples.FOLDER / name)
    for title in book.sheetnames[:]:
        if len(book.sheetnames) > 1 and title != book.sheetnames[0]:
            del book[title]
    sheet = book.active
    if sheet.max_row > ROWS:
        for merge in list(sheet.merged_cells.ranges):
            if merge.max_row > ROWS:
                sheet.unmerge_cells(str(merge))
        sheet.delete_rows(ROWS + 1, sheet.max_row - ROWS)
    return book


def spot(sheet, rng, first=1):
    row = rng.randint(first, sheet.max_row)
    return sheet.cell(row, rng.randint(1, sheet.max_column))


def put(cell, value):
    if not hasattr(cell, "column_letter"):
        return  # beneath a merged cell
    cell.value = value


def overwrite(sheet, rng):
    for _ in range(rng.randint(1, 12)):
        put(spot(sheet, rng), rng.choice(NASTY))


def swap(sheet, rng):
    """Two cells of the table change places."""
    one, other = spot(sheet, rng, 3), spot(sheet, rng, 3)
    first, second = one.value, other.value
    put(one, second)
    put(other, first)


def drop_rows(sheet, rng):
    sheet.delete_rows(rng.randint(1, sheet.max_row), rng.randint(1, 5))


def add_rows(sheet, rng):
    sheet.insert_rows(rng.randint(1, sheet.max_row), rng.randint(1, 3))


def double_a_row(sheet, rng):
    number = rng.randint(3, sheet.max_row)
    values = [cell.value for cell in sheet[number]]
    sheet.append(values)


def drop_a_column(sheet, rng):
    sheet.delete_cols(rng.randint(1, sheet.max_column))


def add_a_column(sheet, rng):
    sheet.insert_cols(rng.randint(1, sheet.max_column))


def move_a_column(sheet, rng):
    one, other = (rng.randint(1, sheet.max_column) for _ in range(2))
    for number in range(1, sheet.max_row + 1):
        cells = sheet.cell(number, one), sheet.cell(number, other)
        first, second = cells[0].value, cells[1].value
        put(cells[0], second)
        put(cells[1], first)


def rename_headings(sheet, rng):
    for _ in range(rng.randint(1, 4)):
        cell = sheet.cell(rng.randint(1, 5), rng.randint(1, sheet.max_column))
        text = str(cell.value or "")
        put(
            cell,
            rng.choice([text[::-1], f"{text}（新）", f" {text} ", "姓名", "", "列"]),
        )


def merge(sheet, rng):
    top, left = rng.randint(1, sheet.max_row), rng.randint(1, sheet.max_column)
    bottom = min(sheet.max_row, top + rng.randint(0, 4))
    right = min(sheet.max_column, left + rng.randint(0, 3))
    if any(r.min_row <= bottom and r.max_row >= top for r in sheet.merged_cells.ranges):
        return
    sheet.merge_cells(
        start_row=top, end_row=bottom, start_column=left, end_column=right
    )


def unmerge(sheet, rng):
    for each in list(sheet.merged_cells.ranges):
        if rng.random() < 0.5:
            sheet.merged_cells.remove(each)


def shuffle_rows(sheet, rng):
    first = min(5, sheet.max_row)
    one, other = (rng.randint(first, sheet.max_row) for _ in range(2))
    for column in range(1, sheet.max_column + 1):
        cells = sheet.cell(one, column), sheet.cell(other, column)
        first, second = cells[0].value, cells[1].value
        put(cells[0], second)
        put(cells[1], first)


CHANGES = (
    *(overwrite, overwrite, swap, drop_rows, add_rows, double_a_row, drop_a_column),
    *(add_a_column, move_a_column, rename_headings, merge, unmerge, shuffle_rows),
)


def altered(name, seed):
    rng = Random(f"{name} {seed}")
    book = opened(name, rng)
    for change in rng.choices(CHANGES, k=rng.randint(1, 4)):
        change(book.active, rng)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def counts():
    return [model.objects.count() for model in MODELS]


def send(slug, data, *, accept_rest):
    user = system_user()
    return take(get_kind(slug), data, name="改.xlsx", by=user, accept_rest=accept_rest)


def check(slug, name, seed):
    data, before = altered(name, seed), counts()
    try:
        report = send(slug, data, accept_rest=False)
    except WorkbookRefused:
        assert counts() == before
        return
    found = report.counts
    assert found.rows == found.new + found.changed + found.unchanged + found.rejected
    if not report.is_clear:
        assert counts() == before
        send(slug, data, accept_rest=True)
    for finding in report.findings:
        assert finding.reason
    again = send(slug, data, accept_rest=True).counts
    assert (again.new, again.changed) == (0, 0)
    take_back(before)


def take_back(before):
    """What went in goes again, batch by batch."""
    for batch in ImportBatch.objects.filter(state="written").order_by("-pk"):
        undo(batch, by=system_user(), reason="试")
    standing = [
        model.objects.standing().count() if model in (Visit, HouseholdCall) else count
        for model, count in zip(MODELS, counts(), strict=True)
    ]
    assert standing == before


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("households", HOUSEHOLDS),
        ("deputies", examples.TOWNSHIPS),
        ("deputies", examples.HIGHER),
    ],
    ids=["households", "township-deputies", "higher-deputies"],
)
def test_an_altered_roster_breaks_nothing(clean, slug, name, seed):
    check(slug, name, seed)


@pytest.fixture(scope="module")
def peopled(places, django_db_blocker):
    with examples.kept_for_a_module(django_db_blocker):
        examples.take_in("deputies", examples.TOWNSHIPS)
        examples.take_in("groups", examples.GROUPS)
        examples.take_in("households", HOUSEHOLDS)
        ImportBatch.objects.update(state="dropped")
        yield


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(
    ("slug", "name"),
    [("groups", examples.GROUPS), ("visits", VISITS)],
    ids=["groups", "visits"],
)
def test_an_altered_list_upon_known_people_breaks_nothing(
    peopled, django_db_blocker, slug, name, seed
):
    with django_db_blocker.unblock(), examples.rolled_back():
        check(slug, name, seed)
