"""The two or three things that each role does most."""

from dataclasses import dataclass

from django.urls import reverse

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User

SHORTCUTS: dict[Role, tuple[tuple[str, str], ...]] = {
    Role.OFFICE: (
        ("报表", "figures:list"),
        ("意见建议", "referrals:list"),
        ("导入", "workbooks:list"),
    ),
    Role.PRESIDIUM: (
        ("登记走访", "visits:create"),
        ("登记意见建议", "referrals:create"),
        ("登记小组活动", "activities:choose"),
    ),
    Role.SECRETARY: (
        ("登记走访", "visits:create"),
        ("登记意见建议", "referrals:create"),
        ("登记小组活动", "activities:choose"),
    ),
    Role.DEPUTY: (
        ("登记联户走访", "visits:create"),
        ("提出意见建议", "referrals:create"),
    ),
    Role.SUPERVISOR: (
        ("登记督导检查", "supervision:inspection_create"),
        ("发现的问题", "supervision:finding_list"),
    ),
    Role.UNIT: (("交办给我的意见建议", "referrals:list"),),
    Role.LEADER: (("报表", "figures:list"), ("意见建议", "referrals:list")),
    Role.SYSADMIN: (
        ("账号申请", "credentials:proposals"),
        ("建立账号", "credentials:account_new"),
        ("账号", "admin:accounts_user_changelist"),
    ),
    Role.SECADMIN: (
        ("账号申请", "credentials:proposals"),
        ("启用码", "credentials:codes"),
        ("账号", "admin:accounts_user_changelist"),
    ),
    Role.AUDITOR: (("审计记录", "audit"), ("启用码", "credentials:codes")),
}


@dataclass(frozen=True, slots=True)
class Shortcut:
    label: str
    url: str


def shortcuts_for(user: User) -> list[Shortcut]:
    """Buttons for the user's first post; other posts have the menu."""
    role = user.main_post.role if user.main_post else None
    return [Shortcut(label, reverse(name)) for label, name in SHORTCUTS.get(role, ())]
