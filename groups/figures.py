"""The figure of groups, and the list of groups as a table."""

from collections.abc import Iterator

from django.urls import reverse

from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import (
    Asked,
    Figure,
    Line,
    OfficialTable,
    TableColumn,
    register_figure,
    register_table,
)

from . import queries
from .enums import Office
from .models import DeputyGroup, GroupMembership


def count_groups(user: User, asked: Asked) -> int:
    rows = queries.groups(user=user, on=asked.last_day)
    return asked.placed_then(rows).count()


register_figure(
    Figure(
        "groups",
        "代表小组",
        "统计时段最后一天未撤销的代表小组",
        count=count_groups,
        address=lambda asked, part: (
            reverse("groups:list") + asked.of_place.query(**asked.as_of)
        ),
        roles=READERS,
        order=20,
    )
)


@register_table
class GroupRosterTable(OfficialTable):
    """Goes back in as it is: the columns are those of the list that offices send."""

    slug, title = "group-roster", "代表小组划分表"
    summary = "现有的代表小组、成员和联系村，改后可再导入"
    roles = READERS
    asks = ("township",)
    order = 91
    columns = (
        TableColumn("township", "乡镇", width=12),
        TableColumn("name", "小组名称", width=20),
        TableColumn("leaders", "组长", width=10),
        TableColumn("deputy_leaders", "副组长", width=12),
        TableColumn("secretaries", "联络员", width=10),
        TableColumn("members", "成员", "long", width=40),
        TableColumn("count", "人数", "int", width=6, is_summed=True),
        TableColumn("villages", "联系村", "long", width=26),
        TableColumn("room_place", "活动室地点", width=16),
    )

    def rows(self) -> Iterator[Line]:
        groups = queries.with_officers(queries.groups(user=self.user))
        if self.asked.township:
            groups = groups.filter(township=self.asked.township)
        for group in groups.order_by("township__code", "number"):
            yield Line(self._values(group), {"name": group.get_absolute_url()})

    def _values(self, group: DeputyGroup) -> tuple:
        return (
            group.township.name,
            group.name,
            *(_holders(group.current_memberships, office) for office in Office),
            "、".join(
                membership.person.name for membership in group.current_memberships
            ),
            len(group.current_memberships),
            "、".join(link.village.name for link in group.current_links),
            group.room_place,
        )


@register_table
class FreeVillagesTable(OfficialTable):
    slug, title = "villages-without-group", "没有小组联系的村"
    summary = "统计时段最后一天没有代表小组联系的村、社区、分场，和上一个联系它的小组"
    roles = (Role.OFFICE, Role.PRESIDIUM, Role.SUPERVISOR, Role.LEADER)
    asks = ("until", "township")
    is_of_homes = False
    order = 92
    columns = (
        TableColumn("township", "乡镇(街道)", width=18),
        TableColumn("village", "村(社区、分场)", width=20),
        TableColumn("group", "上一个联系小组", "long", width=26),
        TableColumn("until", "联系到", "date", width=12),
    )

    def rows(self) -> Iterator[Line]:
        asked, day = self.asked, self.asked.last_day
        free = queries.free_villages(user=self.user, township=asked.township, on=day)
        before = queries.last_links(free, user=self.user, on=day)
        for village in free:
            link = before.get(village.pk)
            group = link and link.group.name_on(link.until)
            names = map(asked.called, (village.parent, village))
            yield Line((*names, group or "", link and link.until))


def _holders(memberships: list[GroupMembership], office: Office) -> str:
    holding = [m.person.name for m in memberships if office in m.offices]
    return "、".join(holding)
