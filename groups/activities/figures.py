"""How many activities took place, and which groups held none."""

from collections.abc import Iterable

from django.urls import reverse

from groups.queries import with_officers
from groups.rules import KEEPERS
from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import (
    Asked,
    Beside,
    Figure,
    Line,
    OfficialTable,
    TableColumn,
    register_figure,
    register_table,
)

from .enums import IS_COUNTED, IS_NOT_COUNTED
from .queries import held as queries


def count_activities(user: User, asked: Asked) -> int:
    return queries.activities_held(user=user, asked=asked).count()


def not_counted(user: User, asked: Asked) -> Beside | None:
    many = queries.activities_not_counted(user=user, asked=asked).count()
    if not many:
        return None
    url = reverse("activities:list") + asked.query(counted=IS_NOT_COUNTED)
    return Beside(
        f"另有{many}次登记为已开展，但没有开展的环节或者无人到会，未计入", url
    )


register_figure(
    Figure(
        "activities",
        "小组活动",
        "已开展的小组活动，按活动设置须有开展的环节、有人到会；计划中和已取消的不计",
        unit="次",
        count=count_activities,
        address=lambda asked, part: (
            reverse("activities:list") + asked.query(counted=IS_COUNTED)
        ),
        beside=not_counted,
        roles=READERS,
        order=30,
    )
)


@register_table
class IdleGroupsTable(OfficialTable):
    slug, title = "groups-without-activity", "没有开展活动的代表小组"
    summary = "统计时段内没有开展过活动的代表小组，和联络员"
    roles = (*KEEPERS, Role.SUPERVISOR, Role.LEADER)
    order = 34
    notes = ("只登记为计划、已取消的，和没有开展的环节、无人到会的，不算开展。",)
    columns = (
        TableColumn("township", "乡镇(街道)", width=16),
        TableColumn("group", "代表小组", width=24),
        TableColumn("secretaries", "联络员", width=14),
    )

    def rows(self) -> Iterable[Line]:
        found = queries.groups_without(user=self.user, asked=self.asked)
        day = self.asked.last_day
        found = with_officers(found.select_related("township"))
        for group in found.order_by("township__code", "number"):
            members = [m for m in group.current_memberships if m.is_secretary]
            names = "、".join(member.person.name for member in members)
            values = (group.township.name_on(day), group.name_on(day), names)
            yield Line(values, {"group": group.get_absolute_url()})
