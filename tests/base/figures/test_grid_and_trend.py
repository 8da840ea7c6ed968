"""Townships on their grid and times as pillars: what the table says, in its place."""

import csv

import pytest
from django.conf import settings

from tests.factories.platform import TownshipFactory
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures import grid, trend
from tianmen_congress.base.figures.registry import (
    Asked,
    Line,
    OfficialTable,
    TableColumn,
)

MEASURE = grid.Measure("走访率", "drawn", "rate", "above", "below")
KEYS = (("place", "text"), ("above", "int"), ("below", "int"), ("rate", "rate"))


def table(rows, **facts):
    columns = tuple(TableColumn(key, key, kind) for key, kind in KEYS)
    kind = type("Drawn", (OfficialTable,), {"columns": columns, "variant": "按周"})
    kind.rows = lambda self: [Line(row, {"above": f"/?q={row[0]}"}) for row in rows]
    return kind(User(), Asked(**facts))


def test_the_grid_of_the_city_has_a_square_for_each_township():
    places = settings.BASE_DIR / "fixtures" / "divisions_tianmen_2016.csv"
    with places.open(encoding="utf-8") as rows:
        codes = {row["code"] for row in csv.DictReader(rows) if len(row["code"]) == 9}

    assert set(grid._grid()) == codes
    assert len(set(grid._grid().values())) == len(codes) == 28


@pytest.mark.django_db
def test_a_township_stands_in_its_place_with_its_rate(yuxin, duobao):
    new = TownshipFactory(code="429006301", name="新设镇")
    unknown = TownshipFactory(code="429006302", name="无数镇")
    drawn = grid.draw_grid(
        table([("渔薪镇", 3, 4, 0.75), ("多宝镇", 0, 0, None), ("新设镇", 1, 1, 1)]),
        MEASURE,
    )

    found = {each.name: each for each in drawn.squares}
    known = grid._grid()[yuxin.code]
    assert (found["渔薪"].column, found["渔薪"].row) == known
    assert (found["渔薪"].text, found["渔薪"].url) == ("75.0%", "/?q=渔薪镇")
    levels = {name: each.level for name, each in found.items()}
    assert levels == {
        "渔薪": 0,
        "多宝": None,
        new.stem: 4,
        unknown.stem: None,
    }
    # Behind the last row, one beside the other.
    assert {found[each.stem].row for each in (new, unknown)} == {6}
    assert "渔薪75.0%" in drawn.in_words


@pytest.mark.parametrize(
    ("values", "legend"),
    [
        ([0.6, 1], ["不足70%", "70%至80%", "80%至90%", "90%至100%", "100%"]),
        ([0.12, 0.18], ["不足14%", "14%至16%", "16%至18%", "18%至20%", "20%以上"]),
        ([0, 1], ["不足20%", "20%至40%", "40%至60%", "60%至80%", "80%以上"]),
        ([1, 1, None], ["不足97%", "97%至98%", "98%至99%", "99%至100%", "100%"]),
    ],
)
def test_five_classes_have_round_limits(values, legend):
    assert grid._legend(grid._limits(values)) == legend


def test_one_township_is_no_grid():
    assert grid.draw_grid(table([("渔薪镇", 3, 4, 0.75)]), MEASURE) is None


def test_pillars_are_as_high_as_their_numbers_and_the_last_is_deeper():
    weeks = [("2017-07-10", 30), ("2017-07-17", 0), ("2017-07-24", 60)]
    drawn = trend.draw_trend(table([(day, n, 0, None) for day, n in weeks]), "above")

    assert [(p.label, p.text, p.url) for p in drawn.pillars] == [
        (day[5:], str(n), f"/?q={day}") for day, n in weeks
    ]
    whole = trend.HEIGHT - trend.FOOT - trend.TOP
    assert [p.height for p in drawn.pillars] == [whole // 2, 0, whole]
    assert [p.is_last for p in drawn.pillars] == [False, False, True]
    assert [number for _, number in drawn.ticks] == ["0", "20", "40", "60"]
    assert drawn.in_words.endswith("07-10 30，07-17 0，07-24 60")


def test_of_many_weeks_some_are_named():
    rows = [(f"2017-{n:02}-01", 1, 0, None) for n in range(1, 13)]
    drawn = trend.draw_trend(table(rows), "above")

    assert [p.label for p in drawn.pillars if p.is_named] == [
        f"{n:02}-01" for n in range(1, 13, 2)
    ]


def test_where_nothing_was_done_nothing_is_drawn():
    assert trend.draw_trend(table([("2017-07-10", 0, 0, None)]), "above") is None
