from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.ui import menu
from visits.rules import ENTERING

menu.register(
    "走访",
    "登记走访",
    "visits:create",
    ENTERING,
    order=30,
    daily=(Role.PRESIDIUM, Role.SECRETARY, Role.DEPUTY),
)
menu.register("走访", "走访记录", "visits:list", READERS, order=31)
menu.register("走访", "入户记录", "visits:calls", READERS, order=32)
menu.register("走访", "走访村", "visits:villages", READERS, order=32)
menu.register("走访", "走访户", "visits:households", READERS, order=32)
menu.register("走访", "空白走访表", "visits:blank", ENTERING, order=33)
