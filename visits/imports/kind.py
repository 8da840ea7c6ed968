"""走访台账 as a kind of workbook."""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError

from deputies.models import Person
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.enums import FormKind
from tianmen_congress.base.campaigns.queries import current_campaign, published_form
from tianmen_congress.base.workbooks.actions import AnswerRefused
from tianmen_congress.base.workbooks.corrections import BY_HAND
from tianmen_congress.base.workbooks.kinds import (
    Made,
    Outcome,
    Sending,
    WorkbookKind,
    register,
)
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record
from visits.actions import void_visit
from visits.imports.columns import VisitLedger
from visits.models import HouseholdCall, Visit, VisitDeputy

from .planning import SAME_CALL, PlannedVisit, VisitPlanner
from .writing import add_deputy, correct, write_row

NO_FORM = "还没有启用的活动和走访记录表，不能导入走访"


@register
class VisitsKind(WorkbookKind):
    slug = "visits"
    title = "走访台账"
    resource = VisitLedger
    writes = (VisitDeputy, HouseholdCall, Visit)
    waits_for = ("household", "village", SAME_CALL, BY_HAND)
    farewell = "作废"
    note = (
        "一行一户；没有入户的走访，“走访贫困户”留空。同一天、同一小组、同一村、"
        "同样代表的各户记为一次走访；代表不同的是另一次走访。代表须是小组成员，贫困户须"
        "已在档。其他乡镇的村写明乡镇，登记为异地走访。再次导入时，台账带入的内容按新台账逐项更正，先列出原文和新文；"
        "导入以后有人改过的先询问。"
    )

    def plan(self, records: list[Record], sending: Sending) -> Iterable[PlannedVisit]:
        campaign = current_campaign()
        form = campaign and published_form(campaign, FormKind.VISIT)
        if not form:
            yield from _all_refused(records, sending)
            return
        for planned in VisitPlanner(self.slug, sending, form).plan(records):
            if planned.outcome == Outcome.NEW:
                planned.apply = partial(write_row, planned.outing, by=sending.by)
            elif planned.outcome == Outcome.CHANGED:
                planned.apply = partial(correct, planned.correction, by=sending.by)
            yield planned

    def take_away(self, going: Made, *, by: User, reason: str) -> None:
        """Visits are struck off with all that is in them; what others got is taken out."""
        visits = going[Visit]
        for model in (VisitDeputy, HouseholdCall):
            # unscoped: what the batch made
            rows = model.objects.filter(pk__in=going[model])
            rows.exclude(visit__in=visits).delete()
        # unscoped: what the batch made
        for visit in Visit.objects.filter(pk__in=visits).order_by("pk"):
            void_visit(visit, by=by, reason=f"撤销导入：{reason}"[:200])

    def answer(self, issue: ImportIssue, value: str, *, by: User) -> None:
        """A deputy joins the visit; answers to the other questions let the row go in."""
        if issue.about["field"] != "people":
            return
        if "visit" not in issue.about:
            raise AnswerRefused("这一行还没有写入，请先答复或改正这一行的其他问题")
        # unscoped: the visit that the question of a batch in sight is about
        visit = Visit.objects.get(pk=issue.about["visit"])
        try:
            # unscoped: one of the candidates that the question named
            add_deputy(visit, Person.objects.get(pk=int(value)), by=by)
        except (ValidationError, PermissionDenied) as refusal:
            words = getattr(refusal, "messages", [str(refusal)])
            raise AnswerRefused("".join(words)) from None


def _all_refused(records: list[Record], sending: Sending) -> Iterable[PlannedVisit]:
    for record in records:
        record.fault("visited_on", NO_FORM)
        yield PlannedVisit(Outcome.REJECTED, [record], sending.township)
