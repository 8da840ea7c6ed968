"""Entries of the menu about people."""

from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.ui import menu

menu.register("代表", "代表名录", "deputies:list", READERS, order=10)
menu.register("代表", "代表花名册", "deputies:roster", READERS, order=11)
menu.register("代表", "疑似同一人", "deputies:matches", [Role.OFFICE], order=12)
