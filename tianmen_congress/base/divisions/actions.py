"""Loading an official list of divisions."""

import csv
import io
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db import transaction

from .codes import CITY_ORGANS as CITY_ORGANS_ENDING
from .codes import LENGTHS, fault_of, is_city_organs
from .enums import DivisionLevel
from .models import Division
from .names import CITY_ORGANS, is_called_alike
from .successors import rename, take_over_certain

LONGEST = Division._meta.get_field("name").max_length
HEADER = ["code", "parent_code", "level", "name"]
ORDER = list(DivisionLevel.values)


class DivisionListRefused(Exception):
    """The file is no list of divisions; the message is for the person who sent it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    new: int
    changed: int
    unchanged: int
    closed: int
    # How many of the closed ones have a certain successor.
    succeeded: int = 0


def read_file(file: BinaryIO) -> list[dict]:
    """Rows of an official CSV as it lies on a disk or was sent; see `read_divisions`.

    It may begin below what is loaded: a later list of a county alone.
    """
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DivisionListRefused(
            "不是 UTF-8 编码的文本文件，请另存为“CSV UTF-8”"
        ) from None
    known = set(Division.objects.current().values_list("code", flat=True))
    return read_divisions(io.StringIO(text, newline=""), known=known)


def read_divisions(lines: Iterable[str], *, known: Container[str] = ()) -> list[dict]:
    """Rows of an official CSV (code, parent_code, level, name), checked whole.

    Parents stand in the list before their children, or by their codes in `known`.
    Raises DivisionListRefused naming the line: nothing is loaded from a bad file.
    """
    try:
        rows = _rows(csv.DictReader(lines), known)
    except csv.Error:
        raise DivisionListRefused("不是区划表的文本文件，请检查文件") from None
    if not rows:
        raise DivisionListRefused("文件中没有区划")
    return rows


def _rows(reader: csv.DictReader, known: Container[str]) -> list[dict]:
    if [*(reader.fieldnames or [])] != HEADER:
        raise DivisionListRefused(f"表头应为 {','.join(HEADER)}，请检查文件")
    rows, seen = [], set()
    for number, row in enumerate(reader, start=2):
        _check_row(row, seen, number, known)
        seen.add(row["code"])
        rows.append(row)
    return rows


def _check_row(row: dict, seen: set[str], number: int, known: Container[str]) -> None:
    code, parent = row["code"] or "", row["parent_code"] or ""
    name = (row["name"] or "").strip()
    is_top = row["level"] == DivisionLevel.PROVINCE or code in known
    faults = {
        f"代码 {code} 重复": code in seen,
        f"级别 {row['level']} 不认识": row["level"] not in ORDER,
        "名称为空": not name,
        f"名称超过{LONGEST}个字": len(name) > LONGEST,
        "名称中有不能显示的字符": not name.isprintable(),
        f"多出{len(row.get(None, ()))}列": None in row,
        "上级代码为空": not parent and not is_top,
        f"上级代码 {parent} 不在本行之前，已有的区划中也没有": bool(parent)
        and not _is_placed(parent, seen, known),
        (fault := fault_of(code, level=row["level"], parent=parent)): bool(fault),
    }
    for reason, is_fault in faults.items():
        if is_fault:
            raise DivisionListRefused(f"第{number}行：{reason}")


def _is_placed(parent: str, seen: set[str], known: Container[str]) -> bool:
    """A list that has what stands above a parent has to have the parent too: whatever
    it leaves out there is closed."""
    above = {parent[:length] for length in LENGTHS.values()}
    return parent in seen or (parent in known and not above & seen)


@transaction.atomic
def load_divisions(rows: list[dict], *, on: date) -> Loaded:
    """Bring the divisions below the list's own top to what the list says.

    A code that keeps its name but for the ending is the same place under another name
    from `on`, the day from which the list holds; so is every code above the villages.
    A village whose code bears a really different name is closed, and another opened.
    Codes of the same county that are not in the list are closed. Where a successor is
    certain it holds at once; what hangs on the others stays until somebody confirms one
    (see `successors`). 市直 stands in no official list and is never closed by one.
    Raises DivisionListRefused of a list from before the last one.
    """
    counties = tuple(r["code"] for r in rows if r["level"] == DivisionLevel.COUNTY)
    own = [d for d in Division.objects.all() if d.code.startswith(counties)]
    _check_day(on, own)
    opened = _Opening(on if own else None, on)
    for level in ORDER:
        for row in (r for r in rows if r["level"] == level):
            opened.write(row)
    listed = {row["code"] for row in rows}
    for division in own:
        is_left_out = division.code not in listed and not is_city_organs(division.code)
        if is_left_out and not division.is_closed:
            close(division, on=on)
            opened.counts["closed"] += 1
    succeeded = take_over_certain(on=on)
    return Loaded(succeeded=succeeded, **opened.counts)


def _check_day(on: date, own: list[Division]) -> None:
    days = [day for d in own for day in (d.closed_on, d.opened_on, d.renamed_on) if day]
    last = max(days, default=on)
    if on < last:
        raise DivisionListRefused(
            f"现有区划自{last}起施行，自{on}起施行的表比现有的旧，不能再载入"
        )


def close(division: Division, *, on: date) -> None:
    """It is there no more from `on`; whatever hangs on it stays."""
    division.closed_on = on
    division.save(update_fields=["closed_on"])


class _Opening:
    """Writes the rows of a list, parents before children, and counts what came of it."""

    def __init__(self, since: date | None, on: date):
        """`since` is the first day of what is new: none in a county's first list."""
        self.since, self.on = since, on
        self.counts = {"new": 0, "changed": 0, "unchanged": 0, "closed": 0}
        rows = Division.objects.order_by("closed_on").all()
        # What was closed by a list of this very day is opened again by a better one.
        again = rows.filter(closed_on=on, successor=None)
        self.known = {d.code: d for d in again} | {d.code: d for d in rows.current()}

    def write(self, row: dict) -> None:
        division, name = self.known.get(row["code"]), row["name"].strip()
        if division and self._is_another(division, name):
            if not division.is_closed:
                close(division, on=self.on)
                self.counts["closed"] += 1
            division = None
        if division is None:
            self.known[row["code"]] = self._open(row, name)
            self.counts["new"] += 1
        else:
            self.counts[self._bring(division, row, name)] += 1

    def _is_another(self, division: Division, name: str) -> bool:
        is_village = division.level == DivisionLevel.VILLAGE
        return is_village and not is_called_alike(division.name, name)

    def _open(self, row: dict, name: str) -> Division:
        return Division.objects.create(
            code=row["code"],
            level=row["level"],
            name=name,
            parent=self.known.get(row["parent_code"]),
            opened_on=self.since,
        )

    def _bring(self, division: Division, row: dict, name: str) -> str:
        parent = self.known.get(row["parent_code"])
        wanted = {
            "level": row["level"],
            "name": name,
            # The top of a list may name no parent; it stays where it is.
            "parent_id": parent.pk if parent else division.parent_id,
            "closed_on": None,
        }
        if all(getattr(division, key) == value for key, value in wanted.items()):
            _count_stem_anew(division)
            return "unchanged"
        rename(division, wanted.pop("name"), on=self.on)
        for key, value in wanted.items():
            setattr(division, key, value)
        division.save()
        return "changed"


def ensure_city_organs() -> None:
    """Each county has its 市直: where groups of the city's own organs are at home."""
    counties = Division.objects.filter(level=DivisionLevel.COUNTY).current()
    for county in counties:
        Division.objects.get_or_create(
            {"level": DivisionLevel.TOWNSHIP, "name": CITY_ORGANS, "parent": county},
            code=f"{county.code}{CITY_ORGANS_ENDING}",
        )


def _count_stem_anew(division: Division) -> None:
    """The endings known today may be more than those of the day it was stored."""
    stored = division.stem
    division.set_derived()
    if division.stem != stored:
        division.save()
