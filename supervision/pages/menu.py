from supervision.rules import READERS
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.ui import menu

OWN = [Role.SUPERVISOR]
menu.register(
    "督导", "督导检查", "supervision:inspection_list", READERS, order=10, daily=OWN
)
menu.register(
    "督导", "发现的问题", "supervision:finding_list", READERS, order=20, daily=OWN
)
menu.register("督导", "督导组", "supervision:team_list", READERS, order=30)
