from tianmen_congress.base.accounts.enums import BUSINESS_ROLES, Role
from tianmen_congress.base.ui import menu
from tianmen_congress.overview.workbench.situation.choices import READERS

# Leaders are led from the workbench to how things stand.
WORKERS = [role for role in Role if role != Role.LEADER]
menu.register(
    "工作台", "工作台", "workbench:home", WORKERS, order=1, daily=BUSINESS_ROLES
)
menu.register(
    "工作台", "总体情况", "workbench:situation", READERS, order=2, daily=READERS
)
