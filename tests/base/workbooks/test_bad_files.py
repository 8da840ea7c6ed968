"""Bad files, through the page and the command: a sentence, soon, and nothing changed."""

import resource
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.base.workbooks.bad_files import BAD, HARMLESS
from tests.base.workbooks.test_staging import names
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.jobs.models import Job
from tianmen_congress.base.jobs.running import run
from tianmen_congress.base.workbooks.models import ImportBatch

pytestmark = pytest.mark.django_db
SOON = 1.5  # seconds of the processor
LITTLE = 200 * 1024  # kilobytes, as the system counts

each = pytest.mark.parametrize("what", BAD)


def send(client, data, name="名册.xlsx"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("workbooks:create"), {"kind": "units", "file": file})


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.fixture
def desk(client, clerk, units):
    client.force_login(clerk)
    return client


@each
def test_the_page_says_what_is_wrong_soon_and_takes_nothing(desk, what):
    data, word = BAD[what]
    send(desk, b"x")  # what the first request of all costs is not counted
    began, before = time.process_time(), memory()

    response = send(desk, data)

    assert time.process_time() - began < SOON
    assert memory() - before < LITTLE
    [sentence] = response.context["form"].errors["file"]
    assert word in sentence
    assert sentence in response.content.decode()
    assert not ImportBatch.objects.exists()
    assert not StoredFile.objects.exists()
    assert names() == set()


@each
def test_the_command_says_it_too_and_ends_with_one(units, db, tmp_path, what):
    data, word = BAD[what]
    file = tmp_path / "名册.xlsx"
    file.write_bytes(data)

    with pytest.raises(CommandError, match=word) as refused:
        call_command("import_workbook", "units", str(file))

    assert refused.value.returncode == 1
    assert not ImportBatch.objects.exists()
    assert not StoredFile.objects.exists()


@each
def test_what_the_name_says_makes_no_difference(desk, what):
    """A name that ends in .xlsx opens no door, and one that doesn't closes none."""
    data, word = BAD[what]

    response = send(desk, data, name="../../名册.exe")

    assert word in response.context["form"].errors["file"][0]


@each
def test_left_to_the_worker_it_is_refused_in_the_same_words(
    desk, settings, what, yuxin
):
    """Where the size sends it to the worker, what is no workbook never gets there."""
    settings.CHECK_AT_ONCE_BYTES = 1
    data, word = BAD[what]

    response = send(desk, data)

    if job := Job.objects.first():
        ran = run(job)
        assert (ran.state, word in ran.result["text"]) == ("failed", True)
    else:
        assert response.context["form"].errors["file"]
    assert not ImportBatch.objects.exists()
    assert names() == set()


@pytest.mark.parametrize("what", HARMLESS)
def test_what_is_only_odd_is_read(desk, units, yuxin, what):
    response = send(desk, HARMLESS[what])

    batch = ImportBatch.objects.get()
    assert response.url == batch.get_absolute_url()
    assert (batch.rows, batch.new) == (1, 1)
    assert ".." not in batch.file.content.name


def test_a_file_too_large_is_refused_by_its_size(desk, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024

    response = send(desk, b"PK\x03\x04" + b"\0" * 1024 * 1024)

    assert response.context["form"].errors["file"] == [
        "文件超过1MB，请拆成几个文件后重新上传"
    ]


def test_an_empty_file_is_told_so(desk):
    response = send(desk, b"")

    assert "空" in response.context["form"].errors["file"][0]


def test_no_file_at_all_is_told_so(desk):
    response = desk.post(reverse("workbooks:create"), {"kind": "units"})

    assert response.context["form"].errors == {"file": ["请填写工作簿"]} or (
        "请" in response.context["form"].errors["file"][0]
    )


def test_the_kind_chosen_is_kept_when_the_file_is_refused(desk):
    response = send(desk, b"x")

    assert response.context["form"]["kind"].value() == "units"


@pytest.mark.parametrize(
    "path", ["gone.xlsx", "."], ids=["a-file-that-is-gone", "a-folder"]
)
def test_what_cannot_be_opened_is_told_by_the_command(units, db, tmp_path, path):
    with pytest.raises(CommandError, match="无法读取文件") as refused:
        call_command("import_workbook", "units", str(tmp_path / path))

    assert refused.value.returncode == 1
