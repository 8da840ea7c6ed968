"""The columns of the list of deputy groups (代表小组划分表)."""

import re

from tianmen_congress.base import cells
from tianmen_congress.base.workbooks.columns import (
    CellWidget,
    Column,
    IntegerWidget,
    NamesWidget,
    Resource,
    TextWidget,
)


class PlacesWidget(CellWidget):
    """Several places in one cell."""

    width = 40

    @property
    def blank(self) -> list[str]:
        return []

    def convert(self, value, **kwargs):
        return [
            name for name in re.split(r"[、，,；;/\s]+", cells.plain(value)) if name
        ]

    def render(self, value, obj=None, **kwargs):
        return "、".join(str(place) for place in value or ())


class GroupRoster(Resource):
    township = Column(
        "乡镇", aliases=("乡镇(街道)", "所在乡镇"), filled=True, merged=True
    )
    name = Column(
        "小组名称",
        TextWidget(80),
        aliases=("代表小组", "代表小组名称", "小组"),
        filled=True,
    )
    leaders = Column("组长", NamesWidget())
    deputy_leaders = Column("副组长", NamesWidget())
    secretaries = Column("联络员", NamesWidget(), aliases=("小组联络员",))
    members = Column(
        "成员",
        NamesWidget(),
        aliases=("小组成员", "组员", "代表名单"),
        filled=True,
        hint="含组长、副组长和联络员，用顿号隔开",
    )
    count = Column(
        "人数", IntegerWidget(cells.PEOPLE), aliases=("代表人数",), optional=True
    )
    villages = Column("联系村", PlacesWidget(), aliases=("联系村(社区)", "联系村社区"))
    room_place = Column(
        "活动室地点", TextWidget(100), aliases=("活动室", "活动地点"), optional=True
    )
