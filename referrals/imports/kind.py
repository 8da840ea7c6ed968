"""意见建议收集交办台账 as a kind of workbook."""

from collections.abc import Iterable

from referrals import actions
from referrals.imports.columns import OpinionLedger
from referrals.models import Opinion
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.queries import NO_CAMPAIGN, current_campaign
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.workbooks.actions import AnswerRefused
from tianmen_congress.base.workbooks.kinds import (
    Planned,
    Sending,
    WorkbookKind,
    register,
)
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record

from .classes import class_of
from .matching import SAME_ONE, OpinionPlanner
from .planning import LedgerReader
from .writing import go_on


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
        "一行一件。同一小组、同一天、同一反映人、同样内容的是同一件，再次导入时从已登记的"
        "环节接着登记；承办、答复类别、评价和办结照台账"
        "登记，注明依据台账，台账没有写的日期、签收、反馈和文号不补记，也不补印公文。"
        "办理情况看不出答复类别的，检查后请逐一选择。"
    )
    waits_for = ("done", "accused", SAME_ONE)
    asks_once = ("done",)

    def plan(self, records: list[Record], sending: Sending) -> Iterable[Planned]:
        reader = LedgerReader(current_campaign())
        if reader.campaign is None:
            for record in records:
                record.fault("text", NO_CAMPAIGN)
        return OpinionPlanner(reader, sending.by).plan(records)

    def answer(self, issue: ImportIssue, value: str, *, by: User) -> None:
        """Which village handles it; what class it was lets the row go in."""
        if issue.about["field"] in self.waits_for:
            return
        # unscoped: the opinion that the question of a batch in sight is about
        opinion = Opinion.objects.select_related("category", "campaign").get(
            pk=issue.about["opinion"]
        )
        village = Division.objects.get(pk=int(value))
        # Asked before classes were: what the words tell plainly, or else nothing.
        classes = opinion.campaign.answer_classes.offered()
        told = class_of(issue.about["done"], classes)
        stood = {"answer_class": told, **issue.about}
        try:
            go_on(opinion, actions.committee_of(village), stood, by=by)
        except MoveRefused as refusal:
            raise AnswerRefused(str(refusal)) from None
