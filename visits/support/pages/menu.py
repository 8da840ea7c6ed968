"""The entries of the menu about groups and poor villages."""

from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.ui import menu

LOOKING = (
    *(Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY),
    *(Role.SUPERVISOR, Role.LEADER),
)
menu.register("结对帮扶", "小组联系贫困村", "support:list", READERS, order=33)
menu.register("结对帮扶", "结对覆盖", "support:unpaired", LOOKING, order=34)
