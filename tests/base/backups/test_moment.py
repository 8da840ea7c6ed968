"""Rows and files of one moment, whatever is stored and removed meanwhile."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tianmen_congress.base.backups import moment
from tianmen_congress.base.backups.faults import BackupFault
from tianmen_congress.base.files.actions import remove
from tianmen_congress.base.jobs.models import Job

pytestmark = pytest.mark.django_db
A, B, C = "2017/07/a.pdf", "2017/07/b.pdf", "2017/07/c.pdf"


def read(at):
    return {name: link.read_bytes() for name, link in at.links.items()}


def test_what_rows_name_is_in_it_and_what_none_names_is_not(stored):
    file = stored(A, b"one")
    default_storage.save(B, ContentFile(b"other"))
    Job.objects.create(kind="x", title="x", user=file.uploaded_by, output=C)
    default_storage.save(C, ContentFile(b"other"))

    with moment.one_moment() as at:
        assert read(at) == {A: b"one", C: b"other"}
        assert at.names == {A: file.sha256, C: ""}
        assert at.lost == []
        assert at.fingerprints.tables["files_storedfile"][0] == 1


def test_a_file_that_is_removed_while_it_is_copied_is_still_there(stored):
    file = stored(A, b"one")

    with moment.one_moment() as at:
        remove(file)
        assert not default_storage.exists(A)
        assert read(at) == {A: b"one"}


def test_what_is_stored_later_is_not_in_it(stored):
    stored(A, b"one")

    with moment.one_moment() as at:
        stored(B, b"two")
        assert read(at) == {A: b"one"}


def test_a_file_gone_from_the_disk_is_lost_while_its_row_stands(stored):
    stored(A, b"one")
    stored(B, b"two")
    default_storage.delete(B)

    with moment.one_moment() as at:
        assert (at.lost, read(at)) == ([B], {A: b"one"})


def test_a_file_removed_with_its_row_just_before_is_not_lost(stored, monkeypatch):
    """The snapshot names it still: another moment is taken."""
    stored(A, b"one")
    going = [stored(B, b"two")]
    link = moment._link

    def link_late(names, folder):
        while going:
            remove(going.pop())
        return link(names, folder)

    monkeypatch.setattr(moment, "_link", link_late)
    with moment.one_moment() as at:
        assert (at.lost, read(at)) == ([], {A: b"one"})
        assert at.fingerprints.tables["files_storedfile"][0] == 1


def test_where_files_go_all_the_time_it_gives_up(stored, monkeypatch):
    monkeypatch.setattr(moment, "_removed_since", lambda names: True)

    with pytest.raises(BackupFault, match="稍后再试"), moment.one_moment():
        pass


def test_a_disk_without_links_is_copied(stored, monkeypatch):
    stored(A, b"one")

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(moment.os, "link", refuse)
    with moment.one_moment() as at:
        assert read(at) == {A: b"one"}


def test_nothing_of_it_is_left_on_the_disk(stored, home):
    stored(A, b"one")
    left = home.files / moment.LINKS
    left.mkdir()
    (left / "0").write_bytes(b"of a killed run")

    with moment.one_moment() as at:
        assert len(at.links) == 1
    assert not left.exists()
