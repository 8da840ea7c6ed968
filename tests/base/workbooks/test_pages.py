"""导入 in the browser's eyes: send, look, write or drop, answer."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tests.base.workbooks.books import workbook
from tests.base.workbooks.test_staging import (
    ASKED,
    CLEAR,
    HEADING,
    WRONG,
    names,
    register,
)
from tests.factories.platform import hold
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import BatchState
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue

pytestmark = pytest.mark.django_db
CREATE = "workbooks:create"


def upload(data, name="名册.xlsx"):
    return SimpleUploadedFile(name, data)


def send(client, *rows, **fields):
    fields = {"kind": "units", "file": upload(register(*rows)), **fields}
    return client.post(reverse(CREATE), fields)


@pytest.fixture
def batch(units, office, yuxin):
    return actions.stage(units, upload(register(CLEAR, ASKED, WRONG)), by=office)


@pytest.fixture
def written(batch, office):
    return actions.write(batch, by=office)


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


def address(name, thing):
    return reverse(f"workbooks:{name}", args=[thing.pk])


def text_of(response):
    return response.content.decode()


def test_a_workbook_is_checked_and_shown_before_anything_is_written(desk, units, yuxin):
    response = send(desk, CLEAR, ASKED, WRONG)

    batch = ImportBatch.objects.get()
    page = text_of(desk.get(response.url))
    assert response.url == batch.get_absolute_url()
    assert "写入2行" in page
    assert "有错误的1行不写入" in page
    assert "手机号码应为11位，现有10位" in page
    assert names() == set()


def test_a_bad_file_gets_its_sentence_at_the_field(desk, units):
    response = desk.post(reverse(CREATE), {"kind": "units", "file": upload(b"x")})

    assert response.context["form"].errors == {
        "file": ["不是Excel工作簿，请上传.xlsx文件"]
    }
    assert not ImportBatch.objects.exists()


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(desk, units, settings):
    settings.UPLOAD_MAX_BYTES = 1024

    response = send(desk, CLEAR)

    assert "file" in response.context["form"].errors


def test_an_unknown_kind_is_no_choice(desk, units):
    response = send(desk, CLEAR, kind="nothing")

    assert "kind" in response.context["form"].errors


def test_pressing_write_writes_what_is_clear_and_says_how_much(desk, batch):
    response = desk.post(address("write", batch), follow=True)

    assert names() == {"水利站", "文化站"}
    assert [str(message) for message in response.context["messages"]] == ["已写入2行。"]


def test_pressing_write_on_outdated_data_checks_again_instead(desk, batch, yuxin):
    Organ.objects.create(kind="unit", name="水利站", division=yuxin)

    response = desk.post(address("write", batch), follow=True)

    batch.refresh_from_db()
    assert batch.state == BatchState.CHECKED
    assert (batch.new, batch.changed) == (1, 1)
    assert "数据有了变化" in text_of(response)


def test_a_batch_can_be_given_up(desk, batch):
    desk.post(address("drop", batch))

    batch.refresh_from_db()
    assert batch.state == BatchState.DROPPED
    page = text_of(desk.get(address("detail", batch)))
    assert "已放弃" in page
    assert address("write", batch) not in page


def test_findings_can_be_narrowed_by_kind_and_taken_out(desk, batch):
    page = desk.get(address("detail", batch), {"kind": "question"})
    response = desk.get(address("detail", batch), {"kind": "fault", "export": "xlsx"})

    assert page.context["listing"].total == 1
    sheet = load_workbook(io.BytesIO(response.getvalue())).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] == "错误"]
    assert [(row[2], row[3], row[4]) for row in rows] == [
        ("单位", 5, "成立年月"),
        ("单位", 5, "联系电话"),
    ]


def test_a_clerks_own_rows_stand_before_those_of_other_townships(
    client, clerk, units, yuxin, duobao
):
    client.force_login(clerk)
    foreign = [["多宝镇", f"{n}号站", "1990-05", "", ""] for n in range(2)]
    response = send(client, *foreign, CLEAR, WRONG)

    page = client.get(response.url)

    reasons = [row.record.reason for row in page.context["table"].page.object_list]
    told = "不属于渔薪镇，只能导入本乡镇的数据"
    assert reasons[-2:] == [told, told]
    assert len(reasons) > 2
    assert told not in reasons[:-2]
    assert "工作簿中有2行不属于渔薪镇，没有收，不用改正" in text_of(page)


def test_nothing_is_said_of_other_townships_where_all_rows_are_ones_own(
    client, clerk, units, yuxin
):
    client.force_login(clerk)

    page = client.get(send(client, CLEAR, WRONG).url)

    assert "不用改正" not in text_of(page)


def test_several_questions_are_answered_at_once(desk, units, yuxin, office):
    second = ["渔薪镇", "电影站", 1971.1, "", ""]
    batch = actions.stage(units, upload(register(ASKED, second)), by=office)
    actions.write(batch, by=office)
    first, last = ImportIssue.objects.open_questions()

    response = desk.post(
        reverse("workbooks:answer"),
        {
            f"answer-{first.pk}": "1964-10",
            f"answer-{last.pk}": "1971-01",
            "next": batch.get_absolute_url(),
        },
    )

    assert response.url == batch.get_absolute_url()
    assert not ImportIssue.objects.open_questions().exists()
    assert str(Organ.objects.get(name="文化站").since) == "1964-10-01"
    assert str(Organ.objects.get(name="电影站").since) == "1971-01-01"


def test_an_answer_that_was_not_offered_is_refused_with_a_sentence(desk, written):
    question = ImportIssue.objects.open_questions().get()

    response = desk.post(
        reverse("workbooks:answer"),
        {f"answer-{question.pk}": "1999-01", "next": written.get_absolute_url()},
        follow=True,
    )

    assert "请选择列出的答复之一" in text_of(response)
    assert ImportIssue.objects.open_questions().exists()


@pytest.mark.parametrize("key", ["x", "9" * 30, "-1", "０", ""])
def test_odd_keys_of_answers_do_no_harm(desk, written, key):
    response = desk.post(reverse("workbooks:answer"), {f"answer-{key}": "1"})

    assert response.status_code == 302


def test_an_answered_question_shows_its_answer_in_words(desk, written, office):
    question = ImportIssue.objects.open_questions().get()
    actions.answer(question, "1964-10", by=office)

    page = text_of(desk.get(written.get_absolute_url()))

    assert "1964年10月<br>" in page
    assert 'type="radio"' not in page


def test_questions_can_be_chosen_only_once_the_batch_is_written(desk, batch, office):
    before = text_of(desk.get(batch.get_absolute_url()))
    actions.write(batch, by=office)
    after = text_of(desk.get(batch.get_absolute_url()))

    assert 'type="radio"' not in before
    assert after.count('type="radio"') == 2


def test_open_questions_of_all_batches_stand_on_one_page(desk, written):
    page = desk.get(reverse("workbooks:questions"))
    answered = desk.get(reverse("workbooks:questions"), {"answered": "0"})

    assert page.context["listing"].total == 1
    assert answered.context["listing"].total == 0


def test_the_template_of_a_kind_can_be_taken(desk, units):
    response = desk.get(reverse("workbooks:template", args=["units"]))

    sheet = load_workbook(io.BytesIO(response.getvalue())).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["乡镇*", "单位名称*", *HEADING[2:]]


def test_the_workbook_that_was_sent_can_be_taken_again(desk, batch):
    response = desk.get(address("file", batch))

    assert load_workbook(io.BytesIO(b"".join(response))).sheetnames == ["单位"]
    response.close()


def test_a_batch_of_the_command_keeps_its_workbook_too(desk, units, office, yuxin):
    data = register(CLEAR)
    actions.take(units, data, name="a.xlsx", by=office)

    response = desk.get(address("file", ImportBatch.objects.get()))

    assert b"".join(response.streaming_content) == data


def test_newer_batches_stand_first(desk, units, office, yuxin):
    made = [actions.stage(units, upload(register(CLEAR)), by=office) for _ in range(3)]

    listing = desk.get(reverse("workbooks:list")).context["listing"]

    assert [row.record for row in listing.table.rows] == made[::-1]


# Who may


@pytest.mark.parametrize("name", ["list", "create", "questions"])
@pytest.mark.parametrize(
    "who",
    ["secretary", "deputy", "supervisor", "unit", "leader", "sysadmin", "auditor"],
)
def test_other_roles_are_refused(client, request, name, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse(f"workbooks:{name}")).status_code == 403


@pytest.mark.parametrize("name", ["detail", "file", "write", "drop"])
def test_another_townships_batch_looks_like_a_missing_one(
    client, units, clerk, other_clerk, yuxin, name
):
    batch = actions.stage(units, upload(register(CLEAR)), by=clerk)
    client.force_login(other_clerk)
    method = client.get if name in ("detail", "file") else client.post

    foreign = method(address(name, batch))
    missing = method(reverse(f"workbooks:{name}", args=[batch.pk + 1]))

    assert foreign.status_code == missing.status_code == 404
    batch.refresh_from_db()
    assert batch.state == BatchState.CHECKED


def test_a_clerk_cannot_answer_for_another_township(
    client, units, clerk, other_clerk, yuxin
):
    batch = actions.stage(units, upload(register(ASKED)), by=clerk)
    actions.write(batch, by=clerk)
    question = ImportIssue.objects.open_questions().get()
    client.force_login(other_clerk)

    client.post(reverse("workbooks:answer"), {f"answer-{question.pk}": "1964-10"})

    assert ImportIssue.objects.open_questions().exists()
    assert Organ.objects.get(name="文化站").since is None


def test_a_clerk_of_one_township_is_not_asked_for_which(client, clerk, units, yuxin):
    client.force_login(clerk)

    page = client.get(reverse(CREATE))
    send(client, CLEAR)

    assert "township" not in page.context["form"].fields
    assert ImportBatch.objects.get().township == yuxin


def test_a_clerk_of_two_townships_chooses_between_her_own(
    client, clerk, units, yuxin, duobao
):
    organ = Organ.objects.create(kind="presidium", name="多宝", division=duobao)
    hold(clerk, Role.PRESIDIUM, organ)
    client.force_login(clerk)

    page = client.get(reverse(CREATE))
    send(client, CLEAR, township=duobao.pk)

    assert set(page.context["form"].fields["township"].queryset) == {yuxin, duobao}
    batch = ImportBatch.objects.get()
    assert (batch.township, batch.rejected) == (duobao, 1)


# Steady


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_batch_asks_the_database_as_often_for_many_findings(
    desk, units, office, yuxin, django_assert_num_queries, rows
):
    asked = [["渔薪镇", f"{n}号站", 1964.1, "", ""] for n in range(rows)]
    batch = actions.stage(units, upload(register(*asked)), by=office)
    actions.write(batch, by=office)
    desk.get(batch.get_absolute_url())

    with django_assert_num_queries(14):
        desk.get(batch.get_absolute_url())


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_batches_asks_the_database_as_often_for_many(
    desk, units, office, yuxin, django_assert_num_queries, rows
):
    for _ in range(rows):
        actions.stage(units, upload(register(ASKED)), by=office)
    desk.get(reverse("workbooks:list"))

    with django_assert_num_queries(12):
        desk.get(reverse("workbooks:list"))


def test_a_workbook_with_other_sheets_shows_remarks_about_them(desk, units, yuxin):
    data = workbook(好=[HEADING, CLEAR], 附注=[["随便写的"]])

    response = desk.post(reverse(CREATE), {"kind": "units", "file": upload(data)})

    page = text_of(desk.get(response.url))
    assert "没有找到表头，此表没有读取" in page
    assert "附注" in page
