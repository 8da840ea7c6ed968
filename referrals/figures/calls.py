"""The list of whom to ring, to be printed and worked through."""

from collections.abc import Iterable

from referrals.queries.calls import Call, calls, how_late
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.figures.registry import (
    Line,
    OfficialTable,
    TableColumn,
    register_table,
)
from tianmen_congress.base.ui.masks import shown_to


@register_table
class CallListTable(OfficialTable):
    slug, title = "call-list", "电话提醒名单"
    summary = "三个工作日内到期或已超期、又没有账号或没有确认联系方式的单位和代表"
    roles = (Role.OFFICE, Role.PRESIDIUM)
    asks = ("campaign", "township")
    order = 95
    columns = (
        TableColumn("whom", "单位（代表）", width=20),
        TableColumn("name", "姓名", width=12),
        TableColumn("phone", "电话", width=16),
        TableColumn("many", "件数", "int", is_summed=True, width=6),
        TableColumn("numbers", "意见编号", "long", width=34),
        TableColumn("due_on", "最早期限", "date", width=11),
        TableColumn("late", "临近或超期", width=14),
        TableColumn("why", "电话提醒原因", width=16),
        TableColumn("rung", "电话记录", width=16),
    )
    notes = ("没有编号的意见建议写“未编号”；“电话记录”供打印后填写。",)

    def rows(self) -> Iterable[Line]:
        for call in calls(user=self.user, asked=self.asked):
            yield Line(self._values(call), self._links(call))

    def _values(self, call: Call) -> tuple:
        phones = [shown_to(self.user, phone, "phone") for _, phone in call.people]
        return (
            call.whom,
            "、".join(name for name, _ in call.people if name),
            "、".join(phone for phone in phones if phone),
            len(call.due),
            "、".join(opinion.number or "未编号" for _, opinion in call.due),
            call.first_due,
            how_late(call.first_due),
            call.why,
            "",
        )

    def _links(self, call: Call) -> dict[str, str]:
        if len(call.due) > 1:
            return {}
        return {"numbers": call.due[0][1].get_absolute_url()}
