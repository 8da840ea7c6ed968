from tianmen_congress.accounts.enums import Role
from tianmen_congress.ui import menu

menu.register("系统", "公文模板", "papers:list", [Role.OFFICE], order=60)
