"""Lists of batches, of what was found in one, and of open questions."""

from functools import cached_property

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localtime

from tianmen_congress.base.ui.listing import Button, Listing
from tianmen_congress.base.workbooks.enums import BatchState, IssueKind
from tianmen_congress.base.workbooks.kinds import WorkbookKind, get_kind
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from tianmen_congress.base.workbooks.staging import ELSEWHERE
from tianmen_congress.base.workbooks.undoing import why_not

from .filters import BatchFilters, IssueFilters, QuestionFilters
from .tables import BatchTable, IssueTable, QuestionTable

OPEN = Q(
    issues__kind=IssueKind.QUESTION,
    issues__answered_at=None,
    issues__is_replaced=False,
    state=BatchState.WRITTEN,
)


class BatchListing(Listing):
    title, noun = "导入记录", "导入记录"
    table_class, filters = BatchTable, BatchFilters
    tabs_by = "state"
    empty_text = "还没有导入过工作簿，请按右上角“导入工作簿”。"

    def rows(self) -> QuerySet[ImportBatch]:
        rows = ImportBatch.objects.visible_to(self.user)
        rows = rows.select_related("township", "created_by")
        rows = rows.annotate(open_count=Count("issues", filter=OPEN))
        return rows.order_by("-created_at", "-pk")

    def buttons(self) -> list[Button]:
        return [Button("导入工作簿", reverse("workbooks:create"), is_main=True)]


class IssueListing(Listing):
    """What was found in one batch; `self.kwargs["batch"]` is in the user's sight."""

    title, noun = "检查结果", "问题"
    table_class, filters = IssueTable, IssueFilters
    template_name = "workbooks/importbatch_detail.html"
    empty_text = "没有发现问题。"

    @property
    def batch(self) -> ImportBatch:
        return self.kwargs["batch"]

    @property
    def kind(self) -> WorkbookKind | None:
        return get_kind(self.batch.kind)

    @property
    def unit(self) -> str:
        return self.kind.unit if self.kind else "行"

    def rows(self) -> QuerySet[ImportIssue]:
        """A township's own come first: of a city's workbook most rows are not hers."""
        rows = ImportIssue.objects.visible_to(self.user).filter(batch=self.batch)
        rows = rows.annotate(is_elsewhere=Q(reason__endswith=ELSEWHERE))
        rows = rows.order_by("is_elsewhere", "pk")
        return rows.select_related("batch", "answered_by")

    @cached_property
    def elsewhere(self) -> int:
        """How many rows stay out only because they are another township's."""
        if self.batch.township_id is None:
            return 0
        return self.rows().filter(is_elsewhere=True).count()

    @property
    def summary(self) -> list[tuple]:
        batch = self.batch
        rows = [
            ("种类", self.kind.title if self.kind else batch.kind),
            ("状态", batch.get_state_display()),
            ("范围", batch.township or "全市"),
            ("导入人", batch.created_by),
            ("检查时间", f"{localtime(batch.created_at):%Y-%m-%d %H:%M}"),
        ]
        if batch.undone_at:
            when = f"{localtime(batch.undone_at):%Y-%m-%d %H:%M}"
            rows += [
                ("撤销", f"{batch.undone_by} {when}"),
                ("撤销原因", batch.undo_reason),
            ]
        return rows

    @property
    def counts(self) -> list[dict]:
        """Rows by what becomes of them; they add up to the first."""
        names = ("rows", "new", "changed", "unchanged", "rejected")
        return [
            {
                "label": ImportBatch._meta.get_field(name).verbose_name,
                "count": getattr(self.batch, name),
            }
            for name in names
        ]

    @property
    def why_no_undo(self) -> str:
        """Why this user cannot undo the batch; nothing where he may."""
        return why_not(self.batch, self.user)

    @cached_property
    def has_open_questions(self) -> bool:
        is_written = self.batch.state == BatchState.WRITTEN
        return is_written and self.rows().open_questions().exists()


class QuestionListing(Listing):
    title, noun = "待确认问题", "问题"
    table_class, filters = QuestionTable, QuestionFilters
    template_name = "workbooks/question_list.html"
    empty_text = "没有待确认的问题。"

    def rows(self) -> QuerySet[ImportIssue]:
        rows = ImportIssue.objects.visible_to(self.user).filter(
            kind=IssueKind.QUESTION,
            is_replaced=False,
            batch__state=BatchState.WRITTEN,
        )
        if "answered" not in self.query:
            rows = rows.filter(answered_at=None)
        return rows.select_related("batch", "answered_by")
