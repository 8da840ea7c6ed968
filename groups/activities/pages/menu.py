"""Entries of the menu about activities."""

from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.ui import menu

menu.register("小组与活动", "小组活动", "activities:list", READERS, order=21)
