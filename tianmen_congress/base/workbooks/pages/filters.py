"""Search forms of batches and of what was found in them."""

from django.db.models import QuerySet

from tianmen_congress.base.ui.filters import (
    ChoiceFilter,
    DayFilter,
    ListFilters,
    SearchFilter,
)
from tianmen_congress.base.workbooks.enums import BatchState, IssueKind
from tianmen_congress.base.workbooks.kinds import all_kinds
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue

OPEN = (("1", "待确认"), ("0", "已答复"))


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.slug, kind.title) for kind in all_kinds()]


class BatchFilters(ListFilters):
    q = SearchFilter(columns=("file_name",), label="文件名")
    kind = ChoiceFilter(choices=kind_choices, label="种类")
    state = ChoiceFilter(choices=BatchState, label="状态")
    since = DayFilter(
        field_name="created_at__date", lookup_expr="gte", label="检查时间起"
    )

    class Meta:
        model = ImportBatch
        fields = ()


class IssueFilters(ListFilters):
    kind = ChoiceFilter(choices=IssueKind, label="类型")
    q = SearchFilter(columns=("sheet", "column", "value", "reason"))

    class Meta:
        model = ImportIssue
        fields = ()


class QuestionFilters(ListFilters):
    q = SearchFilter(columns=("sheet", "column", "value", "reason"))
    kind = ChoiceFilter(
        field_name="batch__kind", choices=kind_choices, label="工作簿种类"
    )
    answered = ChoiceFilter(choices=OPEN, method="by_answer", label="答复情况")

    class Meta:
        model = ImportIssue
        fields = ()

    def by_answer(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(answered_at__isnull=value == "1")
