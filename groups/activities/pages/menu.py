"""Entries of the menu about activities."""

from groups.rules import KEEPERS
from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.ui import menu

menu.register("小组与活动", "小组活动", "activities:list", READERS, order=21)
menu.register(
    "小组与活动",
    "登记小组活动",
    "activities:choose",
    KEEPERS,
    order=31,
    daily=(Role.PRESIDIUM, Role.SECRETARY),
)
