from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.alerts.models import Alert
from tianmen_congress.base.ui import menu


def unread(user: User) -> int:
    return Alert.objects.visible_to(user).unread().count()


menu.register_top("提醒", "alerts:list", count=unread, unit="条未读")
