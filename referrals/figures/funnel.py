"""The funnel as a table: what became of what people said."""

from collections.abc import Iterable
from urllib.parse import urlencode

from referrals.queries.funnel import funnel
from tianmen_congress.base.figures.registry import (
    Line,
    OfficialTable,
    TableColumn,
    register_table,
)

from .ledger import address

# Name of the count, title, heading over it, what it counts.
STEPS = (
    ("collected", "收集", "", "统计时段内收集、至截止日已登记的件数，草稿不计"),
    ("case", "个案", "其中", "收集的件数中，只关一户的"),
    ("general", "共性", "其中", "收集的件数中，关系多户、全村的"),
    ("settled", "现场解决", "", "当场解决并答复反映人、不再交办的件数"),
    ("screened", "待甄别", "", "仍在小组甄别、还没有报送过的件数"),
    ("lost", "不再办理", "", "并案、不予受理、撤回、不作为建议处理、转纪检的件数"),
    ("formed", "形成建议", "", "小组书面报送主席团（联络处）的件数"),
    ("handed", "交办", "", "形成建议的件数中，已交村、乡镇、单位或者省承办的"),
    ("closed", "办结", "", "交办的件数中，已办结的"),
)
BALANCE = "收集的件数等于现场解决、待甄别、不再办理、形成建议四项之和。"


@register_table
class FunnelTable(OfficialTable):
    slug, title = "opinion-funnel", "意见建议收集办理漏斗表"
    summary = "收集、现场解决、形成建议、交办、办结各多少件"
    order = 45
    is_charted = True
    columns = (
        TableColumn("label", "乡镇", width=18),
        *(
            TableColumn(name, title, "int", group=group, is_summed=True)
            for name, title, group, _ in STEPS
        ),
    )

    @property
    def notes(self) -> tuple[str, ...]:
        day = self.asked.last_day
        until = f"{day.year}年{day.month}月{day.day}日"
        told = (f"{title}：{words}" for _, title, _, words in STEPS)
        return (f"办理情况截至{until}。", *told, BALANCE)

    def rows(self) -> Iterable[Line]:
        for line in funnel(user=self.user, asked=self.asked):
            values = (line.label, *(line.counts[name] for name, *_ in STEPS))
            yield Line(values, self._links(township=line.key))

    @property
    def total_links(self) -> dict[str, str]:
        return self._links()

    def _links(self, **own) -> dict[str, str]:
        base = address(self.asked, "")
        return {
            name: f"{base}&{urlencode({'step': name, **own})}" for name, *_ in STEPS
        }
