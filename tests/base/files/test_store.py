"""What may be stored, by its content; pictures without the place where they were taken."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.base.workbooks.books import with_part, workbook
from tianmen_congress.base.files.actions import FileRefused, shown_name, store
from tianmen_congress.base.files.enums import FileKind
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.files.responses import send

pytestmark = pytest.mark.django_db
ALL = list(FileKind)


@pytest.fixture(autouse=True)
def _files_go_nowhere(settings, tmp_path):
    storages = dict(settings.STORAGES)
    storages["default"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = storages


def picture(size=(600, 400), kind="JPEG", mode="RGB", **options):
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, kind, **options)
    return out.getvalue()


def document(part="word/document.xml"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, "<x/>")
    return out.getvalue()


def keep(data, user, name="文件", kinds=ALL):
    return store(SimpleUploadedFile(name, data), by=user, kinds=kinds)


@pytest.mark.parametrize(
    ("data", "media_type", "extension"),
    [
        (picture(), "image/jpeg", ".jpg"),
        (picture(kind="PNG"), "image/jpeg", ".jpg"),
        (picture(kind="WEBP"), "image/jpeg", ".jpg"),
        (b"%PDF-1.7 ...", "application/pdf", ".pdf"),
        (workbook([["a"]]), "spreadsheetml.sheet", ".xlsx"),
        (document(), "wordprocessingml.document", ".docx"),
    ],
)
def test_a_file_is_known_by_its_content(office, data, media_type, extension):
    stored = keep(data, office, name="文件.exe")

    assert stored.media_type.endswith(media_type)
    assert stored.name == f"文件{extension}"
    assert stored.content.name.endswith(extension)


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        b"<html><script>1</script></html>",
        b"PK\x03\x04broken",
        document("other/thing.xml"),
        with_part(workbook([["a"]]), "xl/vbaProject.bin", b"x"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    ],
)
def test_anything_else_is_refused(office, data):
    with pytest.raises(FileRefused, match="文件类型不符"):
        keep(data, office, name="照片.jpg")


def test_a_room_takes_only_the_kinds_it_names(office):
    with pytest.raises(FileRefused, match=r"可上传：图片、PDF文件$"):
        keep(workbook([["a"]]), office, kinds=[FileKind.IMAGE, FileKind.PDF])


def test_an_empty_file_is_refused(office):
    with pytest.raises(FileRefused, match="空的"):
        keep(b"", office)


def test_a_file_beyond_the_limit_is_refused(office, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024

    with pytest.raises(FileRefused, match="超过1MB"):
        keep(b"%PDF-" + b"x" * 1024 * 1024, office)


def test_nothing_is_kept_of_a_refused_file(office, tmp_path):
    with pytest.raises(FileRefused):
        keep(b"MZ", office)

    assert not StoredFile.objects.exists()
    assert list(tmp_path.iterdir()) == []


def test_the_path_tells_nothing_and_the_row_tells_the_content(office):
    data = b"%PDF-1.7 abc"

    stored = keep(data, office, name="张三的申请.pdf")

    assert "张三" not in stored.content.name
    assert len(Path(stored.content.name).stem) == 32
    assert stored.size == len(data)
    assert stored.uploaded_by == office
    with stored.content.open() as content:
        assert content.read() == data


def test_two_files_of_one_name_are_two_files(office):
    first, second = (keep(b"%PDF-1", office, name="a.pdf") for _ in range(2))

    assert first.content.name != second.content.name
    assert first.sha256 == second.sha256


# Pictures


def exif_with_place():
    exif = Image.Exif()
    exif[0x0110] = "Camera of Zhang"
    exif.get_ifd(0x8825)[2] = (30.0, 39.0, 0.0)
    return exif


def drawn(stored, thumbnail=False):
    with (stored.thumbnail if thumbnail else stored.content).open() as content:
        image = Image.open(io.BytesIO(content.read()))
        image.load()
        return image


def test_place_and_camera_are_gone(office):
    data = picture(exif=exif_with_place())
    assert Image.open(io.BytesIO(data)).getexif()
    assert b"Zhang" in data

    stored = keep(data, office)

    assert not drawn(stored).getexif()
    with stored.content.open() as content:
        assert b"Zhang" not in content.read()


def test_a_picture_taken_sideways_stands_upright(office):
    exif = Image.Exif()
    exif[0x0112] = 6

    stored = keep(picture(size=(600, 400), exif=exif), office)

    assert drawn(stored).size == (400, 600)


def test_a_large_picture_is_made_smaller(office):
    stored = keep(picture(size=(5000, 3000)), office)

    assert max(drawn(stored).size) <= 2560
    assert drawn(stored, thumbnail=True).size == (400, 240)


def test_what_was_transparent_is_white(office):
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")

    stored = keep(out.getvalue(), office)

    assert drawn(stored).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "I;16"])
def test_pictures_in_any_colours_are_taken(office, mode):
    out = io.BytesIO()
    Image.new(mode, (20, 20)).save(out, "PNG")

    assert drawn(keep(out.getvalue(), office)).mode == "RGB"


def huge_png(side):
    """A picture whose header says that it is side x side, in a few bytes."""
    data = bytearray(picture(size=(8, 8), kind="PNG"))
    data[16:24] = side.to_bytes(4, "big") * 2
    import zlib

    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize("side", [5_100, 8_000, 13_000, 60_000])
def test_a_picture_of_too_many_points_is_refused_by_its_header(office, side):
    with pytest.raises(FileRefused, match="尺寸过大"):
        keep(huge_png(side), office)


@pytest.mark.parametrize("cut", [20, 200, 1000])
def test_a_broken_picture_is_refused(office, cut):
    with pytest.raises(FileRefused, match="已损坏"):
        keep(picture(size=(300, 300), quality=95)[:cut], office)


# Names


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\用户\\图.JPG", "图.pdf"),
        ("a\x00b\n.pdf", "ab.pdf"),
        ("", "文件.pdf"),
        ("...", "文件.pdf"),
        ("名" * 300 + ".pdf", "名" * 116 + ".pdf"),
        ('"<x>".pdf', "x.pdf"),
        ("gpj.\u202efdp.exe", "gpj.fdp.pdf"),
    ],
)
def test_names_are_made_harmless(name, shown):
    assert shown_name(name, ".pdf") == shown


# Sending


def test_pictures_are_shown_and_everything_else_is_saved(office):
    shown = send(keep(picture(), office, name="图.jpg"))
    saved = send(keep(b"%PDF-1", office, name="件.pdf"))

    assert shown["Content-Disposition"].startswith("inline")
    assert saved["Content-Disposition"].startswith("attachment")
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Cache-Control"] == "private, no-store"
    shown.close()
    saved.close()


def test_a_thumbnail_is_sent_when_it_is_asked_for(office):
    stored = keep(picture(size=(1000, 1000)), office)

    response = send(stored, thumbnail=True)

    assert Image.open(io.BytesIO(b"".join(response))).size == (400, 400)
    response.close()


def test_a_file_missing_on_the_disk_is_not_found(office):
    from django.http import Http404

    stored = keep(b"%PDF-1", office)
    stored.content.storage.delete(stored.content.name)

    with pytest.raises(Http404):
        send(stored)
