from tianmen_congress.accounts.enums import BUSINESS_ROLES
from tianmen_congress.ui import menu

menu.register("报表", "数字与报表", "figures:list", BUSINESS_ROLES, order=10)
