"""Every paper that people print, declared once by the room that fills it."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tianmen_congress.base.registry import Registry
from tianmen_congress.base.words import in_words

# XML holds none of these; a form feed would break the page of a Word file.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# The names that a template may use, and what each stands for.
NAMES = {
    "title": "标题",
    "number": "文号、编号",
    "mark": "右上角标注（答复类别）",
    "to": "主送",
    "paragraphs": "正文，逐段",
    "facts": "各项，逐项有 label（名称）和 value（内容）",
    "rows": "表格，逐行",
    "foot": "表尾签字栏",
    "copies": "抄送",
    "sign": "署名",
    "day": "成文日期",
}


class Look(StrEnum):
    """What a paper looks like as delivered."""

    LETTER = "letter"  # a head, text, seal
    FORM = "form"  # labels with values beside them
    TABLE = "table"  # rows beneath a heading, landscape
    WALL = "wall"  # rows, then rules, read from two metres: A3 landscape


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column of the paper's table; `width` in millimetres."""

    key: str
    label: str
    width: int


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper is: its columns make the table of its template."""

    slug: str
    title: str
    look: Look = Look.LETTER
    columns: tuple[PaperColumn, ...] = ()
    foot: str = ""

    @property
    def is_landscape(self) -> bool:
        return self.look in (Look.TABLE, Look.WALL)


def plain(value: object) -> str:
    """Text as a paper can hold it: nothing left out but what no paper can show."""
    text = in_words(value).replace("\r\n", "\n").replace("\r", "\n")
    return FORBIDDEN.sub("", text)


def in_chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(slots=True)
class PaperSheet:
    """What is written on it: one text for page, print and Word."""

    paper: Paper
    title: str
    number: str = ""
    # Set in the upper right corner: the class of an answer.
    mark: str = ""
    to: str = ""
    paragraphs: list[str] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    sign: str = ""
    # To whom it is sent beside: at the foot of the last page.
    copies: str = ""
    on: date | None = None

    @property
    def day(self) -> str:
        return in_chinese(self.on) if self.on else ""

    @property
    def cells(self) -> list[list[str]]:
        keys = [column.key for column in self.paper.columns]
        return [[plain(row.get(key, "")) for key in keys] for row in self.rows]

    def context(self) -> dict[str, object]:
        """The names that a template may use."""
        keys = [column.key for column in self.paper.columns]
        return {
            "title": plain(self.title),
            "number": plain(self.number),
            "mark": plain(self.mark),
            "to": plain(self.to),
            "paragraphs": [plain(text) for text in self.paragraphs],
            "facts": [{"label": a, "value": plain(b)} for a, b in self.facts],
            "rows": [dict(zip(keys, cells, strict=True)) for cells in self.cells],
            "foot": self.paper.foot,
            "copies": plain(self.copies),
            "sign": plain(self.sign),
            "day": self.day,
        }


registered: Registry[str, Paper] = Registry()


def register(paper: Paper) -> Paper:
    registered[paper.slug] = paper
    return paper


def all_papers() -> list[Paper]:
    return list(registered.values())


def find(slug: str) -> Paper | None:
    return registered.get(slug)
