"""Long work: what was asked for, how far it is, what came of it."""

from django.conf import settings
from django.db import models


class State(models.TextChoices):
    WAITING = "waiting", "等待处理"
    RUNNING = "running", "处理中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"
    CANCELLED = "cancelled", "已取消"


class Job(models.Model):
    """One piece of long work of one user, seen by that user alone."""

    kind = models.CharField("类别", max_length=40)
    title = models.CharField("事项", max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs"
    )
    state = models.CharField(
        "状态", max_length=12, choices=State, default=State.WAITING
    )
    done = models.PositiveIntegerField("已处理", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    payload = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    is_cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField("提交时间", auto_now_add=True)
    touched_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title
