"""双联双促台账（户） as a kind of workbook."""

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
from visits.pairings.models import HouseholdPairing

from .columns import HouseholdPairLedger
from .planning import PairPlanner, PlannedPair
from .writing import write_pair


@register
class HouseholdPairsKind(WorkbookKind):
    slug = "household-pairs"
    title = "双联双促台账（户）"
    resource = HouseholdPairLedger
    writes = (HouseholdPairing,)
    waits_for = ("village", "head", "deputy", BY_HAND)
    note = (
        "一行一名代表和一户。导出的台账可以直接导入，其中的人口、措施、走访、办实事、"
        "成效等栏不读取；帮扶计划、解除日期、解除原因可以另加栏。代表须是本乡镇代表小组"
        "的成员，贫困户须已在档，户主或代表同名的逐一确认。不在工作簿中的结对不作改动。"
    )

    def plan(self, records: list[Record], sending: Sending) -> Iterable[PlannedPair]:
        for planned in PairPlanner(self.slug, sending).plan(records):
            if planned.outcome in (Outcome.NEW, Outcome.CHANGED):
                planned.apply = partial(write_pair, planned, by=sending.by)
            yield planned

    def answer(self, issue: ImportIssue, value: str, *, by: User) -> None:
        """All answers let their row go in: it is read again with them."""
