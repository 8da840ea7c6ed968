import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.platform import VillageFactory
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures import registry
from tianmen_congress.base.figures.pages import views
from tianmen_congress.base.figures.registry import (
    Asked,
    Figure,
    Line,
    LongTable,
    OfficialTable,
    TableColumn,
)

pytestmark = pytest.mark.django_db


class VillageTable(OfficialTable):
    slug = "villages-by-township"
    title = "各乡镇村级单位统计表"
    roles = (Role.OFFICE, Role.PRESIDIUM)
    columns = (
        TableColumn("township", "乡镇"),
        TableColumn("villages", "村", "int", group="村级单位", is_summed=True),
        TableColumn("share", "占比", "rate", group="村级单位"),
    )

    def rows(self):
        townships = Division.objects.townships()
        if self.asked.township:
            townships = townships.filter(pk=self.asked.township.pk)
        for township in townships:
            count = township.children.count()
            links = {"villages": f"/divisions/?parent={township.pk}"}
            yield Line((township.name, count, 0.5), links)


@pytest.fixture(autouse=True)
def village_table():
    with registry.tables.emptied():
        registry.register_table(VillageTable)
        yield reverse("figures:report", args=[VillageTable.slug])


@pytest.fixture
def villages(yuxin, duobao):
    VillageFactory.create_batch(2, parent=yuxin)
    VillageFactory(parent=duobao)


def shown(page):
    return [[cell.text for cell in row] for row in page.context["rows"]]


def test_a_table_shows_its_rows_with_totals_and_links(
    client, office, campaign, villages, yuxin, village_table
):
    client.force_login(office)

    page = client.get(village_table)

    assert shown(page) == [["多宝镇", "1", "50.0%"], ["渔薪镇", "2", "50.0%"]]
    assert [cell.text for cell in page.context["total"]] == ["", "3", "—"]
    assert f'href="/divisions/?parent={yuxin.pk}"' in page.content.decode()
    assert "填报单位：天门市人大常委会机关" in page.content.decode()
    assert "统计时段：2017年5月1日至2017年7月25日" in page.content.decode()


class LongVillages(LongTable):
    slug, title = VillageTable.slug, "村级单位名册"
    roles = (Role.OFFICE,)
    columns = (TableColumn("name", "名称"),)
    read = 0

    @property
    def count(self):
        return 5

    def rows(self, most=None):
        for number in range(5):
            type(self).read += 1
            yield Line((f"第{number}村",))


def test_a_page_reads_no_more_of_a_ledger_than_it_shows(
    client, office, village_table, monkeypatch
):
    registry.register_table(LongVillages)
    monkeypatch.setattr(LongVillages, "read", 0)
    monkeypatch.setattr(views, "SHOWN", 2)
    client.force_login(office)

    page = client.get(village_table)

    assert shown(page) == [["第0村"], ["第1村"]]
    assert LongVillages.read == 2
    assert "共5行" in page.content.decode()
    assert "页面显示前2行；导出的文件包含全部5行。" in page.content.decode()


def test_a_heading_over_neighbours_spans_them(client, office, villages, village_table):
    client.force_login(office)

    first, second = client.get(village_table).context["heading"]

    assert [(h.title, h.columns, h.rows) for h in first] == [
        ("序号", 1, 2),
        ("乡镇", 1, 2),
        ("村级单位", 2, 1),
    ]
    assert [h.title for h in second] == ["村", "占比"]


def test_a_reader_may_narrow_a_table_only_to_townships_in_sight(
    client, clerk, yuxin, duobao, village_table
):
    client.force_login(clerk)

    own = client.get(village_table, {"township": yuxin.pk})
    foreign = client.get(village_table, {"township": duobao.pk})

    assert shown(own) == [["渔薪镇", "0", "50.0%"]]
    assert foreign.context["table"] is None
    assert "需要更正" in foreign.content.decode()


def test_a_period_that_ends_before_it_begins_is_told(client, office, village_table):
    client.force_login(office)

    page = client.get(village_table, {"since": "2017.6.5", "until": "6月1日"})

    assert page.context["form"].errors == {"until": ["不能早于开始日期"]}


def test_a_table_of_other_roles_is_as_missing_as_one_that_is_not_there(
    client, unit, village_table
):
    client.force_login(unit)

    foreign = client.get(village_table)
    missing = client.get(reverse("figures:report", args=["nothing"]))

    assert foreign.status_code == missing.status_code == 404


def test_the_workbook_holds_the_rows_of_the_page_and_the_trail_says_so(
    client, office, villages, village_table
):
    client.force_login(office)

    response = client.get(village_table, {"export": "xlsx"})

    rows = load_workbook(io.BytesIO(response.getvalue())).active.values
    found = [row for row in rows if row[1] in ("渔薪镇", "多宝镇")]
    assert [row[1:3] for row in found] == [("多宝镇", 1), ("渔薪镇", 2)]
    entry = TrailEntry.objects.get(kind=Kind.EXPORT)
    assert (entry.user, entry.subject, entry.rows) == (office, VillageTable.title, 2)


def test_a_table_of_one_township_says_so_on_the_page_and_in_the_workbook(
    client, office, villages, yuxin, village_table
):
    client.force_login(office)

    whole = client.get(village_table, {"export": "xlsx"})
    page = client.get(village_table, {"township": yuxin.pk})
    one = client.get(village_table, {"township": yuxin.pk, "export": "xlsx"})

    assert "统计范围" not in heads_of(whole)
    assert "统计范围：渔薪镇" in page.content.decode()
    assert "统计范围：渔薪镇" in heads_of(one)


def heads_of(response):
    """What stands in the first column of the workbook, line by line."""
    rows = load_workbook(io.BytesIO(response.getvalue())).active.values
    return "\n".join(str(row[0]) for row in rows)


def test_what_was_chosen_for_the_figures_is_kept_for_the_tables(
    client, office, campaign, yuxin, village_table
):
    client.force_login(office)
    chosen = f"since=2017-06-01&township={yuxin.pk}"

    plain = client.get(reverse("figures:list"))
    narrowed = client.get(f"{reverse('figures:list')}?{chosen}")

    assert f'href="{village_table}">' in plain.content.decode()
    link = f'href="{village_table}?{chosen.replace("&", "&amp;")}">'
    assert link in narrowed.content.decode()


def test_the_list_of_tables_is_the_readers_own(client, clerk, unit):
    client.force_login(clerk)
    mine = client.get(reverse("figures:list"))
    client.force_login(unit)
    others = client.get(reverse("figures:list"))

    assert mine.context["families"] == {VillageTable.title: [VillageTable]}
    assert others.context["families"] == {}


def test_accounts_without_business_see_no_figures(client, sysadmin):
    client.force_login(sysadmin)

    assert client.get(reverse("figures:list")).status_code == 403


def test_a_figure_in_parts_shows_each_with_its_list(client, office):
    figure = Figure(
        "deputies",
        "人大代表",
        "在任代表职务数",
        parts={"city": "市", "township": "乡镇"},
        count=lambda user, asked: {"city": 438, "township": 1817, "total": 2255},
        address=lambda asked, part: f"/deputies/?tier={part}",
    )
    client.force_login(office)

    with registry.figures.emptied():
        registry.register_figure(figure)
        counted = client.get(reverse("figures:list")).context["figures"][0]

    assert counted.value == 2255
    assert [(p.label, p.value, p.url) for p in counted.parts] == [
        ("市", 438, "/deputies/?tier=city"),
        ("乡镇", 1817, "/deputies/?tier=township"),
    ]


def test_the_command_prints_every_key_even_where_nothing_is_counted():
    one = Figure("groups", "小组", "", lambda user, asked: 151, lambda asked, part: "")
    out = io.StringIO()

    with registry.figures.emptied():
        registry.register_figure(one)
        call_command("figures", json=True, stdout=out)

    figures = json.loads(out.getvalue())
    assert figures["groups"] == 151
    assert figures["villages_visited"] == 0
    assert list(figures["deputies"]) == [
        "national",
        "provincial",
        "city",
        "township",
        "total",
    ]


def test_a_table_is_exported_from_the_command_line(tmp_path, villages, campaign):
    out = tmp_path / "表.xlsx"

    call_command("export_report", VillageTable.slug, out, stdout=io.StringIO())

    assert any("渔薪镇" in row for row in load_workbook(out).active.values)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing", "out.xlsx"], "没有报表 nothing"),
        (["villages-by-township", "out.xlsx", "--user", "nobody"], "没有账号 nobody"),
        (["villages-by-township", "out.xlsx", "--campaign", "1999"], "没有活动 1999"),
        (["villages-by-township", "/nowhere/out.xlsx"], "不能写入"),
    ],
)
def test_a_wrong_word_on_the_command_line_is_told(
    arguments, words, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(CommandError, match=words):
        call_command("export_report", *arguments)

    assert list(tmp_path.iterdir()) == []


def test_an_asked_period_is_passed_on_as_parameters(yuxin, campaign):
    asked = Asked(campaign=campaign, township=yuxin)

    assert asked.query(state="open") == f"?campaign=2017&township={yuxin.pk}&state=open"


class ByUnit(VillageTable):
    slug, title = "villages-by-unit", "村级单位统计表（按单位）"
    family, variant = "村级单位统计表", "按单位"


class ByMonth(ByUnit):
    slug, title, variant = "villages-by-month", "村级单位统计表（按月）", "按月"


def test_tables_that_tell_the_same_of_other_things_stand_under_one_name(
    client, office, campaign
):
    for table in (ByUnit, ByMonth):
        registry.register_table(table)
    client.force_login(office)

    page = client.get(reverse("figures:list")).content.decode()

    assert page.count("<strong>村级单位统计表</strong>") == 1
    for table in (ByUnit, ByMonth):
        url = reverse("figures:report", args=[table.slug])
        assert f'<a href="{url}">{table.variant}</a>' in page
        assert table.title not in page


class PairedTable(OfficialTable):
    columns = (
        TableColumn("township", "乡镇"),
        TableColumn("paired", "已结对", "int", is_summed=True),
        TableColumn("all", "在册", "int", is_summed=True),
        TableColumn("rate", "覆盖率", "rate"),
    )
    rates = {"rate": ("paired", "all")}
    found = ()

    def rows(self):
        return [Line(("", *counts, registry.rate_of(*counts))) for counts in self.found]


@pytest.mark.parametrize(
    ("found", "total"),
    [
        ([(1, 2), (3, 3)], (None, 4, 5, 0.8)),
        ([(1, 2), (0, 0)], (None, 1, 2, 0.5)),
        ([(0, 0)], (None, 0, 0, None)),
        ([], (None, 0, 0, None)),
    ],
)
def test_a_rate_of_all_townships_is_that_of_their_sums(office, found, total):
    table = PairedTable(office, Asked())
    table.found = found

    assert table.total == total
