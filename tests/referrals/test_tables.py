"""The official tables of opinions: page and workbook, cell by cell, against a count by hand."""

from collections import Counter
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from referrals.actions import Proponent
from referrals.enums import AFTER_ANSWER, State
from referrals.models import Opinion
from tests.factories.platform import presidium_of
from tests.factories.referrals import CategoryFactory
from tests.kept import kept
from tianmen_congress.base.figures.registry import Asked, find_table

pytestmark = pytest.mark.django_db
LEDGER = "opinion-ledger"
HEADING = (
    "序号",
    "编号",
    "收集时间",
    "乡镇",
    "代表小组",
    "反映人",
    "意见建议内容",
    "类别",
    "反映对象",
    "交办层级",
    "承办单位",
    "办理情况",
    "是否办结",
    "满意度",
)


@pytest.fixture
def sheet_of(client):
    """The workbook of a table as `user` takes it out."""

    def get(slug, user, **asked):
        client.force_login(user)
        url = reverse("figures:report", args=[slug])
        response = client.get(url, asked | {"export": "1"})
        return openpyxl.load_workbook(
            BytesIO(b"".join(response.streaming_content))
        ).active

    return get


def table_in(sheet):
    """Heading and rows, to the row 合计 or to the count at the foot."""
    rows = list(sheet.values)
    start = next(n for n, row in enumerate(rows) if row[0] == "序号")
    end = next(n for n, row in enumerate(rows) if str(row[0]).startswith("共"))
    return rows[start], rows[start + 1 : end]


def plain(row):
    """Empty cells as "", days as days."""
    return tuple(
        "" if v is None else v.date() if isinstance(v, datetime) else v for v in row
    )


def test_the_ledger_of_one_category_holds_no_other_and_says_so(way, sheet_of):
    way.to(State.CLOSED)
    water = CategoryFactory(code="water", name="饮水安全")
    dry = way.to(State.ASSIGNED, title="接通自来水", text="无自来水")
    Opinion.objects.filter(pk=dry.pk).update(category=water)

    sheet = sheet_of(LEDGER, way.office, category=water.pk)

    _, rows = table_in(sheet)
    assert [row[1] for row in rows] == [dry.number]
    assert any("统计范围：类别：饮水安全" in str(row[0]) for row in sheet.values)


# --- the ledger -------------------------------------------------------------------------


def test_the_ledger_holds_each_opinion_cell_by_cell(way, sheet_of):
    closed = way.to(State.CLOSED)
    waiting = way.to(State.ASSIGNED, title="疏通沟渠", text="排水不畅")

    heading, rows = table_in(sheet_of(LEDGER, way.office))

    group = str(way.group)
    assert heading == HEADING
    assert [plain(row) for row in rows] == [
        (
            1,
            closed.number,
            date(2017, 6, 1),
            "渔薪镇",
            group,
            "张三",
            "村级主干道3公里未硬化，群众出行难",
            "基础设施",
            "",
            "乡镇级",
            "渔薪镇人民政府",
            "已经修好",
            "是",
            "满意",
        ),
        (
            2,
            waiting.number,
            date(2017, 6, 1),
            "渔薪镇",
            group,
            "张三",
            "排水不畅",
            "基础设施",
            "",
            "市级",
            "市交通运输局",
            "已交办待签收",
            "否",
            "",
        ),
    ]


def test_a_draft_is_in_no_ledger(way, sheet_of):
    way.to(State.DRAFT)

    _, rows = table_in(sheet_of(LEDGER, way.office))

    assert rows == []


def test_the_newest_answer_stands_in_the_ledger(way, sheet_of):
    opinion = way.step(way.to(State.FED_BACK), "reject")
    way.step(opinion, "answer_local", text="这次全部修好")

    _, rows = table_in(sheet_of(LEDGER, way.office))

    assert [row[11] for row in rows] == ["这次全部修好"]


def test_those_who_signed_together_stand_in_one_cell(way, sheet_of):
    people = [Proponent("张三", "138 0000 0001"), Proponent("李四", "138 0000 0002")]
    way.to(State.TRIAGE, proposers=people)

    _, rows = table_in(sheet_of(LEDGER, way.office))

    assert rows[0][5] == "张三、李四"


def test_the_ledger_goes_by_township_and_number(way, sheet_of, duobao_group):
    presidium_of(duobao_group.township)
    ours = [way.to(State.TRIAGE), way.to(State.TRIAGE)]
    theirs = way.collect(group=duobao_group, by=way.office)

    _, rows = table_in(sheet_of(LEDGER, way.office))

    assert duobao_group.township.code < way.group.township.code
    assert [row[1] for row in rows] == [
        theirs.number or None,
        *(o.number for o in ours),
    ]


def test_the_first_lines_of_the_ledger_and_their_count_are_those_of_the_whole(way):
    for _ in range(3):
        way.to(State.TRIAGE)
    draft = way.collect(by=way.office)
    Opinion.objects.filter(pk=draft.pk).update(state=State.DRAFT)

    ledger = find_table(LEDGER, way.office)(way.office, Asked())

    assert ledger.count == len(ledger.lines) == 3
    assert ledger.first(2) == ledger.lines[:2]


@pytest.mark.parametrize("who", ["unit", "office", "clerk"])
def test_the_ledger_costs_as_many_queries_for_three_as_for_one(way, who):
    user = getattr(way, who)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            lines = find_table(LEDGER, user)(user, Asked()).lines
        return len(lines), len(asked)

    way.to(State.ASSIGNED)
    cost()
    lines, queries = cost()
    way.to(State.ASSIGNED)
    way.to(State.ASSIGNED)

    assert lines == 1
    assert cost() == (3, queries)


def test_a_clerk_s_ledger_ends_at_the_township_s_border(
    way, sheet_of, duobao_group, other_clerk
):
    presidium_of(duobao_group.township)
    way.to(State.TRIAGE)
    way.collect(group=duobao_group, by=way.office, text="多宝的事")

    _, ours = table_in(sheet_of(LEDGER, way.clerk))
    _, theirs = table_in(sheet_of(LEDGER, other_clerk))

    assert [row[3] for row in ours] == ["渔薪镇"]
    assert [row[6] for row in theirs] == ["多宝的事"]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({}, 3),
        ({"since": "2017-06-02"}, 2),
        ({"until": "2017-06-02"}, 2),
        ({"since": "2017.6.2", "until": "2017.6.2"}, 1),
        ({"since": "2017-07-01"}, 0),
    ],
)
def test_the_period_asked_for_bounds_the_ledger(way, sheet_of, asked, count):
    for day in (1, 2, 3):
        way.collect(collected_on=date(2017, 6, day))

    _, rows = table_in(sheet_of(LEDGER, way.office, **asked))

    assert len(rows) == count


def test_frame_and_foot_are_those_of_an_official_table(way, sheet_of):
    sheet = sheet_of(LEDGER, way.clerk, since="2017-06-01", until="2017-06-30")

    text = [str(v) for row in sheet.values for v in row if v]
    assert text[0] == "意见建议收集交办台账"
    assert any("填报单位：渔薪镇人大主席团" in t for t in text)
    assert any("统计时段：2017年6月1日至2017年6月30日" in t for t in text)
    foot = text[-1]
    assert [word in foot for word in ("单位负责人：", "审核人：", "填报人：")] == [
        True
    ] * 3
    assert "填报日期：2017年7月25日" in foot
    assert f"填报人：{way.clerk}" in foot
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    heading_row = next(c.row for c in sheet["A"] if c.value == "序号")
    assert sheet.print_title_rows == f"${heading_row}:${heading_row}"


def test_the_ledger_fits_on_the_width_of_the_page_readably(way, sheet_of):
    sheet = sheet_of(LEDGER, way.office)

    width = sum(d.width for d in sheet.column_dimensions.values())

    # A4 across holds about 130 of these at full size: not below seven tenths.
    assert width <= 130 / 0.7


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@A1", "=cmd|' /C calc'!A0"])
def test_what_was_typed_never_becomes_a_formula(way, sheet_of, text):
    way.to(State.TRIAGE, text=text)

    sheet = sheet_of(LEDGER, way.office)

    (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert cell.data_type == "s"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("前\x0b后", "前后"),
        ("{{ title }}{% for %}", "{{ title }}{% for %}"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("一\n二", "一\n二"),
        ("长" * 4000, "长" * 4000),
    ],
)
def test_text_stands_in_the_workbook_as_it_was_typed(way, sheet_of, typed, kept):
    way.to(State.TRIAGE, text=typed)

    _, rows = table_in(sheet_of(LEDGER, way.office))

    assert rows[0][6] == kept


# --- who reads whose name ------------------------------------------------------------------


def name_for(user, sheet_of):
    _, rows = table_in(sheet_of(LEDGER, user))
    return [plain(row)[5] for row in rows]


@pytest.mark.parametrize("who", ["office", "clerk", "secretary"])
def test_those_of_the_origin_read_the_name(way, sheet_of, who):
    way.to(State.TRIAGE)

    assert name_for(getattr(way, who), sheet_of) == ["张三"]


def test_a_unit_reads_the_name_once_it_signed(way, sheet_of):
    opinion = way.to(State.ASSIGNED)
    before = name_for(way.unit, sheet_of)

    way.step(opinion, "sign")

    assert before == [""]
    assert name_for(way.unit, sheet_of) == ["张三"]


def test_a_unit_never_reads_who_spoke_in_confidence(way, sheet_of):
    way.to(State.PROCESSING, is_confidential=True)

    assert name_for(way.unit, sheet_of) == [""]


@pytest.mark.parametrize("who", ["leader", "supervisor"])
def test_readers_get_no_full_name(way, sheet_of, who, request):
    way.to(State.TRIAGE)

    (name,) = name_for(request.getfixturevalue(who), sheet_of)

    assert name.startswith("张")
    assert "张三" not in name


@pytest.mark.parametrize("who", ["sysadmin", "secadmin", "auditor"])
def test_those_of_no_business_take_no_table_out(way, client, who, request):
    client.force_login(request.getfixturevalue(who))

    url = reverse("figures:report", args=[LEDGER])

    assert client.get(url, {"export": "1"}).status_code == 403


# --- the rates against a count by hand --------------------------------------------------------


@kept
def varied(way):
    """Of both levels, two categories and two months; closed, answered, open, put aside."""
    water = CategoryFactory(code="water", name="饮水安全")
    way.to(State.CLOSED)
    way.to(State.EVALUATED)
    way.to(State.HANDLING)
    way.to(State.PROCESSING)
    way.step(
        way.to(State.HANDLING), "answer_local", answer_class="c", class_reason="缺资金"
    )
    july = way.collect(collected_on=date(2017, 7, 3))
    july = way.step(july, "report_up", on=date(2017, 7, 3))
    way.step(july, "refer", category=water, on=date(2017, 7, 4))
    way.to(State.SET_ASIDE)
    way.to(State.WITHDRAWN)
    way.to(State.NOT_SUGGESTION)
    way.to(State.DISCIPLINE)


BEFORE = [
    "draft",
    "screening",
    "triage",
    "to_submit",
    "submitted",
    "accepted",
    "agenda",
]
TODAY = date(2017, 7, 25)
OUT = ("settled", "merged", "set_aside", "withdrawn", "not_suggestion", "discipline")
KEYS = {
    "township": lambda o: o.township.name,
    "category": lambda o: o.category.name if o.category else "未定",
    "level": lambda o: o.get_level_display() or "未定",
    "unit": lambda o: str(o.lead_unit or o.handler or "未定"),
    "month": lambda o: f"{o.collected_on.month}月",
}


def by_hand(key):
    """Counts from the rows alone, with no word of the queries' own."""
    counts = {}
    for opinion in Opinion.objects.all():
        if opinion.state in (*OUT, *BEFORE):
            continue
        count = counts.setdefault(key(opinion), Counter())
        answered = opinion.state in AFTER_ANSWER
        judged = opinion.verdict in ("satisfied", "basically", "dissatisfied")
        count["handed"] += 1
        count["answered"] += answered
        is_late = not answered and opinion.due_on and opinion.due_on < TODAY
        count["timely"] += answered
        count["timed"] += answered or bool(is_late)
        count["overdue"] += bool(is_late)
        count["closed"] += opinion.state == "closed"
        count["solved"] += answered and opinion.answer_class.code == "a"
        count["judged"] += judged
        count["good"] += opinion.verdict in ("satisfied", "basically")
        count["pleased"] += opinion.verdict == "satisfied"
        count["unevaluated"] += opinion.verdict == "none"
    return counts


def shown(counts):
    """The numbers of one row in the order of the columns, rates left out."""
    pairs = (
        ("answered", "handed"),
        ("timely", "timed"),
        ("closed", "handed"),
        ("solved", "answered"),
        ("good", "judged"),
        ("pleased", "judged"),
        ("unevaluated", "closed"),
    )
    numbers = [counts[name] for pair in pairs for name in pair]
    return [counts["handed"], *numbers, counts["overdue"]]


def numbers_in(row):
    """The same of a row of the workbook, which has a rate after each pair."""
    handed, *rest, overdue = row[2:]
    return [handed, *(v for n, v in enumerate(rest) if n % 3 != 2), overdue]


@pytest.mark.parametrize("grouping", KEYS)
def test_every_row_of_the_rates_is_what_a_count_by_hand_gives(
    way, varied, sheet_of, grouping
):
    sheet = sheet_of(f"opinion-rates-{grouping}", way.office)
    _, rows = table_in(sheet)
    lines = [row for row in rows if isinstance(row[0], int)]

    found = {row[1]: numbers_in(row) for row in lines if row[2]}

    expected = {label: shown(c) for label, c in by_hand(KEYS[grouping]).items()}
    assert found == expected


@pytest.mark.parametrize("grouping", KEYS)
def test_the_total_of_the_rates_is_the_sum_of_the_rows(way, varied, sheet_of, grouping):
    _, rows = table_in(sheet_of(f"opinion-rates-{grouping}", way.office))
    lines = [numbers_in(row) for row in rows if isinstance(row[0], int)]
    total = next(row for row in rows if row[0] == "合计")

    assert numbers_in(total) == [sum(column) for column in zip(*lines, strict=True)]


@pytest.mark.parametrize("grouping", KEYS)
def test_a_rate_is_its_numerator_by_its_denominator(way, varied, sheet_of, grouping):
    _, rows = table_in(sheet_of(f"opinion-rates-{grouping}", way.office))
    lines = [row for row in rows if isinstance(row[0], int) or row[0] == "合计"]

    for row in lines:
        for at in range(3, len(row) - 1, 3):
            above, below, rate = row[at : at + 3]
            if below:
                assert rate == pytest.approx(above / below)
            else:
                assert rate == "—"


def test_a_clerk_s_rates_count_the_own_township_alone(
    way, varied, sheet_of, duobao_group, city_organs
):
    presidium_of(duobao_group.township)
    theirs = way.collect(group=duobao_group, by=way.office)
    way.step(theirs, "report_up", by=way.office, basis="台账")

    _, office = table_in(sheet_of("opinion-rates-township", way.office))
    _, clerk = table_in(sheet_of("opinion-rates-township", way.clerk))

    assert [row[1:3] for row in office if isinstance(row[0], int)] == [
        ("多宝镇", 0),
        ("渔薪镇", 6),
        ("市直", 0),
    ]
    assert [row[1] for row in clerk if isinstance(row[0], int)] == ["渔薪镇"]


def test_page_and_workbook_of_the_rates_show_the_same(way, varied, client, sheet_of):
    _, rows = table_in(sheet_of("opinion-rates-level", way.office))

    page = client.get(reverse("figures:report", args=["opinion-rates-level"]))

    texts = [[cell.text for cell in row] for row in page.context["rows"]]
    lines = [row for row in rows if isinstance(row[0], int)]
    assert [[text[0], int(text[1])] for text in texts] == [
        [row[1], row[2]] for row in lines
    ]


def test_an_answer_that_was_given_back_is_no_more_what_was_done(way):
    opinion = way.walk(way.to(State.PROCESSING), "draft_answer", "issue", "answer")

    def done():
        table = find_table(LEDGER, way.office)(way.office, Asked())
        place = [column.key for column in table.columns].index("done")
        return [line.values[place] for line in table.lines]

    assert done() == ["已经修好"]
    way.step(opinion, "return_answer", by=way.office)

    assert done() == ["单位办理中"]
