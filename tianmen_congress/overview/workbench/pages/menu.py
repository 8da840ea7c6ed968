from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.ui import menu

menu.register("工作台", "工作台", "workbench:home", Role, order=1)
