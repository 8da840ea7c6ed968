"""意见建议收集交办台账 as a kind of workbook."""

from collections.abc import Iterable
from functools import partial

from referrals import actions
from referrals.models import Opinion
from referrals.resources import OpinionLedger
from referrals.workflow import MoveRefused
from tianmen_congress.accounts.models import User
from tianmen_congress.campaigns.queries import NO_CAMPAIGN, current_campaign
from tianmen_congress.divisions.models import Division
from tianmen_congress.workbooks.actions import AnswerRefused
from tianmen_congress.workbooks.kinds import (
    Outcome,
    Planned,
    Sending,
    WorkbookKind,
    register,
)
from tianmen_congress.workbooks.models import ImportIssue
from tianmen_congress.workbooks.records import Record

from .planning import Reader, Row
from .writing import go_on, write_row


@register
class OpinionsKind(WorkbookKind):
    slug = "opinions"
    title = "意见建议收集交办台账"
    resource = OpinionLedger
    unit = "件"
    no_undo = (
        "意见建议写入后已经编号、交办并通知有关方面，不能整批撤销；"
        "登记有误的，请在各件意见建议的页面上逐件撤回或处理"
    )
    note = (
        "一行一件。同一小组同一天同样内容的只登记一次；办结的按台账补记交办、答复、"
        "反馈和评价，办理过程注明依据台账。"
    )

    def plan(self, records: list[Record], sending: Sending) -> Iterable[Planned]:
        reader = Reader(current_campaign())
        for record in records:
            if reader.campaign is None:
                record.fault("text", NO_CAMPAIGN)
            yield self._planned(reader.read(record), reader, sending)

    def _planned(self, row: Row, reader: Reader, sending: Sending) -> Planned:
        record = row.record
        if record.is_faulty or row.township is None:
            return Planned(Outcome.REJECTED, [record], row.township)
        if row.key in reader.known:
            return Planned(Outcome.UNCHANGED, [record], row.township)
        # The same row once more in this ledger is the same opinion.
        reader.known.add(row.key)
        apply = partial(write_row, row, by=sending.by, campaign=reader.campaign)
        return Planned(Outcome.NEW, [record], row.township, apply=apply)

    def answer(self, issue: ImportIssue, value: str, *, by: User) -> None:
        opinion = Opinion.objects.select_related("category").get(
            pk=issue.about["opinion"]
        )
        village = Division.objects.get(pk=int(value))
        try:
            go_on(opinion, actions.committee_of(village), issue.about, by=by)
        except MoveRefused as refusal:
            raise AnswerRefused(str(refusal)) from None
