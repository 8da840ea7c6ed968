from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.ui import menu

menu.register(
    "结对帮扶", "代表联户", "pairings:list", READERS, order=32, daily=[Role.DEPUTY]
)
