from supervision.duties.rules import CLERKS, OVERSEERS
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.ui import menu

menu.register("代表", "我的规定动作", "duties:mine", [Role.DEPUTY], order=40)
menu.register("代表", "我的履职日志", "duties:own_book", [Role.DEPUTY], order=41)
menu.register("代表", "六个一完成情况", "duties:matrix", OVERSEERS, order=42)
menu.register("代表", "履职日志", "duties:diary", CLERKS, order=43)
menu.register("代表", "记履职日志", "duties:write", [Role.DEPUTY], order=44)
