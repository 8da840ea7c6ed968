"""The ten accounts of the demo, and the organs they act for."""

from groups.models import DeputyGroup
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ, Post, User

from .plan import Plan

PASSWORD = "tianmen-demo"  # noqa: S105 - printed on the sign-in page of every demo
HOME = "渔薪镇"
NAMES = {
    "office": ("机关经办人", Role.OFFICE),
    "yuxin": ("渔薪镇主席团经办人", Role.PRESIDIUM),
    "yuxin-1": ("渔薪镇第一组联络员", Role.SECRETARY),
    "deputy": ("渔薪镇代表", Role.DEPUTY),
    "supervisor": ("督导组成员", Role.SUPERVISOR),
    "unit": ("市交通运输局经办人", Role.UNIT),
    "leader": ("常委会领导", Role.LEADER),
    "sysadmin": ("系统管理员", Role.SYSADMIN),
    "secadmin": ("安全管理员", Role.SECADMIN),
    "auditor": ("审计员", Role.AUDITOR),
}


def make_user(plan: Plan, username: str, organ: Organ | None = None) -> User:
    """One of the ten, with the post it is named for."""
    name, role = NAMES[username]
    user = User(username=username, name=name, is_demo=True)
    user.set_password(PASSWORD)
    user.save()
    Post.objects.create(user=user, role=role, organ=organ)
    plan.users[username] = user
    return user


def keeper_of(plan: Plan, group: DeputyGroup) -> User:
    """Who enters what `group` does: its secretary, its presidium, or the office for them."""
    secretary = plan.users["yuxin-1"]
    if secretary.main_post.organ_id == group.organ_id:
        return secretary
    is_at_home = group.township.name == HOME
    return plan.users["yuxin"] if is_at_home else plan.office


def make_users(plan: Plan) -> None:
    """The nine besides the office, once groups and teams are there."""
    group = next(g for g in plan.groups if g.township.name == HOME)
    team = group.township.supervisions.get().team
    organs = {
        "yuxin": Organ.objects.get(kind=OrganKind.PRESIDIUM, division=group.township),
        "yuxin-1": group.organ,
        "supervisor": team.organ,
        "unit": Organ.objects.get(kind=OrganKind.UNIT, name="市交通运输局"),
    }
    for username in list(NAMES)[1:]:
        make_user(plan, username, organs.get(username))
    members = plan.members[-group.pk]
    for username, person in (("yuxin-1", members[2]), ("deputy", members[3])):
        person.user = plan.users[username]
        person.save(update_fields=["user"])
        person.user.name = person.name
        person.user.save(update_fields=["name"])
