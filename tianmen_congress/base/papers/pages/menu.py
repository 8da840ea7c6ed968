from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.ui import menu

menu.register("系统", "公文模板", "papers:list", [Role.OFFICE], order=60)
