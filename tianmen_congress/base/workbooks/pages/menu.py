from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.ui import menu

SENDERS = (Role.OFFICE, Role.PRESIDIUM)

menu.register("导入", "导入工作簿", "workbooks:create", SENDERS, order=10)
menu.register("导入", "导入记录", "workbooks:list", SENDERS, order=20)
menu.register("导入", "待确认问题", "workbooks:questions", SENDERS, order=30)
