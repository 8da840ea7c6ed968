"""What the commands say, where they say it, and with which number they end."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from tianmen_congress.base.audit.models import TrailEntry
from tianmen_congress.base.backups.faults import BackupFault
from tianmen_congress.base.backups.keys import (
    number_of,
    read_recovery_key,
    recovery_key,
)
from tianmen_congress.base.backups.typed import given_keys

pytestmark = pytest.mark.django_db
A = "2017/07/a.pdf"
KEY = re.compile(r"AGE-SECRET-KEY-1\n((?: +(?:[A-Z0-9]{2,4} *)+\n)+)")


def run(name, *arguments):
    """What the command says: on standard output, and beside it."""
    out, beside = io.StringIO(), io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=beside)
    return out.getvalue(), beside.getvalue()


def test_the_first_backup_shows_its_key_once_and_the_next_does_not(place, home, capsys):
    first, _ = run("backup")
    second, _ = run("backup")

    key = read_recovery_key(KEY.search(first)[1])
    assert key.public_key() == recovery_key(home)
    assert first.count(number_of(key.public_key())) == 1
    assert "恢复密钥" not in second
    assert "已备份并读回检查" in second


def test_another_key_is_made_on_request_and_the_old_one_still_opens_the_old(
    place, home
):
    first, _ = run("backup", "--new-key")
    old = read_recovery_key(KEY.search(first)[1])
    run("backup")
    second, _ = run("backup", "--new-key")

    assert f"编号 {number_of(old.public_key())} 的密钥打开" in second
    assert recovery_key(home) != old.public_key()
    paper = home.path / "paper"
    paper.write_text(KEY.search(first)[1])
    assert "备份完好" in run("backup", "--verify", "--key-file", str(paper))[0]
    paper.write_text(KEY.search(second)[1])
    with pytest.raises(CommandError, match="密钥不对"):
        run("backup", "--verify", "--key-file", str(paper))


def test_each_is_a_line_of_the_trail(place, home):
    run("backup")

    lines = TrailEntry.objects.order_by("pk").values_list("subject", flat=True)
    assert list(lines) == ["备份恢复密钥", "系统备份"]


def test_a_lost_file_is_told_and_the_command_ends_with_another_number(
    stored, place, paper, capsys
):
    stored(A, b"one")
    default_storage.delete(A)
    with pytest.raises(SystemExit) as end:
        call_command("backup")

    words = f"磁盘上缺少1个文件：{A}"
    assert (end.value.code, words in capsys.readouterr().err) == (3, True)
    with pytest.raises(CommandError, match=f"备份时磁盘上已丢失文件：缺少1个文件：{A}"):
        call_command("backup", "--verify")


BAD = {
    "backup": ["--verify", "/no/such"],
    "drill": ["/no/such"],
    "restore": ["/no/such", "--into", "/no/home"],
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_there_is_told(home, name):
    with pytest.raises(CommandError, match="/no/such：没有这个文件或文件夹"):
        run(name, *BAD[name])


def test_without_a_place_it_says_what_to_set(home, settings):
    settings.BACKUP_DIR = None

    with pytest.raises(CommandError, match="BACKUP_DIR"):
        run("backup")
    assert recovery_key(home) is None


def test_in_an_empty_place_there_is_nothing_to_verify(place):
    with pytest.raises(CommandError, match="还没有备份"):
        run("backup", "--verify")


def test_the_key_may_be_passed_in(paper, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("no key"))
    with pytest.raises(BackupFault, match="抄写有误"):
        given_keys("-")
    with pytest.raises(BackupFault, match="不能读取密钥文件 /no/such：没有这个文件"):
        given_keys("/no/such")
