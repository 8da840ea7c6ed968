"""The entry of the menu about places."""

from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.ui import menu

menu.register("小组与活动", "代表阵地", "places:list", READERS, order=25)
