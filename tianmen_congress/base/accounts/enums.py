from django.db import models


class Role(models.TextChoices):
    """Who a user is. What each may see stands in `access`, what each may do in rules."""

    OFFICE = "office", "市人大常委会机关"
    PRESIDIUM = "presidium", "乡镇人大主席团(联络处)"
    SECRETARY = "secretary", "小组联络员"
    DEPUTY = "deputy", "代表"
    SUPERVISOR = "supervisor", "督导组成员"
    UNIT = "unit", "承办单位"
    LEADER = "leader", "领导(只读)"
    SYSADMIN = "sysadmin", "系统管理员"
    SECADMIN = "secadmin", "安全管理员"
    AUDITOR = "auditor", "审计员"


# Roles that act for an organ of their own; the others act for the city's office.
ORGAN_ROLES = (Role.PRESIDIUM, Role.SECRETARY, Role.SUPERVISOR, Role.UNIT)
BUSINESS_ROLES = (
    Role.OFFICE,
    Role.PRESIDIUM,
    Role.SECRETARY,
    Role.DEPUTY,
    Role.SUPERVISOR,
    Role.UNIT,
    Role.LEADER,
)
# Whoever works with deputies, groups, poor families and visits; what each of them sees
# of whom stands in `access`. Units only answer.
READERS = (
    Role.OFFICE,
    Role.PRESIDIUM,
    Role.SECRETARY,
    Role.DEPUTY,
    Role.SUPERVISOR,
    Role.LEADER,
)
# 三员分立: who keeps accounts, who gives rights and who reads the trail are three people.
OFFICER_ROLES = (Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR)
# Without somebody of these nobody could give the others back.
KEPT_ROLES = (Role.OFFICE, *OFFICER_ROLES)


def exclude_each_other(one: str, other: str) -> bool:
    """Whether nobody holds both posts on one day.

    Only business goes together with business: a new role excludes all others until it
    is named as business. The database asks the same list (`guards`).
    """
    return one != other and not {one, other} <= set(BUSINESS_ROLES)


ROLE_ORDER = list(Role.values)


class OrganKind(models.TextChoices):
    OFFICE = "office", "市人大常委会机关"
    PRESIDIUM = "presidium", "乡镇人大主席团"
    LIAISON = "liaison", "人大联络处"
    GOVERNMENT = "government", "乡镇人民政府(办事处、农场)"
    COMMITTEE = "committee", "村(居)民委员会"
    UNIT = "unit", "市直单位"
    GROUP = "group", "代表小组"
    TEAM = "team", "督导组"


# The account that commands act as: nobody signs in with it.
SYSTEM = "system"
OFFICE_NAME = "天门市人大常委会机关"
# Which organs a post of a role may be held for.
ROLE_ORGANS = {
    Role.OFFICE: (OrganKind.OFFICE,),
    Role.PRESIDIUM: (OrganKind.PRESIDIUM, OrganKind.LIAISON),
    Role.SECRETARY: (OrganKind.GROUP,),
    Role.SUPERVISOR: (OrganKind.TEAM,),
    Role.UNIT: (OrganKind.UNIT, OrganKind.GOVERNMENT, OrganKind.COMMITTEE),
}
