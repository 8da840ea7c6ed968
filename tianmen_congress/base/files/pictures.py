"""Pictures, drawn anew: upright, of a sensible size, without place or camera data."""

import io

from PIL import ExifTags, Image
from PIL.Image import Transpose

READ_AS = ("JPEG", "PNG", "WEBP")
# The header tells the size before anything is unpacked. A JPEG is unpacked small; one
# with further pictures inside calls itself MPO once it is open, and its first is taken.
MAX_PIXELS = {
    **dict.fromkeys(("JPEG", "MPO"), 50_000_000),
    **dict.fromkeys(("PNG", "WEBP"), 25_000_000),
}
LONGEST_SIDE = 2560
THUMBNAIL_SIDE = 400
# What is kept and what a page shows: grass and gravel, drawn as finely as a wall, would
# take ten times as much on a village's telephone network.
MOST, MOST_OF_THUMBNAIL = 1_000_000, 40_000
QUALITIES = (85, 75, 65, 50, 35)
Image.MAX_IMAGE_PIXELS = max(MAX_PIXELS.values())

# How the camera was held, and what sets it right.
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


class PictureRefused(Exception):
    """The message is for the person who sent it."""


def redraw(data: bytes) -> tuple[bytes, bytes]:
    """The picture and its thumbnail as JPEG, without anything but the picture."""
    try:
        with Image.open(io.BytesIO(data), formats=READ_AS) as image:
            _check_size(image)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture = _flat(_upright(image))
            whole = _jpeg(picture, LONGEST_SIDE, most=MOST)
            return whole, _jpeg(picture, THUMBNAIL_SIDE, most=MOST_OF_THUMBNAIL)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefused("图片尺寸过大，请缩小后重新上传") from None
    except BROKEN:
        raise PictureRefused("图片已损坏，无法读取") from None


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS[image.format]:
        raise PictureRefused("图片尺寸过大，请缩小后重新上传")


def _upright(image: Image.Image) -> Image.Image:
    """As it was seen. Pillow's own writes the rest of the camera's data anew, and fails
    where that is odd."""
    turn = TURNS.get(image.getexif().get(ExifTags.Base.Orientation))
    return image if turn is None else image.transpose(turn)


def _flat(image: Image.Image) -> Image.Image:
    """In plain colours; what was transparent is white."""
    if image.mode == "RGB":
        return image
    if image.mode.startswith("I"):
        # Sixteen bits of grey: cut to eight they would all be white.
        image = image.point(lambda grey: grey * (1 / 256)).convert("L")
    paper = Image.new("RGB", image.size, "white")
    layer = image.convert("RGBA")
    paper.paste(layer, mask=layer)
    return paper


def _jpeg(picture: Image.Image, side: int, *, most: int) -> bytes:
    """As finely as goes into `most` bytes."""
    copy = picture.copy()
    # A comment of the camera would be written along.
    copy.info = {}
    copy.thumbnail((side, side))
    for quality in QUALITIES:
        out = io.BytesIO()
        copy.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= most:
            break
    return out.getvalue()
