"""Making backups: what is said of them, which are kept, and what goes wrong."""

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.core.files.storage import default_storage
from django.utils import timezone

from tianmen_congress.base.backups import actions, contents, queries, reading, writing
from tianmen_congress.base.backups.enums import BackupKind
from tianmen_congress.base.backups.faults import BackupFault
from tianmen_congress.base.backups.keys import machine_key
from tianmen_congress.base.backups.models import Run
from tianmen_congress.base.backups.place import alone, name_for
from tianmen_congress.base.runtime.binaries import ToolFailed

pytestmark = pytest.mark.django_db
A, B = "2017/07/a.pdf", "2017/07/b.pdf"


def files_in(place):
    return sorted(path.name for path in place.iterdir())


def told(work):
    with pytest.raises(BackupFault) as fault:
        work()
    return str(fault.value)


def test_it_is_one_file_that_tells_nothing_by_its_name_or_to_other_users(
    stored, place, paper
):
    stored(A, b"one")
    run, written = actions.back_up()

    stamp = timezone.localtime(written.at).strftime("%Y%m%d-%H%M%S")
    assert files_in(place) == [f"tianmen-{stamp}.tar.age"]
    assert written.path.stat().st_mode & 0o777 == 0o600
    assert (run.name, run.files, run.lost) == (written.path.name, 1, 0)
    assert run.size == written.path.stat().st_size
    assert Run.objects.good().get() == run


def test_the_printed_key_and_the_machines_open_it_and_no_other(stored, place, paper):
    stored(A, b"one")
    path = actions.back_up()[1].path

    for key in (paper, machine_key()):
        found = actions.verify(path, [key])
        assert (list(found.listed.files), found.head.lost) == ([A], [])
    assert "密钥不对" in told(
        lambda: actions.verify(path, [X25519PrivateKey.generate()])
    )


def test_a_file_lost_before_is_told_and_the_rest_is_kept(stored, place, paper):
    stored(A, b"one")
    stored(B, b"two")
    default_storage.delete(A)
    run, written = actions.back_up()

    assert (run.files, run.lost, written.lost) == (1, 1, [A])
    assert actions.verify(written.path, [paper]).head.lost == [A]


def test_a_file_that_is_no_longer_what_was_stored_is_told(stored, place, paper, home):
    stored(A, b"one")
    (home.files / A).write_bytes(b"two")
    run, written = actions.back_up()

    assert (run.altered, written.altered) == (1, [A])


def test_a_file_that_the_archive_lost_is_told(stored, place, paper, monkeypatch):
    stored(A, b"one")
    stored(B, b"two")
    add = contents.Packer.add_file

    def add_badly(packer, name, file, size):
        if name == A:
            add(packer, name, file, size)
        packer.listed.files[name] = "0" * 64 if name == B else packer.listed.files[A]

    monkeypatch.setattr(contents.Packer, "add_file", add_badly)
    words = f"与备份时的指纹不一致：缺少1个文件：{B}"
    assert told(actions.back_up) == words
    assert Run.objects.get().problem == words


def test_without_a_printed_key_none_is_made(stored, place):
    assert "还没有恢复密钥" in told(actions.back_up)
    assert files_in(place) == []


REFUSED = {
    "missing": "不存在，可能磁盘没有挂载",
    "家": "在数据目录之内",
    "家/files": "在数据目录之内",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_place_where_it_would_be_lost_is_refused(home, paper, folder, name):
    assert REFUSED[name] in told(lambda: actions.back_up(to=folder / name))
    assert not Run.objects.exists()


def test_a_place_that_went_missing_is_a_backup_that_failed(place, paper):
    place.rmdir()

    words = told(actions.back_up)
    assert words == f"备份目录 {place} 不存在，可能磁盘没有挂载"
    assert Run.objects.get().problem == words


def fail_with(error):
    def fail(*_, **__):
        raise error

    return fail


FAILING = {
    "磁盘已满": OSError(28, "No space left on device"),
    "数据库程序未能完成：pg_dump：磁盘已满": ToolFailed("pg_dump：磁盘已满"),
}


@pytest.mark.parametrize("words", FAILING)
def test_what_the_machine_refuses_is_told_and_nothing_half_written_stays(
    place, paper, monkeypatch, words
):
    monkeypatch.setattr(writing, "dumped", fail_with(FAILING[words]))
    (place / "tianmen-20170101-000000.tar.age.part").touch()

    assert told(actions.back_up) == words
    assert files_in(place) == []
    assert Run.objects.get().problem == words


def test_two_at_once_are_one(place, paper):
    with alone():
        assert "正在进行" in told(actions.back_up)
        actions.daily_backup()
        actions.daily_drill()
    assert not Run.objects.exists()


def make_old(folder, *days):
    for back in days:
        name = name_for(timezone.now() - timedelta(days=back))
        (folder / name).touch()


def test_old_ones_go_and_the_last_good_one_stays(place, paper, settings):
    settings.BACKUP_KEEP_DAYS = 30
    make_old(place, 29, 31, 400)
    (place / "notes.txt").touch()
    run, written = actions.back_up()

    assert run.place == str(place)
    kept = {written.path.name, "notes.txt"}
    assert set(files_in(place)) > kept
    assert len(files_in(place)) == 3


def test_where_somebody_names_another_folder_nothing_there_goes(place, paper, folder):
    other = folder / "disk"
    other.mkdir()
    make_old(other, 400)
    (other / "tianmen-20170101-000000.tar.age.part").touch()
    run, _ = actions.back_up(to=other)

    assert (run.place, len(files_in(other))) == (str(other), 3)


def test_where_a_file_is_lost_none_goes(stored, place, paper):
    stored(A, b"one")
    default_storage.delete(A)
    make_old(place, 400)
    actions.back_up()

    assert len(files_in(place)) == 2


@pytest.fixture
def head(place, paper):
    return actions.verify(actions.back_up()[1].path, [paper]).head


# What is the matter with a backup -> what is said before anything is restored.
UNFIT = {
    "migrations": ("备份来自较新的程序版本，请先更新程序再恢复", ["visits.9999_later"]),
    "database_bytes": ("磁盘空间不足：约需", 2**60),
    "file_bytes": ("磁盘空间不足：约需", 2**60),
}


@pytest.mark.parametrize("name", UNFIT)
def test_what_cannot_be_restored_here_is_told_before_it_is_begun(head, home, name):
    words, value = UNFIT[name]
    setattr(head, name, value)
    keeper = reading.Somewhere(home, {}, None)

    assert told(lambda: keeper.begin(head)).startswith(words)


def test_where_the_last_one_went_missing_an_older_one_is_no_drill(place, paper):
    make_old(place, 2)
    path = actions.back_up()[1].path
    path.unlink()

    words = f"最近一次备份 {path.name} 已不在 {place} 中"
    assert told(actions.drill) == words
    assert Run.objects.get(kind=BackupKind.DRILL).problem == words


def test_a_slip_of_somebody_is_no_drill_that_failed(place, paper):
    path = actions.back_up()[1].path
    words = told(lambda: actions.drill_with(path, [X25519PrivateKey.generate()]))

    assert "密钥不对" in words
    assert not Run.objects.filter(kind=BackupKind.DRILL).exists()


# How long ago the last good one was and the last that failed, in hours of a real day
# that is at 12 o'clock -> whether it is due.
DUE = {
    (None, None): True,
    (1, None): False,
    (11, None): False,
    (13, None): True,
    (13, 2): True,
    (None, 2): True,
    (None, 0.5): False,
    (13, 0.5): False,
}


@pytest.mark.parametrize("ago", DUE)
def test_it_is_due_once_a_day_and_an_hour_after_a_failure(place, monkeypatch, ago):
    noon = timezone.localtime().replace(hour=12, minute=0)
    monkeypatch.setattr(queries.timezone, "localtime", lambda: noon)
    for hours, problem in zip(ago, ("", "磁盘已满"), strict=True):
        if hours is not None:
            at = noon - timedelta(hours=hours)
            Run.objects.create(
                kind=BackupKind.BACKUP, at=at, moment=at, problem=problem
            )

    assert queries.is_due(BackupKind.BACKUP) is DUE[ago]
    assert queries.is_due(BackupKind.DRILL) is True


def test_where_no_place_is_set_nothing_is_due(settings, db):
    settings.BACKUP_DIR = None

    assert not queries.is_due(BackupKind.BACKUP)
