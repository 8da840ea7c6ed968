"""小组活动台账 as a kind of workbook."""

from collections.abc import Iterable
from functools import partial

from groups.activities.models import Activity, ActivityPart, Attendance
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.workbooks.kinds import (
    Outcome,
    Planned,
    Sending,
    WorkbookKind,
    register,
)
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record

from .columns import ActivityLedger
from .planning import WAITS, ActivityPlanner
from .writing import write_activity

NO_CAMPAIGN = "还没有启用的活动，不能导入小组活动"


@register
class ActivitiesKind(WorkbookKind):
    slug = "activities"
    title = "小组活动台账"
    resource = ActivityLedger
    writes = (Attendance, ActivityPart, Activity)
    waits_for = WAITS
    note = (
        "一行一次已开展的活动。到会、迟到、早退、请假、缺席各栏填代表姓名，用顿号分开；"
        "请假须写明事由和批准人，如：张伟（病，李明批准）。应到的代表没有列出的，导入时"
        "询问；到场的其他人写在“列席”。再次导入时，空格不作改动，台账带入的内容按新台账"
        "更正，在系统中登记的不作改动。"
    )

    def plan(self, records: list[Record], sending: Sending) -> Iterable[Planned]:
        campaign = current_campaign()
        if campaign is None:
            yield from _all_refused(records, sending)
            return
        for planned in ActivityPlanner(self.slug, sending, campaign).plan(records):
            if planned.outcome in (Outcome.NEW, Outcome.CHANGED):
                planned.apply = partial(write_activity, planned, by=sending.by)
            yield planned

    def answer(self, issue: ImportIssue, value: str, *, by: User) -> None:
        """The row waits for every question: it is read again with the answer."""


def _all_refused(records: list[Record], sending: Sending) -> Iterable[Planned]:
    for record in records:
        record.fault("held_on", NO_CAMPAIGN)
        yield Planned(Outcome.REJECTED, [record], sending.township)
