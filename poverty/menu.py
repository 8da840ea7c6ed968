from tianmen_congress.accounts.enums import Role
from tianmen_congress.ui import menu

READERS = (
    Role.OFFICE,
    Role.PRESIDIUM,
    Role.SECRETARY,
    Role.DEPUTY,
    Role.SUPERVISOR,
    Role.LEADER,
)

menu.register("贫困村户", "贫困户", "poverty:household_list", READERS, order=10)
menu.register("贫困村户", "贫困村", "poverty:village_list", READERS, order=20)
