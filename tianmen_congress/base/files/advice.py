"""What else people send, by what is in it, and what they can do about it."""

from collections.abc import Collection

from .contents import OLE
from .enums import FileKind

SAVE_AS_JPG = "请用手机相册或看图软件另存为JPG后再上传"
HEIC = (
    "这是HEIC格式的照片（苹果手机常用），本系统不能读取。请在手机“设置－相机－格式”中选“兼容性最佳”"
    "后重新拍摄，或者把照片另存为JPG再上传"
)
AVIF = f"这是AVIF格式的图片，本系统不能读取，{SAVE_AS_JPG}"
VIDEO = "这是视频，不是照片，请选择照片上传"
OLD_DOCUMENT = "这是旧版Word文档（.doc），请在Word或WPS中另存为.docx后再上传"
# The brand of a file of boxes (ISO 14496-12) tells picture from film.
BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"), HEIC),
    **dict.fromkeys((b"hevc", b"hevx", b"hevm", b"hevs"), HEIC),
    **dict.fromkeys((b"avif", b"avis"), AVIF),
}
PICTURES = {
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"\x00\x00\x00\x0cjP  ": "JPEG 2000",
    b"\xff\x4f\xff\x51": "JPEG 2000",
    b"\xff\x0a": "JPEG XL",
    b"\x00\x00\x00\x0cJXL ": "JPEG XL",
    b"8BPS": "PSD",
}


def advice(data: bytes, kinds: Collection[FileKind]) -> str:
    """What `data` is and how it becomes one of `kinds`; nothing where that is unknown."""
    if FileKind.IMAGE in kinds and (words := _picture(data)):
        return words
    is_document = data.startswith(OLE) and "WordDocument".encode("utf-16-le") in data
    return OLD_DOCUMENT if is_document and FileKind.DOCUMENT in kinds else ""


def _picture(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return BRANDS.get(data[8:12], VIDEO)
    for start, name in PICTURES.items():
        if data.startswith(start):
            return f"这是{name}格式的图片，本系统不能读取，{SAVE_AS_JPG}"
    return ""
