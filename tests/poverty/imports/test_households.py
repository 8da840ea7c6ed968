"""The kind `households`: what goes in, what stays out, and why."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from poverty.enums import Category, Cause, PovertyState, Relation
from poverty.imports import HouseholdKind, kind
from poverty.models import Household, HouseholdMember
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory
from tests.poverty.imports.books import (
    OFFICIAL,
    bytes_of,
    family,
    head,
    member,
    official,
    township_list,
)
from tests.poverty.numbers import id_number
from tianmen_congress.base.workbooks.actions import answer, check_file, take
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.models import ImportIssue

pytestmark = pytest.mark.django_db
HEAD = id_number("19570227", 3)


@pytest.fixture(autouse=True)
def _village(qingshan, campaign):
    return qingshan


@pytest.fixture
def send(office):
    """Sends a workbook as the city office and writes what is clear in it."""

    def send(data, by=office, township=None):
        return take(
            HouseholdKind(),
            data,
            name="花名册.xlsx",
            by=by,
            township=township,
            accept_rest=True,
        )

    return send


def counts(report):
    c = report.counts
    return (c.new, c.changed, c.unchanged, c.rejected)


def findings(report, kind=IssueKind.FAULT):
    return [(f.row, f.column, f.reason) for f in report.of_kind(kind)]


def test_the_official_export_goes_in_with_all_its_columns(send, qingshan):
    rows = family(
        code="4290061050001",
        自然村="三组",
        脱贫属性="已脱贫",
        脱贫年度=2016,
        危房户="是",
        饮水安全="否",
        饮水困难="是",
        人均纯收入="3,200.50",
        联系电话="13800001234",
        人编号="429006105000101",
        人数=3,
        民族="汉",
        文化程度="大学",
        在校生状况="非在校生",
        健康状况="长期慢性病",
        劳动技能="普通劳动力",
        务工状况="县内务工",
        **{"务工时间(月)": 6, "参加大病医疗": "是"},
    )

    report = send(official(*rows))

    assert (counts(report), report.findings) == ((1, 0, 0, 0), [])
    household = Household.objects.get()
    assert (household.village, household.township) == (qingshan, qingshan.parent)
    assert (household.head_name, household.initials) == ("张伟", "zw")
    assert (household.hamlet, household.code) == ("三组", "4290061050001")
    assert (household.category, household.main_cause) == ("general", "illness")
    assert (household.state, household.lifted_year) == (PovertyState.LIFTED, 2016)
    assert household.income == Decimal("3200.50")
    assert household.phone == "13800001234"
    assert (household.has_unsafe_house, household.has_safe_water) == (True, False)
    assert household.has_water_trouble is True
    first, wife, child = household.members.all()
    assert [m.relation for m in (first, wife, child)] == ["head", "spouse", "son"]
    assert (first.id_number, first.code) == (HEAD, "429006105000101")
    assert (first.ethnicity, first.education) == ("汉族", "bachelor")
    assert (first.schooling, first.health) == ("非在校生", "chronic")
    assert (first.labour, first.working_place) == ("ordinary", "县内务工")
    assert (first.working_months, first.has_serious_illness_cover) == (6, True)
    assert (wife.sex, f"{child.birth_on:%Y-%m-%d}") == ("female", "1990-04-11")


def test_the_same_file_again_changes_nothing(send):
    data = official(*family(code="1"), *family("王强", serial=2, code="2"))

    assert counts(send(data)) == (2, 0, 0, 0)
    events = HouseholdMember.pgh_event_model.objects.count()
    assert counts(send(data)) == (0, 0, 2, 0)

    assert HouseholdMember.pgh_event_model.objects.count() == events


def test_a_list_of_a_township_goes_in_with_merged_cells_and_its_own_words(send):
    data = township_list(
        ({"户主": "张　伟", "脱贫": "是", "年度": 2016}, [("张伟", "户主", HEAD)]),
        (
            {"村名": "青山村委会"},
            [
                ("王强", "户主", id_number(serial=5)),
                ("王宝", "儿子", id_number("20010101", 7)),
            ],
        ),
    )

    report = send(data)

    assert (counts(report), findings(report)) == ((2, 0, 0, 0), [])
    lifted = Household.objects.get(head_name="张伟")
    assert (lifted.state, lifted.lifted_year) == (PovertyState.LIFTED, 2016)
    assert (lifted.category, lifted.main_cause) == (Category.GENERAL, Cause.MOTIVATION)
    assert [
        m.relation for m in Household.objects.get(head_name="王强").members.all()
    ] == [
        Relation.HEAD,
        Relation.SON,
    ]


def test_a_list_that_repeats_the_head_in_each_row_has_the_same_households(send):
    columns = [
        "村名",
        "户主",
        "姓名",
        "与户主关系",
        "身份证号码",
        "贫困户属性",
        "主要致贫原因",
    ]
    said = {
        "村名": "青山",
        "户主": "张伟",
        "贫困户属性": "低保户",
        "主要致贫原因": "因病",
    }
    rows = [
        said | {"姓名": "张伟", "与户主关系": "户主", "身份证号码": HEAD},
        said
        | {"姓名": "李芳", "与户主关系": "妻子", "身份证号码": id_number(serial=2)},
        said
        | {"姓名": "张伟", "与户主关系": "户主", "身份证号码": id_number(serial=4)},
    ]

    report = send(official(*rows, columns=columns, sheet="渔薪"))

    assert (counts(report), findings(report)) == ((2, 0, 0, 0), [])
    assert HouseholdMember.objects.filter(relation="spouse").count() == 1


def test_a_column_for_the_head_that_is_left_empty_changes_nothing(send):
    rows = [*family(), *family("王强", serial=5)]

    report = send(official(*rows, columns=[*OFFICIAL, "户主"]))

    assert (counts(report), findings(report)) == ((2, 0, 0, 0), [])


def test_one_faulty_member_keeps_the_whole_household_out(send):
    bad = HEAD[:17] + ("0" if HEAD[17] != "0" else "1")
    rows = [*family(), head("王强", id_number(serial=9)), member("王宝", "之子", bad)]

    report = send(official(*rows))

    assert counts(report) == (1, 0, 0, 1)
    assert [(row, column) for row, column, _ in findings(report)] == [(6, "证件号码")]
    assert [h.head_name for h in Household.objects.all()] == ["张伟"]


def test_every_fault_of_a_household_is_named_at_once(send):
    rows = [
        head("张伟", HEAD, 贫困户属性="特困", 主要致贫原因="", 行政村="无名村"),
        member("张小宝", "之叔", "429099"),
    ]

    report = send(official(*rows))

    assert [(row, column) for row, column, _ in findings(report)] == [
        (2, "贫困户属性"),
        (3, "证件号码"),
        (3, "与户主关系"),
        (2, "行政村"),
        (2, "主要致贫原因"),
    ]
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([member("张小宝", "之子", HEAD)], (2, "与户主关系", "本户没有“户主”一行")),
        (
            [head("张伟", "")],
            (2, "证件号码", "没有户编号的，户主须有身份证号码"),
        ),
        (
            [head("张伟", HEAD, 户编号="1"), head("王强", "", 户编号="1")],
            (3, "与户主关系", "一户只能有一名户主"),
        ),
        (
            [head("张伟", HEAD, 脱贫年度=2016)],
            (2, "脱贫年度", "未脱贫的户不填脱贫年度"),
        ),
        (
            [head("张伟", id_number("20170726", 1))],
            (2, "证件号码", "身份证号码中的出生日期在今天以后"),
        ),
        (
            [head("张伟", HEAD, **{"乡(镇)": "无名镇"})],
            (2, "乡(镇)", "没有这个乡镇，请写全称"),
        ),
    ],
)
def test_a_household_that_cannot_be_is_named_with_its_reason(
    send, settings, rows, expected
):
    report = send(official(*rows))

    assert expected in findings(report)
    assert report.counts.rejected == 1
    assert not Household.objects.exists()


def test_a_head_without_number_goes_in_by_the_official_code(send):
    report = send(official(head("张伟", "", 户编号="1")))

    assert counts(report) == (1, 0, 0, 0)
    assert counts(send(official(head("张伟", "", 户编号="1")))) == (0, 0, 1, 0)


def test_the_name_of_the_head_must_be_that_of_his_row(send):
    report = send(township_list(({"户主": "张三"}, [("张伟", "户主", HEAD)])))

    assert findings(report) == [(5, "户主", "与家庭成员中户主的姓名不同")]


def test_a_fault_calls_the_column_what_its_sheet_does(send):
    faulty = [("张伟", "户主", HEAD), ("王宝", "儿子", "429099")]

    assert findings(send(township_list(({}, faulty))))[0][:2] == (6, "身份证号码")
    assert findings(send(official(head("张伟", "429099"))))[0][:2] == (2, "证件号码")


def test_somebody_who_stands_twice_in_the_file_is_a_fault_where_he_repeats(send):
    rows = [
        *family(),
        head("王强", id_number(serial=9)),
        member("张小宝", "之子", HEAD),
    ]

    report = send(official(*rows))

    assert findings(report) == [(6, "证件号码", "与本表第2行重复")]
    assert counts(report) == (1, 0, 0, 1)


def test_a_repeat_on_another_sheet_is_said_with_that_sheet(send):
    book = load_workbook(io.BytesIO(official(*family())))
    copy = book.copy_worksheet(book.active)
    copy.title = "补充"

    report = send(bytes_of(book))

    assert [
        (f.sheet, *found)
        for f, found in zip(
            report.of_kind(IssueKind.FAULT), findings(report), strict=True
        )
    ] == [
        ("补充", 2, "证件号码", "与工作表“Sheet1”第2行重复"),
        ("补充", 3, "证件号码", "与工作表“Sheet1”第3行重复"),
        ("补充", 4, "证件号码", "与工作表“Sheet1”第4行重复"),
    ]
    assert counts(report) == (1, 0, 0, 1)


def test_a_household_met_by_its_code_and_by_its_head_goes_in_once(send):
    send(official(head("张伟", HEAD, 户编号="1", 联系电话="13800001234")))
    rows = [
        head("张伟", 户编号="1", 联系电话="13800005678"),
        head("张伟", HEAD, 人均纯收入=2800),
    ]

    report = send(official(*rows))

    assert findings(report) == [(3, "户编号", "与本表第2行是同一户")]
    assert counts(report) == (0, 1, 0, 1)
    household = Household.objects.get()
    assert (household.phone, household.income) == ("13800005678", None)


def test_households_compared_one_by_one_are_as_those_compared_together(
    send, office, monkeypatch
):
    send(official(*family(code="1"), *family("王强", serial=2, code="2")))
    rows = [
        *family(code="1"),
        *family("王强", serial=2, code="2", 人均纯收入=2800),
        *family("李明", serial=3, code="3"),
        *family("赵四", serial=2, code="4"),
    ]
    together = check_file(
        HouseholdKind(), official(*rows), name="花名册.xlsx", by=office
    )

    monkeypatch.setattr(kind, "PORTION", 1)
    report = send(official(*rows))

    assert counts(report) == counts(together) == (1, 1, 1, 1)
    assert report.findings == together.findings
    assert Household.objects.get(code="2").income == Decimal("2800")
    assert Household.objects.get(code="3").members.count() == 3


def test_a_check_holds_no_household_that_it_does_not_change(send, office):
    send(official(*family(code="1")))
    rows = [*family(code="1"), *family("王强", serial=2, code="2")]

    report = check_file(HouseholdKind(), official(*rows), name="花名册.xlsx", by=office)

    assert counts(report) == (1, 0, 1, 0)
    assert [plan.draft for plan in report.plans] == [None, None]


def test_what_looks_odd_only_warns(send):
    rows = [
        head("张伟", HEAD, 人数=5),
        member("张小宝", "之女", id_number("19700101", 3)),
    ]

    report = send(official(*rows))

    assert counts(report) == (1, 0, 0, 0)
    assert [f[:2] for f in findings(report, IssueKind.WARNING)] == [
        (2, "人数"),
        (3, "与户主关系"),
        (3, "证件号码"),
    ]


def test_a_value_that_nobody_needs_is_left_out_with_a_warning(send):
    report = send(official(head("张伟", HEAD, 文化程度="学龄前儿童")))

    assert counts(report) == (1, 0, 0, 0)
    assert HouseholdMember.objects.get().education == ""
    assert [f[:2] for f in findings(report, IssueKind.WARNING)] == [(2, "文化程度")]


def test_what_the_office_mended_comes_in_as_a_change(send):
    send(official(*family(code="1")))
    rows = family(code="1", 脱贫属性="已脱贫", 脱贫年度=2017, 联系电话="13800001234")
    rows[2]["健康状况"] = "残疾"

    report = send(official(*rows))

    assert counts(report) == (0, 1, 0, 0)
    household = Household.objects.get()
    assert (household.state, household.lifted_year) == (PovertyState.LIFTED, 2017)
    assert (household.phone, household.version) == ("13800001234", 2)
    assert household.members.get(relation="son").health == "disabled"


def test_an_empty_cell_wipes_nothing(send):
    send(official(*family(code="1", 联系电话="13800001234", 健康状况="残疾")))

    report = send(official(*family(code="1")))

    assert counts(report) == (0, 0, 1, 0)
    assert Household.objects.get().phone == "13800001234"


def test_a_household_entered_by_hand_gets_its_official_code(send, qingshan):
    household = HouseholdFactory(village=qingshan, head_name="张伟")
    MemberFactory(
        household=household, name="张伟", relation=Relation.HEAD, id_number=HEAD
    )

    report = send(official(*family(code="4290061050001")))

    assert counts(report) == (0, 1, 0, 0)
    household.refresh_from_db()
    assert household.code == "4290061050001"
    assert household.members.count() == 3


def test_a_number_that_was_wrong_is_mended_by_name_and_relation(send):
    send(official(*family(code="1")))
    rows = family(code="1")
    rows[2]["证件号码"] = id_number("19900412", 5)

    report = send(official(*rows))

    assert counts(report) == (0, 1, 0, 0)
    son = HouseholdMember.objects.get(relation="son")
    assert (son.id_number, f"{son.birth_on}") == (rows[2]["证件号码"], "1990-04-12")


def test_of_two_sons_of_one_name_none_is_mended_by_the_name(send):
    first, second = id_number("19900411", 3), id_number("19930411", 7)
    rows = [*family(code="1"), member("张小宝", "之子", second, 户编号="1")]
    send(official(*rows))
    rows[2]["证件号码"] = id_number("19900412", 5)

    send(official(*rows))

    sons = HouseholdMember.objects.filter(relation="son").order_by("pk")
    assert [son.id_number for son in sons][:2] == [first, second]


def test_somebody_who_is_not_in_the_file_stays_in_the_household(send):
    send(official(*family(code="1")))

    report = send(official(*family(code="1")[:2]))

    assert counts(report) == (0, 0, 1, 0)
    assert HouseholdMember.objects.at_home().count() == 3
    assert findings(report, IssueKind.WARNING) == [
        (2, "姓名", "档案中本户还有1人不在表中，未作改动")
    ]


def test_the_head_on_file_must_be_in_the_file(send):
    send(official(*family(code="1")))

    report = send(official(head("王强", id_number(serial=9), 户编号="1")))

    assert counts(report) == (0, 0, 0, 1)
    assert findings(report) == [
        (2, "姓名", "档案中的户主不在本表中，请先在该户档案中变更户主")
    ]


def test_a_code_that_was_struck_off_is_not_revived(send):
    send(official(*family(code="1")))
    Household.objects.update(voided_at="2017-07-01T00:00Z", void_reason="重复")

    report = send(official(*family(code="1")))

    assert findings(report)[0] == (2, "户编号", "此户编号的户已作废")


def test_a_village_that_two_may_be_is_asked_and_the_answer_holds(send, yuxin, office):
    VillageFactory(name="汪台村委会", parent=yuxin, code="429006105201")
    VillageFactory(name="汪台居委会", parent=yuxin, code="429006105001")
    data = official(*family(行政村="汪台"))

    report = send(data)

    assert counts(report) == (0, 0, 0, 1)
    question = report.of_kind(IssueKind.QUESTION)[0]
    assert (question.row, question.column) == (2, "行政村")
    assert [c.label for c in question.candidates] == ["汪台居委会", "汪台村委会"]
    assert findings(report) == []

    answer(ImportIssue.objects.get(), "429006105201", by=office)
    assert counts(send(data)) == (1, 0, 0, 0)
    assert Household.objects.get().village.name == "汪台村委会"


def test_a_clerk_sends_for_her_own_township_only(send, other_clerk, duobao):
    report = send(official(*family()), by=other_clerk, township=duobao)

    assert counts(report) == (0, 0, 0, 1)
    assert [reason for *_, reason in findings(report)] == [
        "不属于多宝镇，只能导入本乡镇的数据"
    ]
    assert not Household.objects.exists()


def test_a_sheet_that_names_no_township_is_the_clerks_own(send, clerk, yuxin):
    rows = [row | {"乡(镇)": ""} for row in family()]

    report = send(official(*rows), by=clerk, township=yuxin)
    assert counts(report) == (1, 0, 0, 0)

    rows = [row | {"乡(镇)": ""} for row in family("王强", serial=5)]
    assert findings(send(official(*rows)))[0][1:] == (
        "行政村",
        "看不出属于哪个乡镇，请加“乡(镇)”一列",
    )


def test_a_household_of_another_township_is_not_moved_nor_told_where_it_is(
    send, office, other_clerk, duobao, qingshan
):
    village = VillageFactory(name="永漋村委会", parent=duobao)
    household = HouseholdFactory(village=qingshan, head_name="张伟", code="1")
    MemberFactory(household=household, relation=Relation.HEAD, id_number=HEAD)
    place = {"乡(镇)": "多宝镇", "行政村": "永漋"}

    by_number = send(
        official(head("张伟", HEAD, **place)), by=other_clerk, township=duobao
    )
    by_code = send(
        official(head("张伟", "", 户编号="1", **place)), by=other_clerk, township=duobao
    )
    by_office = send(official(head("张伟", HEAD, **place)))

    assert findings(by_number) == [(2, "证件号码", "此身份证号码已登记在其他乡镇")]
    assert findings(by_code) == [(2, "户编号", "此户编号已登记在其他乡镇")]
    assert findings(by_office) == [
        (2, "证件号码", "此身份证号码已登记在青山村委会张伟户")
    ]
    household.refresh_from_db()
    assert household.village == qingshan
    assert not Household.objects.filter(village=village).exists()


def test_a_member_of_another_household_is_not_taken_out_of_it(send, qingshan):
    number = id_number("19900411", 3)
    MemberFactory(household__village=qingshan, id_number=number)

    report = send(official(*family()))

    assert counts(report) == (0, 0, 0, 1)
    assert [f[:2] for f in findings(report)] == [(4, "证件号码")]


def test_checking_writes_nothing(office):
    report = check_file(
        HouseholdKind(), official(*family()), name="花名册.xlsx", by=office
    )

    assert counts(report) == (1, 0, 0, 0)
    assert not Household.objects.exists()


def test_all_official_columns_are_known(send):
    columns = {column.column_name for column in HouseholdKind().columns().values()}

    assert set(OFFICIAL) <= columns


def test_an_income_in_fractions_of_a_cent_does_not_change_each_time(send):
    data = official(*family(code="1", 人均纯收入=2800.3333333))

    assert counts(send(data)) == (1, 0, 0, 0)
    assert counts(send(data)) == (0, 0, 1, 0)
