from tianmen_congress.base.accounts.enums import OFFICER_ROLES, Role
from tianmen_congress.base.ui import menu

menu.register("系统", "启用码", "credentials:codes", OFFICER_ROLES, order=40)
menu.register(
    "系统",
    "账号申请",
    "credentials:proposals",
    [Role.OFFICE, Role.SYSADMIN, Role.SECADMIN],
    order=30,
)
