"""Which backups go, and how their folder is set."""

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from tianmen_congress import settings as ours
from tianmen_congress.base.backups.place import clear_old, name_for, newest


def make(folder, days):
    path = folder / name_for(timezone.now() - timedelta(days=days))
    path.touch()
    return path


def test_old_ones_go_but_never_the_last_good_one(place):
    good, old, young = (make(place, days) for days in (99, 40, 29))
    (place / "notes.txt").touch()

    assert clear_old(place, good=good) == 1
    assert not old.exists()
    assert set(place.iterdir()) == {good, young, place / "notes.txt"}


def test_the_newest_is_found(place):
    first, second = make(place, 2), make(place, 1)

    assert newest(place) == second
    second.unlink()
    assert newest(place) == first


def test_the_folder_of_backups_lies_outside_the_home(monkeypatch):
    wrong = [str(ours.HOME), str(ours.HOME / "backups"), "backups"]
    for value in wrong:
        monkeypatch.setenv("BACKUP_DIR", value)
        with pytest.raises(ImproperlyConfigured, match="BACKUP_DIR"):
            ours.env_place("BACKUP_DIR")
    monkeypatch.setenv("BACKUP_DIR", "/mnt/backup")
    assert str(ours.env_place("BACKUP_DIR")) == "/mnt/backup"
    monkeypatch.delenv("BACKUP_DIR")
    assert ours.env_place("BACKUP_DIR") is None


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", ""])
def test_the_days_that_they_are_kept_are_a_number(monkeypatch, value):
    monkeypatch.setenv("BACKUP_KEEP_DAYS", value)
    with pytest.raises(ImproperlyConfigured, match="BACKUP_KEEP_DAYS"):
        ours.env_days("BACKUP_KEEP_DAYS", "30")
