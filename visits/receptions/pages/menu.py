from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.ui import menu
from visits.receptions.rules import ENTERING

menu.register("接待", "登记接待", "receptions:choose", ENTERING, order=34)
menu.register("接待", "选民接待", "receptions:list", READERS, order=35)
menu.register("接待", "接待安排表", "receptions:plans", READERS, order=36)
