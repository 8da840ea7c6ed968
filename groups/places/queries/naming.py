"""What a place is called by rule: 渔薪镇人大代表之家, 青山村选民接待站."""

from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.cells import bare

COUNTRY = ("村民委员会", "村委会")
COMMUNITY = ("社区居委会", "社区居民委员会", "居民委员会", "居委会")
ENDINGS = {
    PlaceKind.HOME: "人大代表之家",
    PlaceKind.ROOM: "活动室",
    PlaceKind.STATION: "选民接待站",
}


def name_by_rule(kind: PlaceKind, owner: str) -> str:
    """Of the name of a township, a group or a village."""
    said = spoken(owner) if kind == PlaceKind.STATION else owner
    return said + ENDINGS[kind]


def spoken(village: str) -> str:
    """青山村 of 青山村委会 and of 青山村村民委员会, 城东社区 of 城东社区居委会."""
    name = bare(village)
    for endings, noun in ((COUNTRY, "村"), (COMMUNITY, "社区")):
        for ending in endings:
            if name.endswith(ending) and name != ending:
                return name.removesuffix(ending).removesuffix(noun) + noun
    return name
