"""Each backup that was made and each drill that was held, and what came of it."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet

from .enums import BackupKind

RED_AFTER = timedelta(days=1)


class RunQuerySet(ScopedQuerySet):
    scope = {Role.SYSADMIN: ALL}

    def good(self):
        return self.filter(problem="")


class Run(models.Model):
    """One backup or one drill. Nothing in it is personal."""

    kind = models.CharField("事项", max_length=8, choices=BackupKind)
    at = models.DateTimeField("时间", default=timezone.now)
    seconds = models.PositiveIntegerField("用时（秒）", default=0)
    # What went wrong, in a sentence; empty: it is good.
    problem = models.CharField("问题", max_length=500, blank=True)
    name = models.CharField("备份文件", max_length=120, blank=True)
    place = models.CharField("备份目录", max_length=500, blank=True)
    # The moment that the backup keeps.
    moment = models.DateTimeField("备份时点", null=True)
    size = models.PositiveBigIntegerField("字节数", default=0)
    rows = models.PositiveBigIntegerField("行数", default=0)
    files = models.PositiveIntegerField("文件数", default=0)
    # Files named by rows that are gone from the disk, or are not what was stored.
    lost = models.PositiveIntegerField("丢失的文件数", default=0)
    altered = models.PositiveIntegerField("被改动的文件数", default=0)

    objects = RunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "备份与演练"
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=BackupKind.values), name="backups_run_kind"
            ),
            models.CheckConstraint(
                condition=~models.Q(problem="") | models.Q(moment__isnull=False),
                name="backups_good_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"

    @property
    def is_late(self) -> bool:
        """Whether it was so long ago that there should be another."""
        return timezone.now() - self.at > RED_AFTER
