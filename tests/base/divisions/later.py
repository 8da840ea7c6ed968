"""A later official list in the form in which one is delivered: from the county down.

Made of the list of 2016 by what happens to places between two lists.
"""

import csv

from django.conf import settings

OFFICIAL = settings.BASE_DIR / "fixtures" / "divisions_tianmen_2016.csv"
HEADER = ["code", "parent_code", "level", "name"]
COUNTY = "429006"
# Codes of the first list that are in the later one no more, and why.
MERGED = {
    "429006120201": "东河村 and 牌岭村 are one village, which kept the code of 牌岭村",
    "429006105214": "蔡庙村 went into 灰市村",
    "429006105215": "解场村 went into 灰市村",
}
RECODED = {"429006105216": ("429006105240", "泉湖村委会")}
RENAMED = {
    "429006001": "竟陵街道",
    "429006120": "石家河镇",
    "429006001001": "鸿渐社区居民委员会",
    "429006120203": "唐李村村民委员会",
}
# The code stays, and is another place's now.
TAKEN = {"429006105217": "新民社区居民委员会"}
NEW = {"429006001099": ("429006001", "village", "状元社区居民委员会")}
CLOSED = {*MERGED, *RECODED}
NAMED_ANEW = RENAMED | TAKEN


def later_list() -> str:
    """The later list as the text of a file."""
    rows = [_later(row) for row in _first_list() if row[0] not in MERGED]
    rows += [[code, *about] for code, about in NEW.items()]
    return "\n".join(map(",".join, [HEADER, *rows])) + "\n"


def _later(row: list[str]) -> list[str]:
    code, parent, level, name = row
    code, name = RECODED.get(code, (code, NAMED_ANEW.get(code, name)))
    return [code, parent, level, name]


def _first_list() -> list[list[str]]:
    with OFFICIAL.open(encoding="utf-8") as lines:
        return [row for row in csv.reader(lines) if row[0].startswith(COUNTY)]
