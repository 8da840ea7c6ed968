"""Pictures as telephones, cameras and programs make them: taken, or refused in words."""

import io
import struct

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tianmen_congress.base.files.actions import FileRefused, store
from tianmen_congress.base.files.enums import FileKind
from tianmen_congress.base.files.pictures import (
    MOST,
    MOST_OF_THUMBNAIL,
    PictureRefused,
    redraw,
)

SECOND = Image.new("RGB", (48, 32), "blue")


def picture(kind="JPEG", mode="RGB", colour="red", size=(48, 32), **options):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **options)
    return out.getvalue()


def several(kind, **options):
    return picture(kind, save_all=True, append_images=[SECOND], **options)


def camera_data():
    exif = Image.Exif()
    exif[0x0110] = "Camera of Zhang"
    exif.get_ifd(0x8825)[2] = (30.0, 39.0, 0.0)
    return exif


def drawn(data):
    """What becomes of it, as anybody sees it."""
    image = Image.open(io.BytesIO(redraw(data)[0]))
    image.load()
    return image


def refusal(data, kinds=(FileKind.IMAGE,)):
    with pytest.raises(FileRefused) as refused:
        store(SimpleUploadedFile("照片.jpg", data), by=None, kinds=kinds)
    return refused.value.message


@pytest.mark.parametrize("kind", ["MPO", "PNG", "WEBP"])
def test_of_several_pictures_in_one_file_the_first_is_taken(kind):
    image = drawn(several(kind))

    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (48, 32))
    red, _, blue = image.getpixel((10, 10))
    assert red > 200 > 60 > blue


def test_the_second_picture_and_the_place_are_gone():
    data = several("MPO", exif=camera_data())
    assert Image.open(io.BytesIO(data)).n_frames == 2
    assert b"Camera of Zhang" in data

    whole, thumbnail = redraw(data)

    for out in (whole, thumbnail):
        assert not Image.open(io.BytesIO(out)).getexif()
        assert b"MPF" not in out
        assert b"Zhang" not in out


def test_no_comment_of_the_camera_is_kept():
    data = picture(comment="张三家".encode())
    assert "张三家".encode() in data

    assert "张三家".encode() not in b"".join(redraw(data))


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("L", 150, 150),
        ("I;16", 150 * 256, 150),
        ("1", 1, 255),
        ("P", 0, 0),
        ("LA", (150, 255), 150),
        ("RGBA", (150, 150, 150, 255), 150),
    ],
)
def test_greys_of_any_depth_keep_their_tone(mode, colour, seen):
    red, green, blue = drawn(picture("PNG", mode, colour)).getpixel((10, 10))

    assert max(abs(red - seen), abs(green - seen), abs(blue - seen)) <= 2


def test_a_picture_in_printing_colours_is_taken():
    assert drawn(picture("JPEG", "CMYK", (0, 255, 255, 0))).mode == "RGB"


@pytest.mark.parametrize("held", range(1, 9))
def test_however_the_camera_was_held_the_picture_stands_upright(held):
    exif = Image.Exif()
    exif[0x0112] = held
    data = picture(exif=exif)
    upside = Image.open(io.BytesIO(data)).size

    assert drawn(data).size == (upside if held < 5 else upside[::-1])


def test_odd_data_of_a_camera_costs_no_picture():
    """A text where a number belongs cannot be written anew."""
    exif = struct.pack(
        ">2sHIH HHI4s HHI4s I",
        *(b"MM", 42, 8, 2),
        *(0x0100, 2, 4, b"Cam\0"),
        *(0x0112, 3, 1, b"\0\6\0\0"),
        0,
    )

    assert drawn(picture(exif=b"Exif\0\0" + exif)).size == (32, 48)


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("kind", ["JPEG", "MPO", "PNG", "WEBP"])
def test_cut_anywhere_it_is_taken_or_refused(kind):
    """Never anything else: whoever sent it gets a sentence."""
    data = several(kind) if kind == "MPO" else picture(kind)
    said = {outcome(data[:cut]) for cut in range(4, len(data), 7)}

    assert "图片已损坏，无法读取" in said
    assert said <= {"taken", "图片已损坏，无法读取"}


def outcome(data):
    try:
        redraw(data)
    except PictureRefused as refused:
        return str(refused)
    return "taken"


def boxes(brand):
    return b"\x00\x00\x00\x18ftyp" + brand + b"\x00" * 12


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"hevc"])
def test_a_heic_says_what_it_is_and_what_to_do(brand):
    said = refusal(boxes(brand))

    assert "这是HEIC格式的照片" in said
    assert "“设置－相机－格式”中选“兼容性最佳”" in said
    assert "另存为JPG" in said


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"GIF89a\x01\x00", "这是GIF格式的图片"),
        (picture("BMP"), "这是BMP格式的图片"),
        (picture("TIFF"), "这是TIFF格式的图片"),
        (picture("JPEG2000"), "这是JPEG 2000格式的图片"),
        (picture("AVIF"), "这是AVIF格式的图片"),
        (boxes(b"qt  "), "这是视频"),
        (boxes(b"isom"), "这是视频"),
    ],
)
def test_what_else_is_sent_for_a_picture_is_called_by_its_name(data, words):
    assert refusal(data).startswith(f"文件类型不符，可上传：图片。{words}")


@pytest.mark.parametrize(
    "kind", ["BMP", "GIF", "ICO", "PCX", "PPM", "SGI", "TGA", "TIFF", "PDF", "EPS"]
)
def test_no_other_kind_that_the_library_knows_is_opened(kind):
    """Whatever it calls itself: the library would look for its true kind."""
    assert "可上传：图片" in refusal(picture(kind))


def test_advice_fits_what_the_field_takes():
    assert refusal(boxes(b"heic"), [FileKind.WORKBOOK]) == (
        "文件类型不符，可上传：Excel工作簿"
    )
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    assert "另存为.docx" in refusal(old, [FileKind.DOCUMENT])
    assert "另存为.docx" not in refusal(old)


def test_a_picture_full_of_small_things_is_kept_and_shown_small():
    """Leaves and gravel: 3 MB of them as the camera drew them."""
    gravel = Image.effect_noise((1800, 1300), 120).convert("RGB")
    out = io.BytesIO()
    gravel.save(out, "JPEG", quality=95)

    whole, thumbnail = redraw(out.getvalue())

    assert out.tell() > 2_000_000
    assert Image.open(io.BytesIO(whole)).size == (1800, 1300)
    assert len(whole) <= MOST
    assert Image.open(io.BytesIO(thumbnail)).size == (400, 289)
    assert len(thumbnail) <= MOST_OF_THUMBNAIL
