"""Pictures, drawn anew: upright, of a sensible size, without place or camera data."""

import io

from PIL import Image, ImageOps

# The header tells the size before anything is unpacked. A JPEG is unpacked small.
MAX_PIXELS = {"JPEG": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
LONGEST_SIDE = 2560
THUMBNAIL_SIDE = 400
Image.MAX_IMAGE_PIXELS = max(MAX_PIXELS.values())

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
        with Image.open(io.BytesIO(data), formats=list(MAX_PIXELS)) as image:
            _check_size(image)
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture = _flat(ImageOps.exif_transpose(image))
            return _jpeg(picture, LONGEST_SIDE), _jpeg(picture, THUMBNAIL_SIDE)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefused("图片尺寸过大，请缩小后重新上传") from None
    except BROKEN:
        raise PictureRefused("图片已损坏，无法读取") from None


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS[image.format]:
        raise PictureRefused("图片尺寸过大，请缩小后重新上传")


def _flat(image: Image.Image) -> Image.Image:
    """In plain colours; what was transparent is white."""
    if image.mode == "RGB":
        return image
    paper = Image.new("RGB", image.size, "white")
    layer = image.convert("RGBA")
    paper.paste(layer, mask=layer)
    return paper


def _jpeg(picture: Image.Image, side: int) -> bytes:
    copy = picture.copy()
    copy.thumbnail((side, side))
    out = io.BytesIO()
    copy.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
