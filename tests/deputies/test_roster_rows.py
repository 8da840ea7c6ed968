"""Rows of deputies' rosters as offices fill them in."""

from datetime import date

import pytest

from deputies.enums import Party, Tier
from deputies.models import Congress, Mandate, Person
from tests.base.workbooks.books import workbook
from tests.factories.deputies import MandateFactory
from tests.factories.platform import TownshipFactory
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.personal.values import Education
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportIssue

pytestmark = pytest.mark.django_db

HEADING = [
    "序号",
    "姓名",
    "性别",
    "民族",
    "出生年月",
    "文化程度",
    "党派",
    "工作单位及职务",
    "联系电话",
    "备注",
]
TITLE = ["渔薪镇第九届人民代表大会代表名册"]


@pytest.fixture(autouse=True)
def places(tianmen, yuxin, duobao):
    """Rosters name congresses of city and province, and delegations of townships."""


def line(name="王宇", born="1970-05", phone="13800001234", number=1, **more):
    row = dict(
        zip(
            HEADING,
            [number, name, "男", "汉", born, "大学", "中共", "渔薪镇农民", phone, ""],
            strict=True,
        )
    )
    return list((row | more).values())


def take(rows, *, by, title=TITLE, sheet="渔薪镇"):
    data = workbook(**{sheet: [title, HEADING, *rows]})
    return actions.take(
        get_kind("deputies"), data, name="名册.xlsx", by=by, accept_rest=True
    )


def outcome(report):
    counts = report.counts
    return counts.new, counts.changed, counts.unchanged, counts.rejected


def reasons(report, kind=IssueKind.FAULT):
    return [finding.reason for finding in report.of_kind(kind)]


def test_a_row_becomes_a_person_with_a_mandate(office, yuxin):
    take([line(name=" 王　宇 ", phone=13800001234.0)], by=office)

    mandate = Mandate.objects.select_related("person", "congress").get()
    assert mandate.person.name == "王宇"
    assert mandate.person.pinyin == "wang yu"
    assert mandate.person.birth_month == date(1970, 5, 1)
    assert mandate.person.ethnicity == "汉族"
    assert mandate.person.education == Education.BACHELOR
    assert mandate.person.party == Party.CPC
    assert mandate.person.phone == "13800001234"
    assert (mandate.tier, mandate.township) == (Tier.TOWNSHIP, yuxin)
    assert (mandate.congress.term, mandate.roster_number) == (9, 1)


def test_a_new_telephone_changes_the_person(office):
    take([line()], by=office)

    report = take([line(phone="13900005678")], by=office)

    assert outcome(report) == (0, 1, 0, 0)
    person = Person.objects.get()
    assert (person.phone, person.version) == ("13900005678", 2)


def test_an_empty_cell_takes_nothing_away(office):
    take([line()], by=office)

    assert outcome(take([line(phone="", born="")], by=office)) == (0, 0, 1, 0)
    assert Person.objects.get().phone == "13800001234"


def test_a_row_that_stands_twice_is_named(office):
    report = take([line(number=1), line(number=2)], by=office)

    assert outcome(report) == (1, 0, 0, 1)
    assert reasons(report) == ["与第3行重复"]


def test_a_sheet_that_stands_twice_in_the_workbook_makes_nobody_twice(office):
    rows = [TITLE, HEADING, line(name="王宇"), line(name="李想", number=2)]
    data = workbook(渔薪镇=rows, 副本=rows)

    report = actions.take(
        get_kind("deputies"), data, name="名册.xlsx", by=office, accept_rest=True
    )

    assert outcome(report) == (2, 0, 0, 2)
    assert reasons(report) == ["与工作表“渔薪镇”第3行重复", "与工作表“渔薪镇”第4行重复"]
    assert Mandate.objects.count() == Person.objects.count() == 2


def test_two_of_a_name_with_other_facts_are_two_people(office):
    rows = [line(number=1), line(number=2, born="1980-01", phone="13900005678")]

    assert outcome(take(rows, by=office)) == (2, 0, 0, 0)
    assert outcome(take(rows, by=office)) == (0, 0, 2, 0)


@pytest.fixture
def doubted(office):
    take([line()], by=office)
    return take([line(born="1981-02", phone="13900005678", number=2)], by=office)


def test_somebody_who_contradicts_in_month_and_telephone_is_asked_about(doubted):
    assert outcome(doubted) == (0, 0, 0, 1)
    [question] = doubted.of_kind(IssueKind.QUESTION)
    assert [c.label for c in question.candidates] == [
        "王宇，男，1970年05月生，渔薪镇农民",
        "另一人，新增代表",
    ]
    assert Person.objects.count() == 1


def test_answered_as_another_he_is_entered_and_found_again(doubted, office):
    issue = ImportIssue.objects.open_questions().get()

    actions.answer(issue, "new", by=office)

    assert Person.objects.get(phone="13900005678").birth_month == date(1981, 2, 1)
    both = [line(), line(born="1981-02", phone="13900005678", number=2)]
    assert outcome(take(both, by=office)) == (0, 0, 2, 0)


def test_answered_as_the_same_the_known_one_is_changed(doubted, office):
    issue = ImportIssue.objects.open_questions().get()

    actions.answer(issue, issue.candidates[0]["value"], by=office)

    person = Person.objects.get()
    assert (person.phone, person.birth_month) == ("13900005678", date(1981, 2, 1))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"姓名": ""}, "不能为空"),
        ({"性别": "M"}, "不在可选值中，可填：男、女"),
        ({"性别": "未知"}, "写的是“未知”，不能为空"),
        ({"出生年月": "1970-13"}, "月份应在1至12之间，请核对"),
        (
            {"出生年月": "2050-01"},
            "2050年01月出生，到今天（2017-07-25）不满18周岁，请核对",
        ),
        (
            {"出生年月": "1999-08"},
            "1999年08月出生，到今天（2017-07-25）不满18周岁，请核对",
        ),
        ({"姓名": "王宇、李明"}, "像是几个人的姓名，这里只填一人"),
    ],
)
def test_what_is_wrong_is_named_and_stays_out(office, cells, reason):
    report = take([line(**cells)], by=office)

    assert outcome(report) == (0, 0, 0, 1)
    assert reasons(report) == [reason]


def test_a_sheet_that_names_no_congress_is_refused_row_by_row(office):
    report = take([line()], by=office, title=["代表名册"], sheet="名单")

    assert outcome(report) == (0, 0, 0, 1)
    assert reasons(report)[0].startswith("看不出是哪一级人大的代表")


def test_a_street_has_no_congress(office):
    TownshipFactory(name="竟陵街道办事处")

    report = take([line()], by=office, title=["竟陵街道办事处代表名册"], sheet="竟陵")

    assert reasons(report) == ["竟陵街道办事处不设人民代表大会，没有乡镇人大代表"]


@pytest.mark.parametrize(
    ("title", "sheet", "tier", "name"),
    [
        (
            "天门市第八届人民代表大会代表名册",
            "名单",
            Tier.COUNTY,
            "天门市第八届人民代表大会",
        ),
        (
            "湖北省第十二届人大代表（天门）",
            "名单",
            Tier.PROVINCIAL,
            "湖北省第十二届人民代表大会",
        ),
        ("代表名册", "全国代表", Tier.NATIONAL, "全国人民代表大会"),
        (
            "天门市渔薪镇人民代表大会代表名册",
            "Sheet1",
            Tier.TOWNSHIP,
            "渔薪镇人民代表大会",
        ),
        ("人大代表名册", "渔薪", Tier.TOWNSHIP, "渔薪镇人民代表大会"),
    ],
)
def test_the_congress_is_read_from_title_or_sheet(office, title, sheet, tier, name):
    take([line()], by=office, title=[title], sheet=sheet)

    congress = Congress.objects.get()
    assert (congress.tier, congress.name) == (tier, name)


def test_without_a_term_the_running_congress_is_meant(office, yuxin):
    MandateFactory(township=yuxin, congress__term=9)

    take([line()], by=office, title=["渔薪镇人民代表大会代表名册"])

    assert Congress.objects.get().mandates.count() == 2


def test_a_delegation_gives_the_township_and_that_of_the_city_s_organs_is_one(
    office, yuxin, city_organs
):
    section = ["渔薪镇代表团（1名）"]
    rows = [
        section,
        line(),
        ["市直机关代表团（1名）"],
        line("李明", 工作单位及职务="市教育局局长"),
        ["农垦代表团（1名）"],
        line("周农", 工作单位及职务="农垦总公司经理"),
    ]
    data = workbook(市代表=[["天门市第八届人民代表大会代表名册"], HEADING, *rows])
    data = with_sections(data, 3, 5, 7)

    actions.take(get_kind("deputies"), data, name="a.xlsx", by=office, accept_rest=True)

    found = Mandate.objects.values_list("person__name", "township", "delegation")
    assert set(found) == {
        ("王宇", yuxin.pk, "渔薪镇代表团"),
        ("李明", city_organs.pk, "市直机关代表团"),
        ("周农", None, "农垦代表团"),
    }


@pytest.mark.parametrize(
    ("title", "sheet", "place"),
    [
        ("天门市第八届人民代表大会代表名册", "市直", ""),
        ("天门市第八届人民代表大会市直机关代表团代表名册", "名册", ""),
        ("市直机关代表团代表名册", "名册", ""),
        ("天门市第八届人民代表大会代表名册", "名册", "市直机关"),
    ],
)
def test_a_sheet_or_a_row_says_that_its_deputies_are_of_the_city_s_organs(
    office, city_organs, title, sheet, place
):
    heading, row = [*HEADING, "所在乡镇"], [*line("李明"), place]
    data = workbook(**{sheet: [[title], heading, row]})

    actions.take(get_kind("deputies"), data, name="a.xlsx", by=office, accept_rest=True)

    mandate = Mandate.objects.get()
    assert (mandate.tier, mandate.township) == (Tier.COUNTY, city_organs)


def test_the_city_s_organs_have_no_congress_of_their_own(office, city_organs):
    heading = [*HEADING, "代表层级", "所在乡镇"]
    data = workbook(名册=[["名册"], heading, [*line("李明"), "乡镇", "市直"]])

    report = actions.take(
        get_kind("deputies"), data, name="a.xlsx", by=office, accept_rest=True
    )

    assert outcome(report) == (0, 0, 0, 1)
    assert not Mandate.objects.exists()


def with_sections(data, *rows):
    """The rows merged across, as section rows are."""
    import io

    from openpyxl import load_workbook

    from tests.base.workbooks.books import saved

    book = load_workbook(io.BytesIO(data))
    for row in rows:
        book.active.merge_cells(f"A{row}:J{row}")
    return saved(book)


def test_a_clerk_does_not_change_somebody_of_a_higher_tier(clerk, office, tianmen):
    take([line()], by=office)
    city = Congress.objects.create(
        tier=Tier.COUNTY, division=tianmen, term=8, name="天门市第八届人民代表大会"
    )
    MandateFactory(person=Person.objects.get(), congress=city, tier=Tier.COUNTY)

    report = take([line(phone="13900005678")], by=clerk)

    assert outcome(report) == (0, 0, 0, 1)
    assert reasons(report) == ["此人同时是上级人大代表，资料由市人大常委会机关维护"]
    assert outcome(take([line()], by=clerk)) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("序号", -1),
        ("序号", 99_999_999_999),
        ("联系电话", "138000012"),
        ("民族", "H"),
        ("党派", "团员"),
        ("文化程度", "私塾"),
        ("工作单位及职务", "长" * 101),
        ("备注", "长" * 201),
    ],
)
def test_what_nobody_needs_is_left_out_with_a_warning_and_the_deputy_goes_in(
    office, column, cell
):
    report = take([line("王宇", **{column: cell})], by=office)

    assert outcome(report) == (1, 0, 0, 0)
    assert [(f.kind, f.column) for f in report.findings] == [
        (IssueKind.WARNING, column)
    ]


def test_what_a_corrected_roster_changes_is_shown(office):
    take([line()], by=office)

    report = take([line(工作单位及职务="渔薪镇教师")], by=office)

    assert outcome(report) == (0, 1, 0, 0)
    assert reasons(report, IssueKind.CHANGE) == ["原为“渔薪镇农民”，改为“渔薪镇教师”"]


@pytest.mark.parametrize(
    ("value", "work"), [("keep", "渔薪镇医生"), ("take", "渔薪镇教师")]
)
def test_what_was_changed_by_hand_since_is_asked(office, value, work):
    take([line()], by=office)
    person = Person.objects.get()
    person.work = "渔薪镇医生"
    with acting_as(office):
        person.save()
    row = line(工作单位及职务="渔薪镇教师", 备注="补选")

    assert outcome(take([row], by=office)) == (0, 0, 0, 1)
    question = ImportIssue.objects.open_questions().get()
    assert actions.answer_all([(question, value)], by=office) == (1, [])

    person.refresh_from_db()
    assert (person.work, person.note) == (work, "补选")
    assert outcome(take([row], by=office)) == (0, 0, 1, 0)


@pytest.mark.parametrize("cell", ["/", "不详", ""])
def test_an_ethnicity_that_the_roster_does_not_tell_is_not_made_up(office, cell):
    take([line("王宇", 民族=cell)], by=office)

    assert Person.objects.get().ethnicity == ""


@pytest.mark.parametrize(("value", "born"), [("1912-03", date(1912, 3, 1)), ("", None)])
def test_a_birth_of_more_than_a_hundred_years_ago_is_asked_once(office, value, born):
    take([line(born="1912-03")], by=office)
    issue = ImportIssue.objects.open_questions().get()
    assert Person.objects.get().birth_month is None

    actions.answer(issue, value, by=office)
    take([line(born="1912-03")], by=office)

    assert Person.objects.get().birth_month == born
    assert not ImportIssue.objects.open_questions().exists()
