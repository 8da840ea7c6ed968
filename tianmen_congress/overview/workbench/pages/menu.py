from tianmen_congress.base.accounts.enums import BUSINESS_ROLES, Role
from tianmen_congress.base.ui import menu

menu.register("工作台", "工作台", "workbench:home", Role, order=1, daily=BUSINESS_ROLES)
