"""import_workbook: what it prints, how it exits, as whom it acts."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.base.workbooks.books import workbook
from tests.base.workbooks.test_staging import ASKED, CLEAR, HEADING, WRONG, names
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.workbooks.models import ImportBatch

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(units, yuxin, tmp_path, capsys):
    def run(*rows, options=(), code=0):
        file = tmp_path / "名册.xlsx"
        file.write_bytes(workbook(单位=[HEADING, *rows]))
        try:
            call_command("import_workbook", "units", str(file), *options)
            exited = 0
        except SystemExit as stop:
            exited = stop.code
        assert exited == code
        return capsys.readouterr().out

    return run


def test_a_clear_workbook_goes_in_at_once(run):
    out = run(CLEAR)

    assert names() == {"水利站"}
    assert out == "共1行：新增1，变更0，无变化0，未收0。已写入1行。\n"


def test_a_workbook_with_faults_stops_with_three_and_writes_nothing(run):
    out = run(CLEAR, WRONG, code=3)

    assert names() == set()
    assert "错误：单位 第3行 成立年月“上月”：不是可识别的年月" in out
    assert "没有写入；加 --accept-rest" in out


def test_accept_rest_writes_what_is_clear_and_still_says_three(run):
    out = run(CLEAR, ASKED, WRONG, options=["--accept-rest"], code=3)

    assert names() == {"水利站", "文化站"}
    assert "待确认：单位 第3行 成立年月“1964.1”" in out
    assert "已写入2行" in out


def test_a_dry_run_writes_nothing(run):
    out = run(CLEAR, options=["--dry-run"])

    assert names() == set()
    assert not ImportBatch.objects.exists()
    assert "仅检查，没有写入" in out


def test_json_is_one_object_with_exactly_these_keys(run):
    report = json.loads(run(ASKED, WRONG, options=["--json"], code=3))

    assert list(report) == [
        *("kind", "rows", "new", "changed", "unchanged", "rejected"),
        *("faults", "questions"),
    ]
    assert [list(f) for f in report["faults"]] == [
        ["sheet", "row", "column", "value", "reason"]
    ] * 2
    assert list(report["questions"][0]) == [
        *("sheet", "row", "column", "value", "reason", "candidates")
    ]


def test_without_a_name_the_system_acts_and_nobody_can_sign_in_as_it(run):
    run(CLEAR)

    system = User.objects.get(username="system")
    assert ImportBatch.objects.get().created_by == system
    assert not system.is_active
    assert not system.has_usable_password()


def test_a_clerk_named_sends_for_her_township(run, clerk, duobao):
    run(CLEAR, options=["--user", "yuxin"])

    assert ImportBatch.objects.get().township == clerk.townships[0]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing", "a.xlsx"], "没有“nothing”这种工作簿，可用："),
        (["units", "missing.xlsx"], "无法读取文件“missing.xlsx”：没有这个文件"),
        (["units", "."], "无法读取文件“.”：这是文件夹"),
        (["units", "manage.py"], "不是Excel工作簿"),
        (["units", "manage.py", "--user", "nobody"], "没有账号“nobody”"),
    ],
)
def test_bad_input_gets_a_sentence(units, db, arguments, sentence):
    with pytest.raises(CommandError, match=sentence) as caught:
        call_command("import_workbook", *arguments)

    assert caught.value.returncode == 1


def test_nobody_imports_in_the_name_of_an_account_switched_off(units, clerk):
    clerk.is_active = False
    clerk.save()

    with pytest.raises(CommandError, match="没有账号“yuxin”，或者已经停用"):
        call_command("import_workbook", "units", "a.xlsx", "--user", "yuxin")
