"""Check whole, write what is clear, ask what is not; twice changes nothing."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.base.workbooks.books import merged, workbook
from tests.base.workbooks.toy import HEADING, UnitRegister
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.audit.models import TrailEntry
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import BatchState, IssueKind
from tianmen_congress.base.workbooks.kinds import Outcome, Planned
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from tianmen_congress.base.workbooks.reading import WorkbookRefused

pytestmark = pytest.mark.django_db

CLEAR = ["渔薪镇", "水利站", "1990-05", "", ""]
ASKED = ["渔薪", "文化站", 1964.1, "13800001234", ""]
WRONG = ["渔薪镇", "广播站", "上月", "1380000123", ""]


def register(*rows):
    return workbook(单位=[["渔薪镇单位名册"], HEADING, *rows])


def upload(data, name="名册.xlsx"):
    return SimpleUploadedFile(name, data)


def names():
    return set(Organ.objects.filter(kind="unit").values_list("name", flat=True))


def counts(thing):
    return (thing.rows, thing.new, thing.changed, thing.unchanged, thing.rejected)


@pytest.fixture
def batch(units, office, yuxin):
    data = register(CLEAR, ASKED, WRONG)
    return actions.stage(units, upload(data), by=office)


def test_a_check_counts_and_writes_nothing(units, office, yuxin):
    report = actions.check_file(
        units, register(CLEAR, ASKED, WRONG), name="a.xlsx", by=office
    )

    assert counts(report.counts) == (3, 2, 0, 0, 1)
    assert names() == set()
    assert not ImportBatch.objects.exists()


def test_every_fault_is_named_with_its_place(units, office, yuxin):
    report = actions.check_file(units, register(WRONG), name="a.xlsx", by=office)

    assert report.as_dict() == {
        "kind": "units",
        "rows": 1,
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "rejected": 1,
        "faults": [
            {
                "sheet": "单位",
                "row": 3,
                "column": "成立年月",
                "value": "上月",
                "reason": "不是可识别的年月，请写成1964-10的形式",
            },
            {
                "sheet": "单位",
                "row": 3,
                "column": "联系电话",
                "value": "1380000123",
                "reason": "手机号码应为11位，现有10位",
            },
        ],
        "questions": [],
    }


def test_a_question_carries_its_candidates(units, office, yuxin):
    report = actions.check_file(units, register(ASKED), name="a.xlsx", by=office)

    (question,) = report.as_dict()["questions"]
    assert question["value"] == "1964.1"
    assert [c["value"] for c in question["candidates"]] == ["1964-01", "1964-10"]


def test_an_empty_cell_that_must_be_filled_is_a_fault(units, office, yuxin):
    report = actions.check_file(
        units, register(["渔薪镇", "", "", "", "张三"]), name="a.xlsx", by=office
    )

    assert [f.reason for f in report.findings] == ["不能为空"]


def test_a_merged_township_counts_for_each_row(units, office, yuxin):
    rows = [HEADING, CLEAR, ["", "文化站", "1991-01", "", ""]]
    data = merged(rows, "A2:A3")

    report = actions.take(units, data, name="a.xlsx", by=office)

    assert report.is_clear
    assert names() == {"水利站", "文化站"}


def test_nothing_is_written_with_faults_unless_the_rest_is_accepted(
    units, office, yuxin
):
    data = register(CLEAR, WRONG)

    actions.take(units, data, name="a.xlsx", by=office)
    assert names() == set()

    actions.take(units, data, name="a.xlsx", by=office, accept_rest=True)
    assert names() == {"水利站"}


def test_the_same_workbook_twice_changes_nothing(units, office, yuxin):
    data = register(CLEAR, ["渔薪镇", "文化站", "1991-01", "", ""])
    actions.take(units, data, name="a.xlsx", by=office)

    report = actions.take(units, data, name="a.xlsx", by=office)

    assert counts(report.counts) == (2, 0, 0, 2, 0)


def test_a_changed_value_is_written_over_the_old(units, office, yuxin):
    actions.take(units, register(CLEAR), name="a.xlsx", by=office)
    changed = ["渔薪镇", "水利站", "1991-06", "", ""]

    report = actions.take(units, register(changed), name="a.xlsx", by=office)

    assert counts(report.counts) == (1, 0, 1, 0, 0)
    assert Organ.objects.get(name="水利站").since == date(1991, 6, 1)


def test_a_staged_batch_keeps_the_file_and_what_was_found(batch, office):
    assert counts(batch) == (3, 2, 0, 0, 1)
    assert batch.state == BatchState.CHECKED
    assert batch.file.uploaded_by == office
    assert [i.kind for i in batch.issues.all()] == [
        IssueKind.QUESTION,
        IssueKind.FAULT,
        IssueKind.FAULT,
    ]
    assert names() == set()


def test_personal_values_are_kept_masked(units, office, yuxin):
    row = ["渔薪镇", "农机站", "", "138000012345", ""]
    batch = actions.stage(units, upload(register(row)), by=office)

    assert batch.issues.get().value == "138000**2345"


def test_writing_takes_what_is_clear_and_asks_the_rest(batch, office):
    batch = actions.write(batch, by=office)

    assert batch.state == BatchState.WRITTEN
    assert names() == {"水利站", "文化站"}
    assert Organ.objects.get(name="文化站").since is None
    question = ImportIssue.objects.open_questions().get()
    assert question.about["unit"] == Organ.objects.get(name="文化站").pk


def test_an_import_leaves_a_line_in_the_trail(batch, office):
    actions.write(batch, by=office)

    line = TrailEntry.objects.get(kind="import")
    assert (line.user, line.rows) == (office, 2)


def test_a_register_printed_side_by_side_is_refused_whole(units, office, yuxin):
    data = workbook(单位=[HEADING * 2, [*CLEAR, "渔薪镇", "文化站", "1991-01", "", ""]])

    with pytest.raises(
        WorkbookRefused, match="单位名册：表头中重复出现：乡镇、单位名称"
    ):
        actions.take(units, data, name="a.xlsx", by=office, accept_rest=True)

    assert names() == set()


def test_writing_twice_writes_once(batch, office):
    actions.write(batch, by=office)
    actions.write(batch, by=office)

    assert Organ.objects.filter(name="水利站").count() == 1
    assert TrailEntry.objects.filter(kind="import").count() == 1


def test_a_batch_checked_against_older_data_is_not_written(batch, office, yuxin):
    Organ.objects.create(kind="unit", name="水利站", division=yuxin)

    with pytest.raises(actions.CheckOutdated, match="数据有了变化"):
        actions.write(batch, by=office)

    batch.refresh_from_db()
    assert batch.state == BatchState.CHECKED
    assert not Organ.objects.filter(name="文化站").exists()


def test_a_second_look_shows_what_would_happen_now(batch, office, yuxin):
    Organ.objects.create(kind="unit", name="水利站", division=yuxin)

    batch = actions.recheck(batch, by=office)

    assert counts(batch) == (3, 1, 1, 0, 1)
    assert batch.issues.count() == 3


def test_one_failing_row_leaves_none_written(units, office, yuxin, monkeypatch):
    def fail_at_the_second(record, unit, township):
        if record["name"] == "文化站":
            raise RuntimeError
        Organ.objects.create(kind="unit", name=record["name"], division=township)

    monkeypatch.setattr(units, "_save", fail_at_the_second)
    data = register(CLEAR, ["渔薪镇", "文化站", "1991-01", "", ""])

    with pytest.raises(RuntimeError):
        actions.take(units, data, name="a.xlsx", by=office)

    assert names() == set()


def test_a_row_that_the_database_refuses_is_named_and_nothing_is_taken_unasked(
    units, office, yuxin, monkeypatch
):
    def add_twice(record, unit, township):
        for _ in range(2):
            Organ.objects.create(kind="unit", name=record["name"], division=township)

    monkeypatch.setattr(units, "_save", add_twice)

    report = actions.take(units, register(CLEAR), name="a.xlsx", by=office)

    assert [(f.sheet, f.row) for f in report.of_kind(IssueKind.FAULT)] == [("单位", 3)]
    assert names() == set()


def test_a_dropped_batch_is_not_written(batch, office):
    actions.drop(batch, by=office)
    actions.write(batch, by=office)

    batch.refresh_from_db()
    assert batch.state == BatchState.DROPPED
    assert names() == set()


def test_a_written_batch_is_not_dropped(batch, office):
    actions.write(batch, by=office)

    assert actions.drop(batch, by=office).state == BatchState.WRITTEN


def test_an_answer_is_acted_on_and_remembered(batch, office):
    actions.write(batch, by=office)
    question = ImportIssue.objects.open_questions().get()

    actions.answer(question, "1964-10", by=office)

    question.refresh_from_db()
    assert Organ.objects.get(name="文化站").since == date(1964, 10, 1)
    assert (question.answer, question.answered_by) == ("1964-10", office)
    assert question.answered_at


@pytest.mark.parametrize("value", ["1964-05", "", "1964-01 "])
def test_only_a_candidate_is_an_answer(batch, office, value):
    actions.write(batch, by=office)

    with pytest.raises(actions.AnswerRefused, match="答复之一"):
        actions.answer(ImportIssue.objects.open_questions().get(), value, by=office)


def test_a_question_is_answered_once(batch, office):
    actions.write(batch, by=office)
    question = ImportIssue.objects.open_questions().get()
    actions.answer(question, "1964-10", by=office)

    with pytest.raises(actions.AnswerRefused, match="已经答复过"):
        actions.answer(question, "1964-01", by=office)


def test_a_question_is_answered_only_after_its_batch_was_written(batch, office):
    question = ImportIssue.objects.open_questions().get()

    with pytest.raises(actions.AnswerRefused, match="先写入"):
        actions.answer(question, "1964-10", by=office)


def test_an_answered_question_is_not_asked_again(units, office, yuxin):
    data = register(ASKED)
    actions.take(units, data, name="a.xlsx", by=office, accept_rest=True)
    actions.answer(ImportIssue.objects.open_questions().get(), "1964-10", by=office)

    report = actions.take(units, data, name="a.xlsx", by=office)

    assert report.is_clear
    assert counts(report.counts) == (1, 0, 0, 1, 0)


def test_an_unanswered_question_is_open_only_in_the_last_batch(units, office, yuxin):
    data = register(ASKED)
    for _ in range(2):
        actions.take(units, data, name="a.xlsx", by=office, accept_rest=True)

    question = ImportIssue.objects.open_questions().get()
    assert question.batch == ImportBatch.objects.order_by("pk").last()


# Who may send what


def test_a_clerk_sends_only_for_her_township(units, clerk, yuxin, duobao):
    data = register(CLEAR, ["多宝镇", "水利站", "1990-05", "", ""])

    report = actions.take(units, data, name="a.xlsx", by=clerk, accept_rest=True)

    assert counts(report.counts) == (2, 1, 0, 0, 1)
    assert [f.reason for f in report.findings] == ["不属于渔薪镇，只能导入本乡镇的数据"]
    assert Organ.objects.filter(kind="unit").get().division == yuxin
    assert ImportBatch.objects.get().township == yuxin


def test_a_clerk_learns_nothing_of_the_rows_of_others(units, clerk, yuxin, duobao):
    Organ.objects.create(
        kind="unit", name="水利站", division=duobao, since="1990-05-01"
    )
    known = ["多宝镇", "水利站", "1990-05", "", ""]
    unknown = ["多宝镇", "文化站", "1990-05", "", ""]

    report = actions.check_file(
        units, register(known, unknown), name="a.xlsx", by=clerk
    )

    assert counts(report.counts) == (2, 0, 0, 0, 2)
    first, second = report.findings
    assert (first.reason, first.column) == (second.reason, second.column)


def test_a_clerk_cannot_name_another_township(units, clerk, duobao):
    with pytest.raises(WorkbookRefused, match="只能导入本乡镇"):
        actions.take(units, register(CLEAR), name="a.xlsx", by=clerk, township=duobao)


@pytest.mark.parametrize("role", ["secretary", "leader", "supervisor", "auditor"])
def test_other_roles_send_nothing(units, yuxin, request, role):
    user = request.getfixturevalue(role)

    with pytest.raises(WorkbookRefused, match="没有导入单位名册的权限"):
        actions.take(units, register(CLEAR), name="a.xlsx", by=user)


def test_batches_and_issues_are_seen_by_their_township_and_the_office(
    units, office, clerk, other_clerk, leader, yuxin
):
    own = actions.stage(units, upload(register(WRONG)), by=clerk)
    city = actions.stage(units, upload(register(WRONG)), by=office)

    def seen(model, user):
        return set(model.objects.visible_to(user))

    assert seen(ImportBatch, office) == {own, city}
    assert seen(ImportBatch, clerk) == {own}
    assert seen(ImportBatch, other_clerk) == seen(ImportBatch, leader) == set()
    assert seen(ImportIssue, clerk) == set(own.issues.all())
    assert seen(ImportIssue, other_clerk) == set()


# What is not of this kind


def test_a_workbook_of_another_kind_is_refused_with_what_it_lacks(units, office):
    data = workbook([["乡镇", "单位", "电话"], ["渔薪镇", "水利站", ""]])

    with pytest.raises(WorkbookRefused) as caught:
        actions.check_file(units, data, name="a.xlsx", by=office)

    assert (
        caught.value.message == "不是单位名册：没有找到表头，应有的列：乡镇、单位名称"
    )


def test_an_empty_workbook_is_refused(units, office):
    with pytest.raises(WorkbookRefused, match="工作簿中没有内容"):
        actions.check_file(units, workbook([]), name="a.xlsx", by=office)


def test_a_sheet_that_lacks_a_column_is_a_fault_beside_good_sheets(
    units, office, yuxin
):
    data = workbook(好=[HEADING, CLEAR], 坏=[["乡镇", "成立年月"], ["渔薪镇", "1990"]])

    report = actions.check_file(units, data, name="a.xlsx", by=office)

    (fault,) = report.of_kind(IssueKind.FAULT)
    assert (fault.sheet, fault.row) == ("坏", 1)
    assert "缺少列：单位名称" in fault.reason


def test_a_sheet_without_a_table_is_only_mentioned(units, office, yuxin):
    data = workbook(好=[HEADING, CLEAR], 说明=[["请按要求填写"]], 空=[])

    report = actions.check_file(units, data, name="a.xlsx", by=office)

    assert [(w.sheet, w.kind) for w in report.findings] == [("说明", IssueKind.WARNING)]
    assert report.is_clear


def test_columns_that_are_not_read_are_mentioned(units, office, yuxin):
    data = workbook([[*HEADING, "爱好"], [*CLEAR, "棋"]])

    (warning,) = actions.check_file(units, data, name="a.xlsx", by=office).findings

    assert warning.reason == "以下各列不在导入范围内，没有读取：爱好"


def test_a_refused_upload_leaves_nothing_behind(units, office, tmp_path):
    with pytest.raises(WorkbookRefused):
        actions.stage(units, upload(b"nothing"), by=office)

    assert not StoredFile.objects.exists()
    assert list(tmp_path.rglob("*.*")) == []


# What a kind must not do


@pytest.mark.parametrize(
    "plan",
    [
        lambda records: [],
        lambda records: [Planned(Outcome.NEW, records)] * 2,
        lambda records: [Planned(Outcome.NEW, records)],
    ],
)
def test_a_kind_that_loses_doubles_or_writes_faulty_rows_is_stopped(
    units, office, yuxin, monkeypatch, plan
):
    monkeypatch.setattr(units, "plan", lambda records, sending: plan(records))

    with pytest.raises(ImproperlyConfigured):
        actions.check_file(units, register(WRONG), name="a.xlsx", by=office)


def test_what_is_exported_is_read_again_unchanged(units, office, yuxin):
    unit = Organ.objects.create(
        kind="unit", name="水利站", division=yuxin, since=date(1990, 5, 1)
    )
    resource = UnitRegister()
    fields = ("name", "since")
    row = [resource.fields[name].export(unit) for name in fields]

    report = actions.check_file(
        units, register(["渔薪镇", *row, "", ""]), name="a.xlsx", by=office
    )

    assert counts(report.counts) == (1, 0, 0, 1, 0)
