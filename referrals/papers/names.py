"""Organs as a letter names them: whole, as their seals do."""

from datetime import date

from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.rows.naming import named_on

CITY = "天门市"


def in_full(organ: Organ | None, on: date | None = None) -> str:
    """As called on that day, today without one: 天门市水务局 for 市水务局, 天门市渔薪镇人民代表大会主席团 for 渔薪镇人大主席团."""
    name = named_on(organ, on)
    if name.startswith(CITY):
        return name
    if organ is not None and organ.kind == OrganKind.UNIT:
        return f"天门{name}" if name.startswith("市") else name
    if not _is_of_township(organ):
        return name
    # 市直人大联络处 is the city's own.
    return f"天门{name}" if name.startswith("市") else f"{CITY}{_council(name)}"


def _is_of_township(organ: Organ | None) -> bool:
    kinds = (OrganKind.PRESIDIUM, OrganKind.LIAISON, OrganKind.GOVERNMENT)
    return organ is not None and organ.kind in kinds


def _council(name: str) -> str:
    return name.replace("人大主席团", "人民代表大会主席团")
