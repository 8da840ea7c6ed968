"""双联双促台账（村） as a kind of workbook."""

from collections.abc import Iterable
from functools import partial

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.workbooks.corrections import BY_HAND
from tianmen_congress.base.workbooks.kinds import (
    Outcome,
    Sending,
    WorkbookKind,
    register,
)
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record
from visits.support.models import VillagePairing

from .columns import VillagePairLedger
from .planning import PlannedVillage, VillagePlanner
from .writing import write_village


@register
class VillagePairsKind(WorkbookKind):
    slug = "village-pairs"
    title = "双联双促台账（村）"
    resource = VillagePairLedger
    writes = (VillagePairing,)
    waits_for = ("village", BY_HAND)
    note = (
        "一行一个贫困村。导出的台账可以直接导入，其中的收入、项目等栏不读取，在结对页面登记；"
        "结对日期、帮扶计划、解除日期、解除原因可以另加栏。贫困村须是该小组的联系村。"
        "不在工作簿中的结对不作改动。"
    )

    def plan(self, records: list[Record], sending: Sending) -> Iterable[PlannedVillage]:
        for planned in VillagePlanner(self.slug, sending).plan(records):
            if planned.outcome in (Outcome.NEW, Outcome.CHANGED):
                planned.apply = partial(write_village, planned, by=sending.by)
            yield planned

    def answer(self, issue: ImportIssue, value: str, *, by: User) -> None:
        """All answers let their row go in: it is read again with them."""
