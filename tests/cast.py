"""The cast: every test that asks who may see what uses these people and places.

渔薪 is ours; 多宝 is next door and must see nothing of 渔薪. Import the fixtures you
need through tests/conftest.py, which takes them all.
"""

from contextlib import ExitStack

import pytest

from deputies.pages.parts import person_parts
from groups.activities.pages.parts import activity_parts
from groups.pages.parts import group_parts
from poverty.pages.parts import household_parts, village_parts
from supervision.models import SupervisionTeam, TeamTownship
from tests.factories.deputies import PersonFactory
from tests.factories.groups import GroupFactory, GroupVillageFactory, MembershipFactory
from tests.factories.platform import (
    CampaignFactory,
    OrganFactory,
    TownshipFactory,
    VillageFactory,
    presidium_of,
    user_of,
)
from tests.factories.visits import FormFactory
from tests.kept import kept
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.divisions.actions import ensure_city_organs
from tianmen_congress.base.divisions.enums import DivisionLevel
from tianmen_congress.base.divisions.models import Division
from visits.pages import parts as visit_parts


@kept
def campaign(db):
    return CampaignFactory()


@kept
def visit_form(campaign):
    return FormFactory(campaign=campaign)


@kept
def tianmen(db):
    """The city, in its province."""
    province = Division.objects.create(
        code="42", level=DivisionLevel.PROVINCE, name="湖北省"
    )
    return Division.objects.create(
        code="429006", level=DivisionLevel.COUNTY, name="天门市", parent=province
    )


@kept
def city_organs(tianmen):
    """市直: where groups of the city's own organs are at home, and no place."""
    ensure_city_organs()
    return Division.objects.homes().get(name="市直")


@kept
def city_group(city_organs):
    return GroupFactory(township=city_organs, number=1, name="市直第一代表小组")


@kept
def city_clerk(city_organs):
    """Keeps the books of 市直."""
    organ = OrganFactory(
        kind=OrganKind.LIAISON, name="市直人大联络处", division=city_organs
    )
    return user_of(Role.PRESIDIUM, organ, username="shizhi")


@kept
def yuxin(db):
    return TownshipFactory(name="渔薪镇", code="429006105")


@kept
def duobao(db):
    return TownshipFactory(name="多宝镇", code="429006100")


@kept
def qingshan(yuxin):
    """A village of 渔薪, linked to the first group there."""
    return VillageFactory(name="青山村委会", parent=yuxin)


@kept
def yuxin_group(yuxin, qingshan):
    group = GroupFactory(township=yuxin, number=1, name="渔薪镇第一代表小组")
    GroupVillageFactory(group=group, village=qingshan)
    return group


@kept
def second_group(yuxin):
    """A sibling: same township, another group."""
    return GroupFactory(township=yuxin, number=2, name="渔薪镇第二代表小组")


@kept
def duobao_group(duobao):
    return GroupFactory(township=duobao, number=1, name="多宝镇第一代表小组")


@kept
def office(db):
    organ = OrganFactory(kind=OrganKind.OFFICE, name="天门市人大常委会机关")
    return user_of(Role.OFFICE, organ, username="office")


def standing_presidium(township):
    return Organ.objects.filter(kind=OrganKind.PRESIDIUM, division=township).first()


@kept(unless=lambda yuxin: standing_presidium(yuxin))
def yuxin_presidium(yuxin):
    return presidium_of(yuxin)


@kept(unless=lambda duobao: standing_presidium(duobao))
def duobao_presidium(duobao):
    return presidium_of(duobao)


@kept
def clerk(yuxin_presidium):
    """Keeps the books of 渔薪."""
    return user_of(Role.PRESIDIUM, yuxin_presidium, username="yuxin")


@kept
def other_clerk(duobao_presidium):
    """Keeps the books of 多宝 and must see nothing of 渔薪."""
    return user_of(Role.PRESIDIUM, duobao_presidium, username="duobao")


@kept
def secretary(yuxin_group):
    return user_of(Role.SECRETARY, yuxin_group.organ, username="yuxin-1")


@kept
def other_secretary(second_group):
    return user_of(Role.SECRETARY, second_group.organ, username="yuxin-2")


@kept
def deputy(yuxin_group):
    """A member of 渔薪's first group who signs in himself."""
    user = user_of(Role.DEPUTY, username="deputy")
    MembershipFactory(group=yuxin_group, person=PersonFactory(user=user))
    return user


@kept
def unit(db):
    return user_of(Role.UNIT, OrganFactory(name="市交通运输局"), username="unit")


@kept
def leader(db):
    return user_of(Role.LEADER, username="leader")


@kept
def sysadmin(db):
    return user_of(Role.SYSADMIN, username="sysadmin")


@kept
def secadmin(db):
    return user_of(Role.SECADMIN, username="secadmin")


@kept
def auditor(db):
    return user_of(Role.AUDITOR, username="auditor")


@kept
def supervisor(yuxin):
    """Looks after 渔薪 with the first team."""
    organ = OrganFactory(kind=OrganKind.TEAM, name="第一督导组")
    team = SupervisionTeam.objects.create(organ=organ, number=1, name="第一督导组")
    TeamTownship.objects.create(team=team, township=yuxin)
    return user_of(Role.SUPERVISOR, organ, username="supervisor")


@pytest.fixture
def alone():
    """Pages without what rooms above add to them: those count what they add themselves."""
    shown = (person_parts, group_parts, activity_parts, household_parts, village_parts)
    with ExitStack() as stack:
        for parts in (*shown, visit_parts.visit_parts):
            stack.enter_context(parts.registered.emptied())
        stack.enter_context(visit_parts.registered.emptied())
        yield


# Whom a matrix asks: the roles of 渔薪 and of the city, and those next door.
EVERYBODY = [
    "office",
    "leader",
    "clerk",
    "other_clerk",
    "secretary",
    "other_secretary",
    "deputy",
    "supervisor",
    "unit",
    "sysadmin",
    "secadmin",
    "auditor",
]


@pytest.fixture
def everybody(request):
    return {who: request.getfixturevalue(who) for who in EVERYBODY}


@pytest.fixture
def allowed(everybody):
    """Whom of the cast a rule allows something: `allowed(rules.can_edit, row)`."""

    def allowed(rule, *about):
        return {who for who, user in everybody.items() if rule(user, *about)}

    return allowed


@pytest.fixture
def each(everybody, client):
    """What `ask(client, who)` gives for each of `people`, signed in one after the other."""

    def each(ask, people=EVERYBODY):
        said = {}
        for who in people:
            client.force_login(everybody[who])
            said[who] = ask(client, who)
        return said

    return each
