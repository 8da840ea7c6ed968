"""A chart says what its table says: the same numbers, words and lists, by length."""

import re

import pytest
from django.urls import reverse

from tests.factories.groups import ActivityFactory
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures import charts
from tianmen_congress.base.figures.registry import (
    Asked,
    Line,
    OfficialTable,
    TableColumn,
)

TOWNS = [("渔薪镇", 4, 0.25), ("多宝镇", 0, None), ("岳口镇", 8, 0.75)]


class Compared(OfficialTable):
    is_charted = True
    columns = (
        TableColumn("place", "乡镇"),
        TableColumn("visits", "次数", "int", group="走访", is_summed=True),
        TableColumn("rate", "比率", "rate", group="答复"),
    )
    given = TOWNS
    total = (None, 12, 0.4)

    def rows(self):
        for place, visits, rate in self.given:
            yield Line((place, visits, rate), {"visits": f"/visits/?q={place}"})


class InTime(Compared):
    is_in_time = True


def drawn(kind=Compared, wanted="", **facts):
    table = type("Drawn", (kind,), facts)(User(), Asked())
    return charts.draw(table, wanted)


def test_the_bars_are_as_long_as_their_numbers_and_stand_in_their_order():
    chart = drawn()

    assert chart.title == "次数，按乡镇"
    assert [(b.label, b.text, b.url) for b in chart.bars] == [
        ("岳口镇", "8", "/visits/?q=岳口镇"),
        ("渔薪镇", "4", "/visits/?q=渔薪镇"),
        ("多宝镇", "0", "/visits/?q=多宝镇"),
    ]
    longest = charts.LONGEST
    assert [bar.length for bar in chart.bars] == [longest, longest // 2, 0]
    assert [bar.is_low for bar in chart.bars] == [False, False, True]
    assert (chart.whole, chart.mark) == ("平均4.0", charts.LABELS + longest // 2)


def test_of_a_rate_the_mark_is_that_of_the_whole_and_what_has_none_is_last():
    chart = drawn(wanted="rate")

    assert [(bar.label, bar.text) for bar in chart.bars] == [
        ("岳口镇", "75.0%"),
        ("渔薪镇", "25.0%"),
        ("多宝镇", "—"),
    ]
    assert [bar.is_low for bar in chart.bars] == [False, True, False]
    assert chart.whole == "全部40.0%"


def test_columns_of_one_name_are_told_apart_by_the_heading_over_them():
    twice = TableColumn("others", "次数", "int", group="督导")
    columns = (*Compared.columns[:2], twice)
    rows = [Line((place, n, n)) for place, n, _ in TOWNS]

    chart = drawn(columns=columns, rows=lambda self: rows, total=None)

    assert [title for _, title in chart.choices] == ["走访：次数", "督导：次数"]


def test_times_keep_their_order():
    assert [bar.label for bar in drawn(InTime).bars] == ["渔薪镇", "多宝镇", "岳口镇"]


@pytest.mark.parametrize(
    "facts",
    [
        {"is_charted": False},
        {"given": TOWNS[:1]},
        {"given": [("渔薪镇", 0, None), ("多宝镇", 0, None)]},
        {"given": TOWNS * 14},
        {"columns": Compared.columns[:1], "rows": lambda self: [Line(("甲",))] * 3},
    ],
    ids=["none wanted", "one line", "nothing", "too many", "no numbers"],
)
def test_what_is_no_comparison_is_not_drawn(facts):
    assert drawn(**facts) is None


def test_who_does_not_see_it_hears_its_ends():
    assert drawn().in_words == ("次数，按乡镇，最前是岳口镇8，最后是多宝镇0，平均4.0")


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", ["", "activities", "no-such", "\0", "place"])
def test_the_page_of_a_table_draws_what_it_says(
    client, office, campaign, yuxin_group, duobao_group, wanted
):
    for group, times in ((yuxin_group, 2), (duobao_group, 1)):
        ActivityFactory.create_batch(times, group=group, campaign=campaign)
    client.force_login(office)
    url = reverse("figures:report", args=["activity-summary"])

    page = client.get(url, {"chart": wanted, "campaign": campaign.slug})

    chart, table = page.context["chart"], page.context["table"]
    assert chart.chosen == (wanted if wanted == "activities" else "groups")
    at = [column.key for column in table.columns].index(chart.chosen)
    said = {line.values[0]: str(line.values[at]) for line in table.lines}
    assert {bar.label: bar.text for bar in chart.bars} == said
    text = page.content.decode()
    assert text.count("<rect ") == len(said)
    assert f'name="campaign" value="{campaign.slug}"' in text
    assert len(re.findall(r'<option value="\w+" selected>', text)) >= 1
