"""Batches, and what was found in one, as tables."""

from django.template.loader import render_to_string

from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.tables import (
    ListTable,
    MomentColumn,
    NumberColumn,
    StatusColumn,
    TextColumn,
)
from tianmen_congress.base.workbooks.enums import BatchState, IssueKind
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue

TONES = {
    IssueKind.FAULT: "red",
    IssueKind.QUESTION: "yellow",
    IssueKind.CHANGE: "blue",
}
STATE_TONES = {BatchState.CHECKED: "yellow", BatchState.WRITTEN: "green"}


class KindColumn(TextColumn):
    def render(self, value: str) -> str:
        kind = get_kind(value)
        return kind.title if kind else value


class BatchTable(ListTable):
    file_name = TextColumn(linkify=True)
    kind = KindColumn()
    township = TextColumn(orderable=False)
    state = StatusColumn(tones=STATE_TONES)
    rows_found = NumberColumn("行数", accessor="rows", order_by="rows")
    new = NumberColumn()
    changed = NumberColumn()
    unchanged = NumberColumn()
    rejected = NumberColumn()
    open_count = NumberColumn("待确认")
    created_by = TextColumn(orderable=False)
    created_at = MomentColumn()
    fixed = ("file_name",)
    hidden = ("unchanged",)

    class Meta(ListTable.Meta):
        model = ImportBatch
        fields = ("file_name", "kind", "township", "state")


class AnswerColumn(TextColumn):
    """The candidates of an open question to choose from, or the answer given."""

    empty_values = ()

    def __init__(self):
        super().__init__("答复", orderable=False)

    def render(self, record: ImportIssue) -> str:
        context = {"issue": record, "today": today()}
        return render_to_string("workbooks/_answer.html", context)

    def value(self, record: ImportIssue) -> str:
        if record.answered_at:
            return record.answer_label
        return " / ".join(candidate["label"] for candidate in record.candidates)


class PlaceColumn(NumberColumn):
    """A row of the sheet; 0 stands for the sheet as a whole."""

    def render(self, value: int) -> str:
        return str(value or "")


class IssueTable(ListTable):
    kind = StatusColumn("类型", tones=TONES)
    sheet = TextColumn()
    row = PlaceColumn()
    column = TextColumn()
    value = TextColumn(orderable=False)
    reason = TextColumn(orderable=False)
    answer = AnswerColumn()
    fixed = ("reason",)

    class Meta(ListTable.Meta):
        model = ImportIssue
        fields = ("kind", "sheet", "row", "column", "value", "reason", "answer")


class QuestionTable(ListTable):
    batch = TextColumn("导入批次", linkify=True)
    sheet = TextColumn()
    row = PlaceColumn()
    column = TextColumn()
    value = TextColumn(orderable=False)
    reason = TextColumn(orderable=False)
    answer = AnswerColumn()
    fixed = ("reason",)

    class Meta(ListTable.Meta):
        model = ImportIssue
        fields = ("batch", "sheet", "row", "column", "value", "reason", "answer")
