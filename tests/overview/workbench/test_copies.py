"""The system administrator sees at once how it stands with the backups."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tianmen_congress.base.backups.enums import BackupKind
from tianmen_congress.base.backups.models import Run
from tianmen_congress.base.backups.queries import standing

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def make(kind, hours, problem="", **fields):
    at = NOW - timedelta(hours=hours)
    return Run.objects.create(kind=kind, at=at, moment=at, problem=problem, **fields)


def page(client, user):
    client.force_login(user)
    return client.get(reverse("workbench:home")).content.decode()


def test_nobody_else_is_shown_them(client, sysadmin, office, auditor):
    make(BackupKind.BACKUP, 1)

    assert "备份与恢复演练" in page(client, sysadmin)
    for user in (office, auditor):
        assert standing(user=user) == []
        assert "备份与恢复演练" not in page(client, user)


# Hours since the last good one, and since the one that failed -> what is said of each.
STANDING = {
    (None, None): "还没有成功过",
    (23, None): "正常",
    (25, None): "已超过一天",
    (25, 1): "已超过一天",
    (23, 30): "正常",
}


@pytest.mark.parametrize("kind", BackupKind)
@pytest.mark.parametrize("ago", STANDING)
def test_it_is_red_after_a_day(client, sysadmin, kind, ago):
    other = next(each for each in BackupKind if each != kind)
    make(other, 1)
    good, failed = ago
    if good:
        make(kind, good)
    if failed:
        make(kind, failed, "磁盘已满")

    text = page(client, sysadmin)

    assert text.count("正常") == 1 + (STANDING[ago] == "正常")
    assert STANDING[ago] in text
    assert ("磁盘已满" in text) is (failed == 1)


def test_what_was_kept_is_told_with_its_numbers(client, sysadmin):
    make(BackupKind.BACKUP, 1, rows=162286, files=7, lost=2, size=14_592_000)
    make(BackupKind.DRILL, 1, rows=162280, files=6, seconds=28)

    text = page(client, sysadmin)

    assert "162286行、7个文件" in text
    assert "13.9" in text
    assert "磁盘上缺少文件" in text
    assert "162280行、6个文件，逐行逐件一致，用时28秒" in text
