"""Names of people, as rosters pad and list them."""

import re

from .text import plain, shown
from .trouble import CellFault

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
DOTS = re.compile(r"\s*[·•・‧∙●.]\s*")
SEPARATORS = r"[、，,；;/|]"
LONGEST = 40
# Letters, what joins them, and characters of a font's own (rare ones of old systems).
UNUSUAL = re.compile(r"[^\w·'\- \ue000-\uf8ff\U00020000-\U0003ffff]|_")
# Surnames of two characters, which offices set apart from the given name.
LONG_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "长孙",
        "宇文",
        "轩辕",
        "端木",
        "百里",
        "南宫",
        "独孤",
        "申屠",
        "澹台",
        "淳于",
        "单于",
        "太史",
        "闻人",
        "赫连",
        "公冶",
        "宗政",
        "濮阳",
        "呼延",
        "万俟",
        "鲜于",
        "亓官",
        "钟离",
        "闾丘",
        "仲孙",
        "司空",
        "拓跋",
        "东郭",
        "公羊",
        "乐正",
        "漆雕",
        "夹谷",
        "宰父",
        "西门",
        "左丘",
        "完颜",
        "纳兰",
    ]
)


def person_name(value: object) -> str:
    """A name without the spaces that pad it to the width of three characters."""
    if isinstance(value, bool):
        raise CellFault("姓名在Excel中变成了真假值，请改为文本后重填")
    name = plain(value)
    if re.search(SEPARATORS, name.strip("、，,；;/|")) or _is_of_several(name):
        raise CellFault("像是几个人的姓名，这里只填一人")
    if re.search(rf"[{HAN}]", name):
        name = DOTS.sub("·", name).replace(" ", "")
    if re.search(r"\d", name):
        raise CellFault("姓名中有数字，请核对")
    if odd := UNUSUAL.search(name.replace(".", "·")):
        raise CellFault(f"姓名中有“{odd[0]}”，请核对")
    if len(name) > LONGEST:
        raise CellFault("姓名过长，请核对")
    return name


def _is_of_several(name: str) -> bool:
    """尚杰 李楠 are two people; 欧 阳 建 国, 欧阳 建国 and 阿依 · 古丽 are one each."""
    parts = DOTS.sub("·", name).split(" ")
    whole = [part for part in parts if re.fullmatch(f"[{HAN}]{{2,4}}", part)]
    return len(whole) == len(parts) > 1 and parts[0] not in LONG_SURNAMES


def split_names(value: object) -> list[str]:
    """The people listed in one cell, however they are set apart.

    Spaces part people only where nothing else does: 李 楠、张斌 are two. Where spaces
    part them, single characters belong together in twos: 李 楠 张斌 are two as well.
    """
    if re.search(SEPARATORS, plain(value)):
        lines = [plain(line) for line in shown(value).splitlines()]
        parts = [part for line in lines for part in re.split(SEPARATORS, line)]
    else:
        parts = _padded_together(plain(value).split(" "))
    return [person_name(part) for part in parts if part.strip()]


def _padded_together(parts: list[str]) -> list[str]:
    """李 楠 张斌 as 李楠 and 张斌: nobody's name is a single character."""
    names: list[str] = []
    is_open = False
    for part in parts:
        if is_open and len(part) == 1:
            names[-1] += part
            is_open = False
        else:
            names.append(part)
            is_open = bool(re.fullmatch(f"[{HAN}]", part))
    return names
