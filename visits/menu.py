from tianmen_congress.ui import menu

from .rules import ENTERING, READING

menu.register("走访", "登记走访", "visits:create", ENTERING, order=30)
menu.register("走访", "走访记录", "visits:list", READING, order=31)
menu.register("走访", "代表联户", "visits:pairings", READING, order=32)
menu.register("走访", "空白走访表", "visits:blank", ENTERING, order=33)
