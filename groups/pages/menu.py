"""Entries of the menu about groups."""

from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.ui import menu

menu.register("小组与活动", "代表小组", "groups:list", READERS, order=20)
