import io
import re

import pytest
from django.core.management import CommandError, call_command

from tests.database import as_owner
from tests.factories.platform import OrganFactory
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.divisions.models import Division

pytestmark = pytest.mark.django_db
LIST = """code,parent_code,level,name
42,,province,湖北省
4290,42,prefecture,省直辖
429006,4290,county,天门市
429006105,429006,township,渔薪镇
429006001,429006,township,竟陵街道办事处
429006105212,429006105,village,青山村委会
"""


def run(command, *arguments):
    out = io.StringIO()
    with as_owner():
        call_command(command, *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "区划.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


def test_loading_divisions_gives_each_township_its_organs(file):
    first = run("load_divisions", str(file))
    second = run("load_divisions", str(file))

    assert "新增6，变更0，无变化0，撤销0；新建机构5个" in first
    assert "新增0，变更0，无变化6，撤销0；新建机构0个" in second
    assert set(Organ.objects.values_list("kind", "name")) == {
        (OrganKind.PRESIDIUM, "渔薪镇人大主席团"),
        (OrganKind.GOVERNMENT, "渔薪镇人民政府"),
        (OrganKind.LIAISON, "竟陵街道办事处人大联络处"),
        (OrganKind.GOVERNMENT, "竟陵街道办事处"),
        (OrganKind.LIAISON, "市直人大联络处"),
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name\n", "表头应为"),
        (LIST.replace("429006105212", "999").encode(), "不以上级代码"),
        ("湖北".encode("gb18030"), "不是 UTF-8"),
        (LIST.replace("湖北省", "湖\0北省").encode(), "坏.csv"),
        (LIST.replace("湖北省", "湖\x07北省").encode(), "不能显示的字符"),
        (LIST.replace("湖北省", "长" * 61).encode(), "名称超过60个字"),
        (LIST.replace("湖北省", "长" * 200_000).encode(), "坏.csv"),
        (LIST.replace("湖北省", "湖北省,多,余").encode(), "多出2列"),
    ],
    ids=["head", "code", "gb", "nul", "bell", "long", "field", "columns"],
)
def test_a_bad_list_is_told_and_loads_nothing(content, words, tmp_path):
    file = tmp_path / "坏.csv"
    file.write_bytes(content)

    with pytest.raises(CommandError, match=words):
        run("load_divisions", str(file))

    assert not Division.objects.exists()


def test_a_missing_list_is_told(tmp_path):
    with pytest.raises(CommandError, match="：没有这个文件"):
        run("load_divisions", str(tmp_path / "none.csv"))
    with pytest.raises(CommandError, match="：这是文件夹"):
        run("load_divisions", str(tmp_path))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["a" * 61], "用户名最多60个字"),
        (["x", "--name", "长" * 41], "姓名最多40个字"),
        (["x", "--name", "张\udcff三"], "姓名中有不能显示的字符"),
    ],
)
def test_a_name_that_cannot_be_kept_is_told_and_makes_nobody(arguments, words):
    with pytest.raises(CommandError, match=words):
        run("add_user", *arguments, "--role", "leader")

    assert not User.objects.filter(username=arguments[0]).exists()


def test_an_unknown_role_is_told_with_those_there_are():
    with pytest.raises(CommandError, match="没有角色“king”，可用：office、presidium"):
        run("add_user", "x", "--role", "king")


def test_a_seed_that_is_no_number_is_told():
    with pytest.raises(CommandError, match="--seed abc 不是整数"):
        run("load_demo", "--seed", "abc")


def test_a_user_is_made_with_a_code_told_once_and_no_password(file):
    run("load_divisions", str(file))

    said = run("add_user", "wang", "--role", "presidium", "--organ", "渔薪镇")

    user = User.objects.get(username="wang")
    assert str(user.main_post) == "乡镇人大主席团(联络处) 渔薪镇人大主席团"
    assert not user.has_usable_password()
    assert len(re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}", said)) == 2
    lines = TrailEntry.objects.filter(kind=Kind.RIGHTS, subject="wang")
    assert any("岗位：增加 乡镇人大主席团" in line.note for line in lines)


def test_a_townships_name_means_its_government_for_a_unit(file):
    run("load_divisions", str(file))

    run("add_user", "zhen", "--role", "unit", "--organ", "渔薪镇")

    assert User.objects.get(username="zhen").main_post.organ.name == "渔薪镇人民政府"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["x", "--role", Role.UNIT], "须用 --organ"),
        (["x", "--role", Role.UNIT, "--organ", "市火星局"], "没有适合角色"),
        (["x", "--role", Role.UNIT, "--organ", "局"], "可指2个机构"),
        (["坏 名", "--role", Role.LEADER], "slug|由字母"),
        (["system", "--role", Role.LEADER], "已有账号 system"),
    ],
)
def test_a_user_that_cannot_be_made_is_told_and_not_made(arguments, words):
    OrganFactory.create_batch(2)

    with pytest.raises(CommandError, match=words):
        run("add_user", *arguments)

    assert not User.objects.exclude(username="system").exists()
