"""Every paper that people print, declared once by the room that fills it."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the paper's table; `width` in millimetres."""

    key: str
    label: str
    width: int


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper is: its columns make the table of its template."""

    slug: str
    title: str
    columns: tuple[Column, ...] = ()
    is_landscape: bool = False


@dataclass(slots=True)
class Sheet:
    """What is written on it: one text for page, print and Word."""

    paper: Paper
    title: str
    number: str = ""
    to: str = ""
    paragraphs: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)
    sign: str = ""
    on: date | None = None

    @property
    def day(self) -> str:
        on = self.on
        return f"{on.year}年{on.month}月{on.day}日" if on else ""

    @property
    def cells(self) -> list[list[str]]:
        keys = [column.key for column in self.paper.columns]
        return [[row.get(key, "") for key in keys] for row in self.rows]

    def context(self) -> dict[str, object]:
        """The names that a template may use."""
        return {
            "title": self.title,
            "number": self.number,
            "to": self.to,
            "paragraphs": self.paragraphs,
            "rows": self.rows,
            "sign": self.sign,
            "day": self.day,
        }


_papers: dict[str, Paper] = {}


def register(paper: Paper) -> Paper:
    _papers[paper.slug] = paper
    return paper


def all_papers() -> list[Paper]:
    return list(_papers.values())


def find(slug: str) -> Paper | None:
    return _papers.get(slug)
