"""What a version brought, in a few lines that matter to those who work with it.

The whole of it stands in CHANGELOG.md. A new version is a new `Version` on top.
"""

from dataclasses import dataclass

from tianmen_congress.base.accounts.enums import (
    BUSINESS_ROLES,
    OFFICER_ROLES,
    READERS,
    Role,
)
from tianmen_congress.base.accounts.models import User

CLERKS = (Role.OFFICE, Role.PRESIDIUM)
HANDLERS = (*CLERKS, Role.SECRETARY, Role.UNIT)


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One line; `chapter` is the slug of where the manual says more."""

    text: str
    roles: tuple[Role, ...] = tuple(Role)
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    version: str
    items: tuple[NewsItem, ...]

    def items_for(self, user: User) -> list[NewsItem]:
        return [item for item in self.items if user.has_role(*item.roles)]


VERSIONS = (
    Version(
        "0.2",
        (
            NewsItem(
                "新增使用手册：右上角“帮助”打开本页对应的说明；不在输入框中时按“?”看快捷键。"
            ),
            NewsItem(
                "规定动作（六个一）按系统中的记录统计，首页写明还差什么、何时到期；履职日志可用手机记，也可按手册代录。",
                (Role.DEPUTY,),
                "duties",
            ),
            NewsItem(
                "右上角“提醒”写明轮到您办的、临近期限的和有了结果的事项，办完即自动消除。",
                BUSINESS_ROLES,
            ),
            NewsItem(
                "登记走访可全程用键盘，回车到下一项；意见建议写在反映的户旁边，没有网络也能先写草稿。",
                (Role.PRESIDIUM, Role.SECRETARY, Role.DEPUTY),
                "visit",
            ),
            NewsItem(
                "报送当天编入一张有文号的报送表，在“报送记录”中定表、打印、查后来的办理。",
                (*CLERKS, Role.SECRETARY),
                "report-up",
            ),
            NewsItem(
                "办理结果和办理态度分开评价；第二次不满意由市人大机关决定，不再自动重办。",
                (*HANDLERS, Role.DEPUTY),
                "verdict",
            ),
            NewsItem(
                "代表建议另计法定答复期限，从第一次交办起只算一次，超过的写明“法定超期”。",
                HANDLERS,
                "answer",
            ),
            NewsItem(
                "再次导入的台账、花名册逐项列出原文和新文，系统中改过的先询问。",
                CLERKS,
                "imports",
            ),
            NewsItem(
                "区划变动：载入新区划表后逐村确认并入哪里，在办的随之移交，以前的记录仍用当日名称。",
                (Role.OFFICE,),
                "divisions",
            ),
            NewsItem(
                "统计表上方有条形图，口径印在表下，点数字看名单；可选当时或者现在的区划。",
                READERS,
                "reports",
            ),
            NewsItem(
                "密码只由本人用启用码设置：前后两段由两位管理员分别告诉本人。",
                OFFICER_ROLES,
                "accounts",
            ),
        ),
    ),
)
CURRENT = VERSIONS[0]
