from tianmen_congress.base.accounts.enums import BUSINESS_ROLES, Role
from tianmen_congress.base.ui import menu

SETTERS = (Role.OFFICE, Role.SYSADMIN, Role.SECADMIN)

menu.register("系统", "行政区划", "divisions", [*BUSINESS_ROLES, Role.SYSADMIN])
menu.register("系统", "审计记录", "audit", [Role.AUDITOR])
menu.register("系统", "系统设置", "admin:index", SETTERS, order=200)
