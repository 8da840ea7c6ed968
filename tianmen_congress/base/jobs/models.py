"""Long work: what was asked for, how far it is, what came of it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from tianmen_congress.base.access.scope import ScopedQuerySet

from .enums import JobState

KEPT = timedelta(days=7)


class JobQuerySet(ScopedQuerySet):
    """Everybody sees the work that he himself asked for, whatever his role."""

    scope = {}

    def visible_to(self, user):
        return self.filter(user=user) if user.is_authenticated else self.none()

    def under_way(self):
        return self.filter(state__in=(JobState.WAITING, JobState.RUNNING))


class Job(models.Model):
    """One piece of long work of one user."""

    kind = models.CharField("类别", max_length=40)
    title = models.CharField("事项", max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs"
    )
    state = models.CharField(
        "状态", max_length=12, choices=JobState, default=JobState.WAITING
    )
    done = models.PositiveIntegerField("已处理", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    payload = models.JSONField(default=dict)
    # What came of it: {"text": a sentence, "url": where to look}.
    result = models.JSONField(default=dict)
    # What it made to be saved by its user, until it expires.
    output = models.FileField("结果文件", upload_to="jobs/", blank=True)
    output_name = models.CharField("文件名", max_length=120, blank=True)
    # The posts in whose rights it was made: who holds others now gets no old file.
    posts = ArrayField(models.BigIntegerField(), default=list)
    attempts = models.PositiveSmallIntegerField("处理次数", default=0)
    is_cancel_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField("提交时间", auto_now_add=True)
    touched_at = models.DateTimeField("更新时间", auto_now=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "后台任务"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:detail", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0

    @property
    def expires_at(self) -> datetime:
        """Until when its file is kept."""
        return self.touched_at + KEPT


class DailyRun(models.Model):
    """A work of the day that was done, and how much of it there was."""

    name = models.CharField("事项", max_length=40)
    day = models.DateField("日期")
    counts = models.JSONField("件数", default=dict)
    at = models.DateTimeField("办理时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "每日办理"
        ordering = ["-day", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "day"], name="jobs_daily_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"
