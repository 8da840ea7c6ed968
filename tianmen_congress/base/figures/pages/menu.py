from tianmen_congress.base.accounts.enums import BUSINESS_ROLES, Role
from tianmen_congress.base.ui import menu

menu.register(
    "报表",
    "数字与报表",
    "figures:list",
    BUSINESS_ROLES,
    order=10,
    daily=(Role.OFFICE, Role.LEADER),
)
