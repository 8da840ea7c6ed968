"""The wall of a place as a Word file, to be changed and printed as an A3 sheet."""

from tianmen_congress.base.papers.registry import (
    Look,
    Paper,
    PaperColumn,
    PaperSheet,
    register,
)
from tianmen_congress.base.words import in_words

from .models import Place
from .queries.walls import OnWall, Wall, WallSheet

WALL = register(
    Paper(
        "place-wall",
        "上墙展板",
        Look.WALL,
        (
            PaperColumn("group", "小组", 92),
            PaperColumn("name", "姓名", 40),
            PaperColumn("offices", "小组职务", 46),
            PaperColumn("tiers", "代表层级", 56),
            PaperColumn("work", "单位及职务", 124),
        ),
    )
)


def wall_sheet(place: Place, wall: Wall) -> PaperSheet:
    """The same as the page: members of each group, its villages, the rules."""
    return PaperSheet(
        WALL,
        str(place),
        facts=[
            (f"{each.group}联系村", in_words(each.villages))
            for each in wall.groups
            if each.villages
        ],
        rows=[row for each in wall.groups for row in _people(each)],
        paragraphs=[
            *(_in_lines(sheet) for sheet in wall.sheets),
            *(f"{text.title}\n{text.text}" for text in wall.texts),
        ],
        on=wall.on,
    )


def _in_lines(sheet: WallSheet) -> str:
    return "\n".join([sheet.title, *("　".join(row) for row in sheet.rows)])


def _people(each: OnWall) -> list[dict[str, str]]:
    return [
        {
            "group": in_words(each.group),
            "name": in_words(row.person),
            "offices": in_words([office.label for office in row.offices]),
            "tiers": in_words([held.get_tier_display() for held in mandates]),
            "work": row.person.work,
        }
        for row, mandates in each.people
    ]
