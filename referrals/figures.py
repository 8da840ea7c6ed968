"""The figures and tables of opinions."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse

from referrals.enums import State
from referrals.models import Opinion
from referrals.queries import ledger
from tianmen_congress.figures.registry import (
    Asked,
    Column,
    Figure,
    Line,
    OfficialTable,
    register_figure,
    register_table,
)


def address(asked: Asked, part: str) -> str:
    """The list that the figure counts."""
    wanted = {
        "state": part,
        "campaign": asked.campaign.pk if asked.campaign else "",
        "township": asked.township.pk if asked.township else "",
        "since": asked.since or "",
        "until": asked.until or "",
    }
    query = urlencode({key: value for key, value in wanted.items() if value})
    return f"{reverse('referrals:list')}?{query}"


register_figure(
    Figure(
        "opinions",
        "意见建议",
        "走访、接待和代表提出的意见建议件数，按当前状态分",
        count=lambda user, asked: ledger.by_state(user=user, asked=asked),
        address=address,
        unit="件",
        parts={state.value: state.label for state in State},
        order=90,
    )
)


@register_table
class OpinionLedger(OfficialTable):
    slug, title = "opinion-ledger", "意见建议收集交办台账"
    summary = "每件意见建议的来源、交办、办理和评价"
    order = 20
    columns = (
        Column("number", "编号", width=20),
        Column("collected_on", "收集时间", "date"),
        Column("township", "乡镇"),
        Column("group", "代表小组", width=24),
        Column("proposer", "反映人"),
        Column("text", "意见建议内容", "long", width=44),
        Column("category", "类别"),
        Column("level", "交办层级"),
        Column("handler", "承办单位", width=20),
        Column("done", "办理情况", "long", width=34),
        Column("is_closed", "是否办结"),
        Column("verdict", "满意度"),
    )

    def rows(self) -> Iterable[Line]:
        for opinion in ledger.for_ledger(user=self.user, asked=self.asked):
            yield Line(self._values(opinion), {"text": opinion.get_absolute_url()})

    def _values(self, opinion: Opinion) -> tuple:
        return (
            opinion.number,
            opinion.collected_on,
            opinion.township.name,
            str(opinion.group or opinion.presidium),
            ledger.who_said_it(opinion, user=self.user),
            opinion.text,
            str(opinion.category or ""),
            opinion.get_level_display(),
            str(opinion.lead_unit or opinion.handler or ""),
            ledger.what_was_done(opinion),
            "是" if opinion.state == State.CLOSED else "否",
            opinion.get_verdict_display(),
        )
