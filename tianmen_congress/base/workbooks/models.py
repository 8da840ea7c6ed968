"""A workbook that somebody sent: what was found in it, and what is still asked."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.models import StoredFile

from .enums import BatchState, IssueKind

# How long the workbook of a check is kept that nobody writes.
KEPT = timedelta(days=30)
# The kind of job in which the worker checks a large one.
CHECK = "workbooks: check"


class BatchQuerySet(ScopedQuerySet):
    scope = {Role.OFFICE: ALL, Role.PRESIDIUM: "township"}


class ImportBatch(models.Model):
    """One workbook, checked whole, then written in one transaction or not at all."""

    kind = models.SlugField("种类", max_length=20)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="文件"
    )
    file_name = models.CharField("文件名", max_length=120)
    township = models.ForeignKey(
        Division,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="乡镇",
        help_text="乡镇导入的，只含本乡镇；市级导入的为空",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="导入人",
    )
    created_at = models.DateTimeField("检查时间", auto_now_add=True)
    written_at = models.DateTimeField("写入时间", null=True)
    # The context under which the history of rows keeps what this batch wrote.
    trace = models.UUIDField(null=True, editable=False)
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="撤销人",
    )
    undo_reason = models.CharField("撤销原因", max_length=200, blank=True)
    state = models.CharField(
        "状态", max_length=12, choices=BatchState, default=BatchState.CHECKED
    )
    rows = models.PositiveIntegerField("行数", default=0)
    new = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("变更", default=0)
    unchanged = models.PositiveIntegerField("无变化", default=0)
    rejected = models.PositiveIntegerField("未收", default=0)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="workbooks_batch_undone_by_somebody_for_a_reason",
                condition=Q(undone_at=None, undone_by=None, undo_reason="")
                | Q(undone_at__isnull=False, undone_by__isnull=False)
                & ~Q(undo_reason=""),
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("workbooks:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Checked, and neither written nor dropped yet."""
        return self.state == BatchState.CHECKED

    @property
    def expires_at(self) -> datetime:
        """When it is given up if nobody writes it."""
        return self.created_at + KEPT

    @property
    def written(self) -> int:
        return self.new + self.changed


class IssueQuerySet(ScopedQuerySet):
    scope = {Role.OFFICE: ALL, Role.PRESIDIUM: "batch__township"}

    def open_questions(self):
        return self.filter(kind=IssueKind.QUESTION, answered_at=None, is_replaced=False)

    def answered(self):
        """Questions whose answers hold: of batches that stand, the latest last."""
        rows = self.filter(answered_at__isnull=False, batch__state=BatchState.WRITTEN)
        return rows.order_by("answered_at", "pk")


class ImportIssue(models.Model):
    """A fault or a question found in one cell, in words for the person who sent it."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="issues")
    kind = models.CharField(max_length=10, choices=IssueKind)
    sheet = models.CharField("工作表", max_length=60)
    row = models.PositiveIntegerField("行")
    column = models.CharField("列", max_length=40, blank=True)
    value = models.CharField("值", max_length=200, blank=True)
    reason = models.CharField("原因", max_length=300)
    # [{"value": ..., "label": ...}]: what the value may mean; the answer is one of them.
    candidates = models.JSONField("可选", default=list)
    # What the room that asked needs to act on the answer.
    about = models.JSONField(default=dict)
    answer = models.CharField("答复", max_length=200, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    # What history noted of acting on the answer: {"deputies.person": [event, …]}.
    events = models.JSONField(default=dict)
    # The same question came up again in a later batch, and is answered there.
    is_replaced = models.BooleanField(default=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入问题"
        ordering = ["batch", "pk"]

    def __str__(self) -> str:
        return f"{self.sheet} 第{self.row}行 {self.column}"

    @property
    def can_be_answered(self) -> bool:
        return (
            self.kind == IssueKind.QUESTION
            and self.answered_at is None
            and not self.is_replaced
            and self.batch.state == BatchState.WRITTEN
        )

    @property
    def answer_label(self) -> str:
        """The answer in the words in which it was offered, with its day."""
        labels = {each["value"]: each["label"] for each in self.candidates}
        choice, day = self.parted(self.answer)
        return f"{labels.get(choice, choice)}{day}"

    def parted(self, answer: str) -> tuple[str, str]:
        """Which candidate it is, and the day said with the one that takes a day, which
        `about` names as `dated`."""
        choice, _, day = answer.partition(" ")
        return (choice, day) if choice == self.about.get("dated") else (answer, "")
