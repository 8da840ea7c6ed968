"""Names of people, as rosters pad and list them."""

import re

from .text import plain
from .trouble import CellFault

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
DOTS = re.compile(r"\s*[·•・‧∙●.]\s*")
BETWEEN_NAMES = re.compile(r"[、，,；;/\s]+")


def person_name(value: object) -> str:
    """A name without the spaces that pad it to the width of three characters."""
    name = plain(value)
    if re.search(rf"[{HAN}]", name):
        name = DOTS.sub("·", name).replace(" ", "")
    if re.search(r"\d", name):
        raise CellFault("姓名中有数字，请核对")
    if len(name) > 40:
        raise CellFault("姓名过长，请核对")
    return name


def split_names(value: object) -> list[str]:
    """The people listed in one cell, however they are set apart.

    Spaces part people only where nothing else does: 李 楠、张斌 are two.
    """
    text = plain(value)
    marks = r"[、，,；;/]" if re.search(r"[、，,；;/]", text) else BETWEEN_NAMES
    parts = re.split(marks, text)
    return [person_name(part) for part in parts if part.strip()]
