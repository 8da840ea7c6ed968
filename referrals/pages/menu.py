from referrals.queries.lists import waiting_for
from referrals.rules import SESSION_READERS
from tianmen_congress.base.accounts.enums import BUSINESS_ROLES, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui import menu

ACTING = (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY, Role.DEPUTY, Role.UNIT)


def waiting(user: User) -> int:
    return waiting_for(user=user).count()


menu.register(
    "意见建议",
    "待办意见",
    "referrals:inbox",
    ACTING,
    order=10,
    count=waiting,
    unit="件待办",
    daily=ACTING,
)
menu.register(
    "意见建议",
    "意见建议台账",
    "referrals:list",
    BUSINESS_ROLES,
    order=20,
    daily=(Role.OFFICE, Role.LEADER),
)
menu.register(
    "意见建议",
    "报送记录",
    "referrals:dispatches",
    (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY),
    order=25,
)
menu.register(
    "意见建议",
    "联席会议",
    "referrals:conferences",
    SESSION_READERS,
    order=30,
)
menu.register(
    "意见建议",
    "撤回的交办",
    "referrals:recalls",
    (Role.OFFICE, Role.LEADER, Role.PRESIDIUM, Role.UNIT),
    order=35,
)
menu.register("意见建议", "承办单位", "referrals:units", [Role.OFFICE], order=40)
