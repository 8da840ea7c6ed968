from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.ui import menu

menu.register("贫困村户", "贫困户", "poverty:household_list", READERS, order=10)
menu.register("贫困村户", "贫困村", "poverty:village_list", READERS, order=20)
