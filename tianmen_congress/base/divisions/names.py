"""How offices write the names of places, and what of a name tells places apart."""

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module

from django.db.models import Value
from django.db.models.functions import Replace

from tianmen_congress.base.cells import bare, normal
from tianmen_congress.base.cells.names import DOTS, LONG_SURNAMES

COMMUNITY_ENDINGS = ("社区居委会", "居民委员会", "居委会", "社区")
COUNTRY_ENDINGS = ("村民委员会", "村委会", "村")
VILLAGE_ENDINGS = COMMUNITY_ENDINGS + COUNTRY_ENDINGS
TOWNSHIP_ENDINGS = (
    "街道办事处",
    "街道开发区",
    "办事处",
    "开发区",
    "管委会",
    "街道",
    "农场",
    "镇",
    "乡",
)
# Where deputies of the city's own organs are at home, and how else it is written.
CITY_ORGANS = "市直"
CITY_ORGANS_WRITTEN = r"市直属?(机关|单位)?(代表团|人大联络处|联络处)?"
# Readings that a dictionary of common words gets wrong in surnames.
SURNAMES = {
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "查": "zha",
    "曾": "zeng",
    "翟": "zhai",
    "盖": "ge",
    "区": "ou",
    "朴": "piao",
    "冼": "xian",
    "尉": "wei",
    "缪": "miao",
    "任": "ren",
    "华": "hua",
    "卜": "bu",
    "乐": "yue",
    "覃": "qin",
    "员": "yun",
    "召": "shao",
    "都": "du",
    "阚": "kan",
    "佴": "nai",
    "种": "chong",
    "郇": "xun",
    "洗": "xian",
    "祭": "zhai",
    "乜": "nie",
    "句": "gou",
    "秘": "bi",
    "繁": "po",
    "能": "nai",
    "适": "kuo",
    "折": "she",
    "逄": "pang",
    "幺": "yao",
    "呙": "guo",
    "尹": "yin",
    "俞": "yu",
    "沈": "shen",
    "贾": "jia",
    "曲": "qu",
    "万": "wan",
    "牟": "mou",
    "宁": "ning",
    "柏": "bai",
    "车": "che",
    "行": "xing",
    "那": "na",
    "过": "guo",
    "撒": "sa",
}
# Of two characters, where each by itself would be read otherwise.
LONG_READINGS = {
    "尉迟": ["yu", "chi"],
    "单于": ["chan", "yu"],
    "万俟": ["mo", "qi"],
    "长孙": ["zhang", "sun"],
    "乐正": ["yue", "zheng"],
    "澹台": ["tan", "tai"],
    "宰父": ["zai", "fu"],
}


# The same of places: 咀 at the end of a spit of land is 嘴.
IN_PLACES = {ord("咀"): "zuǐ"}


def _without_ending(name: str, endings: tuple[str, ...], least: int = 1) -> str:
    for ending in sorted(endings, key=len, reverse=True):
        if name.endswith(ending) and len(name) - len(ending) >= least:
            return name.removesuffix(ending)
    return name


def _without_endings(name: str, endings: tuple[str, ...], least: int = 1) -> str:
    """`name` without all that it ends with, as long as `least` characters stay."""
    while (shorter := _without_ending(name, endings, least)) != name:
        name = shorter
    return name


def village_stem(name: str) -> str:
    """What stays of the name of a village without each of VILLAGE_ENDINGS at its end.

    青山村村民委员会, 青山社区居民委员会, 青山村委会, 青山社区 and 青山 are one place: 青山;
    钟村村委会, 钟村 and 钟 are 钟. One character stays, whatever it is.
    """
    return _without_endings(bare(name), VILLAGE_ENDINGS)


def is_called_alike(name: str, other: str) -> bool:
    """Whether two names of villages differ in nothing but their endings."""
    return village_stem(name) == village_stem(other)


def village_spoken(name: str) -> str:
    """What people sound out: 钟村 of 钟村村委会, of which the stem says too little."""
    return _without_ending(bare(name), VILLAGE_ENDINGS)


def is_community(name: str) -> bool | None:
    """Whether `name` says community (社区, 居委会) or village (村); None: it says neither."""
    if bare(name).endswith(COMMUNITY_ENDINGS):
        return True
    return False if bare(name).endswith(COUNTRY_ENDINGS) else None


def says_city_organs(name: str) -> bool:
    """市直, 市直机关, 市直机关代表团: all of it is that and nothing else."""
    return re.fullmatch(CITY_ORGANS_WRITTEN, bare(name)) is not None


def group_name(name: str) -> str:
    """市直机关第一代表小组 is 市直第一代表小组; other names of groups are as they stand."""
    name = bare(name)
    written = re.match(rf"{CITY_ORGANS_WRITTEN}(?=第)", name)
    return f"{CITY_ORGANS}{name[written.end() :]}" if written else name


def township_stem(name: str) -> str:
    """What stays of the name of a township without each of TOWNSHIP_ENDINGS at its end.

    渔薪镇 and 渔薪 are one place; so are 竟陵街道办事处, 竟陵街道 and 竟陵. Two characters
    stay, as people say it and as numbers of papers have it: 侨乡街道开发区 is 侨乡.
    """
    if says_city_organs(name):
        return CITY_ORGANS
    return _without_endings(bare(name), TOWNSHIP_ENDINGS, least=2)


def sound_at(path: str) -> Replace:
    """The sound in the column at `path` without the spaces between its syllables."""
    return Replace(path, Value(" "))


def sound_typed(text: str) -> str:
    """`text` as the start of a sound or of initials, "" where it is none: YuXin, yx."""
    sound = normal(text).replace("ü", "v").replace("'", "")
    return sound if sound.isascii() and sound.isalpha() else ""


def name_sounding(sound: str, lines: list[str]) -> str:
    """The name before the first of `lines` that begins with `sound`: each name stands
    before its stems, and these before how they sound (`Division.formerly`)."""
    found = ""
    for line in lines:
        if line.isascii():
            if line and line.startswith(sound):
                return found
        elif line not in (village_stem(found), township_stem(found)):
            found = line
    return ""


def pinyin(name: str, *, person: bool = False) -> str:
    """The sound of a name, for sorting and for search; surnames read as surnames.

    A space stands between syllables: lists go by syllable, so 李伟 (li wei) comes before
    连伟 (lian wei). Whoever searches passes over it (`sound_at`).
    """
    return " ".join(_sounds(name, person)).lower()[:200]


def initials(name: str, *, person: bool = False) -> str:
    """First letters of the sounds of a name: 渔薪 is yx."""
    return "".join(sound[:1] for sound in _sounds(name, person)).lower()[:60]


def _sounds(name: str, person: bool) -> list[str]:
    name = DOTS.sub("", bare(name))
    read = _dictionary().lazy_pinyin
    if not person:
        return read(name)
    first = surname(name)
    return _surname_read(first, read) + read(name.removeprefix(first))


def surname(name: str) -> str:
    """The surname at the beginning of a name in characters: one of them, or two."""
    is_long = len(name) > 2 and name[:2] in LONG_SURNAMES
    return name[:2] if is_long else name[:1]


def _surname_read(name: str, read: Callable[[str], list[str]]) -> list[str]:
    if name in SURNAMES:
        return [SURNAMES[name]]
    return LONG_READINGS.get(name) or read(name)


@cache
def _dictionary():
    """How characters and phrases sound, read when the first name asks for it.

    It takes 55 MB and a third of a second, and most processes never need it.
    """
    dictionary = import_module("pypinyin")
    dictionary.load_single_dict(IN_PLACES)
    return dictionary
