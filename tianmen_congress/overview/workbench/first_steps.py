"""What an empty system needs before anybody can work in it."""

from dataclasses import dataclass

from django.urls import reverse

from deputies.models import Mandate
from groups.models import DeputyGroup
from poverty.models import Household
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Post, User
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.credentials.rules import unnamed_officers
from tianmen_congress.base.divisions.models import Division


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    hint: str
    is_done: bool
    url: str = ""


def first_steps(*, user: User) -> list[Step]:
    """The steps in their order for the office; none once all of them are done."""
    if not user.has_role(Role.OFFICE):
        return []
    imports = reverse("workbooks:list")
    unnamed = unnamed_officers()
    steps = [
        Step(
            "指定三员",
            _officers_hint(unnamed),
            not unnamed,
            reverse("credentials:officers"),
        ),
        Step(
            "载入行政区划",
            "官方区划表（CSV）原样载入，各乡镇和市直的机构随之建好",
            Division.objects.villages().exists(),
            reverse("divisions_load"),
        ),
        Step(
            "设置当前活动",
            "主题、期限、走访表和检查表在“系统设置”里维护",
            Campaign.objects.current().exists(),
            reverse("admin:campaigns_campaign_changelist"),
        ),
        Step(
            "导入代表名册",
            "全国、省、市和乡镇的名册原样导入，先检查后写入",
            Mandate.objects.visible_to(user).exists(),
            imports,
        ),
        Step(
            "导入代表小组划分表",
            "小组、成员、联系村一次建好",
            DeputyGroup.objects.visible_to(user).exists(),
            imports,
        ),
        Step(
            "导入贫困户花名册",
            "各乡镇也可以自己导入",
            Household.objects.visible_to(user).exists(),
            imports,
        ),
        Step(
            "提出乡镇和小组的账号",
            "每个乡镇一名经办人，有条件的小组一名联络员；由系统管理员建立，安全管理员给予岗位",
            # unscoped: only whether there is any, for the office
            Post.objects.filter(role=Role.PRESIDIUM).exists(),
            reverse("credentials:proposals"),
        ),
    ]
    return [] if all(step.is_done for step in steps) else steps


def _officers_hint(unnamed: list[Role]) -> str:
    if not unnamed:
        return "账号和岗位从此由他们办理"
    names = "、".join(str(role.label) for role in unnamed)
    return f"还没有{names}：由机关各指定一次，由不同的人担任"
